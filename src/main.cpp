#include "tool/cli.h"

int main(int argc, char** argv) { return casus::tool::run(argc, argv); }
