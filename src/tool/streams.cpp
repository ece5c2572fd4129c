#include "tool/streams.h"

#include <cassert>
#include <cstdio>

namespace casus::tool {

namespace {

// As the streams of a process belong to all of it, those of a request belong to all that its thread does.
thread_local RequestStreams* current = nullptr;

}  // namespace

Redirected::Redirected(RequestStreams& streams) {
  assert(current == nullptr);
  current = &streams;
}

Redirected::~Redirected() { current = nullptr; }

RequestStreams* request_streams() { return current; }

void print(std::string_view text) {
  if (current)
    current->out += text;
  else
    std::fwrite(text.data(), 1, text.size(), stdout);
}

void complain(std::string_view text) {
  if (current)
    current->err += text;
  else
    std::fwrite(text.data(), 1, text.size(), stderr);
}

}  // namespace casus::tool
