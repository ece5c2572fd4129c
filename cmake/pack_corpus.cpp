// Parses the corpus while casus is built: `pack_corpus LIST OUT`. LIST names one file a line; OUT receives the packed
// trees. A text with a fault stops the build with its message.
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "diag/render.h"
#include "syntax/pack.h"
#include "syntax/parser.h"

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  std::vector<std::string> paths;
  std::ifstream list(argv[1]);
  for (std::string path; std::getline(list, path);) paths.push_back(path);

  std::vector<casus::syntax::Tree> trees;
  casus::diag::Sink sink;
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    if (!file) {
      std::fprintf(stderr, "%s: cannot be read\n", path.c_str());
      return 1;
    }
    trees.push_back(
        casus::syntax::parse(std::move(text), casus::make_id<casus::SourceId>(trees.size()), sink));
  }
  std::vector<casus::diag::SourceText> texts;
  for (std::size_t i = 0; i < trees.size(); ++i) texts.push_back({paths[i], trees[i].text()});
  for (const auto& d : sink.all()) std::fputs(casus::diag::render_text(d, texts, false).c_str(), stderr);
  if (!sink.all().empty()) return 1;

  std::ofstream out(argv[2], std::ios::binary);
  out << casus::syntax::pack(trees);
  out.flush();
  return out ? 0 : 1;
}
