// One text, checked against the built-in corpus: its own diagnostics alone, and how they are shown.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "diag/render.h"
#include "tool/session.h"

namespace casus::test {

inline std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Resolves a session and keeps what does not stand in the corpus.
inline std::vector<diag::Diagnostic> own_diagnostics(tool::Session& session) {
  session.build();
  session.sink().sort();
  std::vector<diag::Diagnostic> own;
  for (auto d : session.sink().all()) {
    if (d.span.source && session.path(d.span.source).starts_with("corpus/")) continue;
    if (d.span.source) d.heading = session.tree(d.span.source).heading_at(d.span.begin);
    own.push_back(std::move(d));
  }
  return own;
}

struct Checked {
  std::vector<diag::Diagnostic> diagnostics;
  std::string shown;

  std::vector<std::string> codes() const {
    std::vector<std::string> list;
    for (const auto& d : diagnostics) list.push_back(diag::label(d.code));
    return list;
  }
};

inline Checked check_text(const std::string& name, std::string text) {
  tool::Session session{tool::Options{}};
  session.load_corpus();
  session.add(name, std::move(text), 2);
  Checked result{own_diagnostics(session), {}};
  for (const auto& d : result.diagnostics)
    result.shown += diag::render_text(d, session.source_texts(), false);
  return result;
}

inline Checked check_file(const std::string& path) {
  tool::Session session{tool::Options{}};
  session.load(path);
  Checked result{own_diagnostics(session), {}};
  for (const auto& d : result.diagnostics)
    result.shown += diag::render_text(d, session.source_texts(), false);
  return result;
}

}  // namespace casus::test
