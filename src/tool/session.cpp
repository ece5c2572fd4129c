#include "tool/session.h"

#include <fmt/format.h>
#include <sha256.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <utility>

#include "diag/render_json.h"
#include "evidence/standing.h"
#include "syntax/lexer.h"
#include "syntax/pack.h"
#include "syntax/parser.h"
#include "tool/embedded.h"
#include "tool/streams.h"

namespace casus::tool {

namespace fs = std::filesystem;
using diag::Code;

namespace {

/// The whole of a stream, or nothing where it is larger than a source may be.
std::string read_all(std::FILE* file, bool& too_large) {
  std::string text;
  char buffer[1 << 16];
  std::size_t got = 0;
  while ((got = std::fread(buffer, 1, sizeof buffer, file)) > 0) {
    text.append(buffer, got);
    if (text.size() > syntax::max_source_bytes) {
      too_large = true;
      return {};
    }
  }
  return text;
}

std::string hexadecimal(SHA256_CTX& context) {
  std::uint8_t bytes[SHA256_DIGEST_LENGTH];
  SHA256_Final(bytes, &context);
  std::string text;
  for (auto byte : bytes) text += fmt::format("{:02x}", byte);
  return text;
}

}  // namespace

std::string sha256(std::string_view text) {
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
  return hexadecimal(context);
}

bool colour_on(int stream) {
  const char* no_colour = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  if (no_colour != nullptr && *no_colour != '\0') return false;
  if (terminal != nullptr && std::strcmp(terminal, "dumb") == 0) return false;
  return ::isatty(stream) == 1;
}

Session::Session(const Options& options) : options_(options) {}

const syntax::Tree& Session::keep(std::string name, int layer, syntax::Tree tree) {
  paths_.push_back(std::move(name));
  layers_.push_back(layer);
  trees_.push_back(std::make_unique<syntax::Tree>(std::move(tree)));
  return *trees_.back();
}

SourceId Session::add(std::string name, std::string text, int layer) {
  const auto id = make_id<SourceId>(trees_.size());
  keep(std::move(name), layer, syntax::parse(std::move(text), id, sink_));
  return id;
}

const syntax::Tree& Session::add_line(std::string name, std::string text) {
  const auto id = make_id<SourceId>(trees_.size());
  return keep(std::move(name), user_layer + 1, syntax::parse_scenario_line(std::move(text), id, sink_));
}

const syntax::Tree& Session::add_word(std::string name, std::string word) {
  const auto id = make_id<SourceId>(trees_.size());
  return keep(std::move(name), user_layer + 1, syntax::Tree(id, std::move(word)));
}

namespace {

bool is_evidence(std::string_view path) {
  return path.starts_with("pledges/") || path.starts_with("claims/");
}

}  // namespace

void Session::load_builtin(const std::function<bool(std::string_view)>& wanted, int layer, bool hashed) {
  const auto files = embedded::corpus();
  const auto parsed = syntax::unpack(embedded::corpus_trees());
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (!wanted(files[i].path)) continue;
    const auto id = make_id<SourceId>(trees_.size());
    keep(fmt::format("corpus/{}", files[i].path), layer,
         syntax::Tree(id, files[i].text, parsed[i].tokens, parsed[i].nodes));
    if (hashed) hashes_.push_back(files[i].sha256);
  }
}

void Session::load_cases() {
  load_evidence();  // a case may take a state's stance
  load_builtin([](std::string_view path) { return path.starts_with("cases/"); }, user_layer, false);
}

void Session::load_evidence() {
  if (std::exchange(evidence_loaded_, true)) return;
  if (!options_.no_builtin)
    load_builtin([](std::string_view path) { return is_evidence(path); }, builtin_layer, false);
}

void Session::load_world() {
  const auto of_the_world = [](std::string_view path) {
    return path.starts_with("states/") || path.starts_with("places/") || path == "lexicon.casus";
  };
  load_builtin(of_the_world, builtin_layer, true);
}

void Session::load_corpus() {
  // The cases are scenarios of their own: they answer no question of the user's.
  if (!options_.no_builtin)
    load_builtin([](std::string_view path) { return !path.starts_with("cases/") && !is_evidence(path); },
                 builtin_layer, true);
  if (!options_.stances.empty()) load_evidence();
  for (const auto& path : options_.corpus) load_file(path, corpus_layer);
}

void Session::load(const std::string& path) {
  const std::size_t before = trees_.size();
  load_file(path, user_layer);
  for (std::size_t i = before; i < trees_.size(); ++i) given_.push_back(make_id<SourceId>(i));
  // What `--corpus` has read already is read once, and meant all the same.
  std::error_code ignored;
  const std::string asked = fs::weakly_canonical(path, ignored).string();
  for (std::size_t i = 0; i < before; ++i) {
    if (layers_[i] != corpus_layer) continue;
    const std::string read = fs::weakly_canonical(paths_[i], ignored).string();
    const auto id = make_id<SourceId>(i);
    if ((read == asked || read.starts_with(asked + "/")) && std::ranges::find(given_, id) == given_.end())
      given_.push_back(id);
  }
}

void Session::load_file(const std::string& path, int layer) {
  std::vector<std::string> open;
  if (path == "-") {
    bool too_large = false;
    const auto* request = request_streams();
    std::string text = request ? request->in : read_all(stdin, too_large);
    if (too_large) {
      sink_.add(Code::too_large, {}, "standard input is larger than 64 MiB", "split it into several files");
      return;
    }
    load_text("<stdin>", std::move(text), layer, open);
    return;
  }
  std::error_code error;
  if (request_streams() || !fs::is_directory(path, error)) {
    read_into(path, layer, open, {});
    return;
  }
  std::vector<std::string> files;
  for (fs::recursive_directory_iterator it(path, fs::directory_options::skip_permission_denied, error), end;
       it != end; it.increment(error)) {
    if (error) break;
    if (it->path().extension() == ".casus") files.push_back(it->path().string());
  }
  if (error)
    sink_.add(Code::cannot_read, {}, fmt::format("{}: {}", path, error.message()),
              "check the path and its permissions");
  if (files.empty() && !error)
    sink_.add(Code::cannot_read, {}, fmt::format("{}: there is no .casus file in this folder", path),
              "name a file, or a folder with `.casus` files");
  std::ranges::sort(files);
  for (const auto& file : files) read_into(file, layer, open, {});
}

void Session::read_into(const std::string& path, int layer, std::vector<std::string>& open, Span from) {
  if (request_streams()) {
    sink_.add(Code::cannot_read, from, fmt::format("{}: a request reads no files", path),
              "put what is in it into the text");
    return;
  }
  std::error_code ignored;
  const std::string canonical = fs::weakly_canonical(path, ignored).string();
  if (std::ranges::find(open, canonical) != open.end()) {
    sink_.add(Code::includes_itself, from,
              fmt::format("{} includes itself, directly or by way of others", path),
              "take the `include` line out of one of them");
    return;
  }
  if (std::ranges::find(loaded_, canonical) != loaded_.end()) return;  // the same file twice is read once
  loaded_.push_back(canonical);

  const auto failed = [&](std::string_view why, std::string_view hint) {
    sink_.add(Code::cannot_read, from, fmt::format("{}: {}", path, why), std::string(hint));
  };
  if (fs::is_directory(path, ignored)) return failed("this is a folder, not a file", "name the file in it");
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) {
    const int why = errno;
    return failed(std::strerror(why), why == ENOENT ? "check the path" : "check its permissions");
  }
  bool too_large = false;
  std::string text = read_all(file, too_large);
  const bool broken = std::ferror(file) != 0;
  std::fclose(file);
  if (broken) return failed("reading it failed", "check the disk and its permissions");
  if (too_large) {
    sink_.add(Code::too_large, from, fmt::format("{} is larger than 64 MiB", path),
              "split it into several files");
    return;
  }
  open.push_back(canonical);
  load_text(path, std::move(text), layer, open);
  open.pop_back();
}

void Session::load_text(std::string path, std::string text, int layer, std::vector<std::string>& open) {
  if (std::ranges::all_of(text, [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; })) {
    sink_.add(Code::empty_source, {}, fmt::format("{} is empty", path),
              "an instrument or a scenario is expected in it");
    return;
  }
  const std::string folder = fs::path(path).parent_path().string();
  const SourceId id = add(std::move(path), std::move(text), layer);
  const syntax::Tree& tree = *trees_[id.index()];
  std::vector<std::pair<std::string, Span>> includes;
  for (auto item : tree.children(tree.root()))
    if (tree.kind(item) == syntax::NodeKind::item && tree.keyword(item) == syntax::Keyword::k_include)
      if (const auto title = tree.child(item, syntax::NodeKind::title))
        includes.emplace_back(syntax::unquote(tree, title), tree.span(title));
  for (const auto& [target, span] : includes)
    read_into(folder.empty() || target.starts_with('/') ? target : folder + "/" + target, layer, open, span);
}

model::Model& Session::build() {
  std::vector<model::Layered> sources;
  for (std::size_t i = 0; i < trees_.size(); ++i)
    if (layers_[i] <= user_layer) sources.push_back({trees_[i].get(), layers_[i]});
  model_ = model::resolve(sources, sink_);
  sources_built_ = trees_.size();
  mark_ = model::mark_before_line(model_);
  for (auto& pledge : model_.pledges) {
    const auto source = pledge.span.source.index();
    // Figures of the user's own files are a collection of their own.
    if (layers_[source] != builtin_layer) pledge.origin = fs::path(paths_[source]).filename().string();
    for (const auto& fault : evidence::faults_of(pledge))
      sink_.add(fault.code, fault.span, fault.message, fault.hint);
  }
  return model_;
}

void Session::forget_lines() {
  trees_.resize(sources_built_);
  paths_.resize(sources_built_);
  layers_.resize(sources_built_);
  model::forget_lines(model_, mark_);
  sink_ = diag::Sink();
}

std::vector<diag::SourceText> Session::source_texts() const {
  std::vector<diag::SourceText> texts;
  for (std::size_t i = 0; i < trees_.size(); ++i) texts.push_back({paths_[i], trees_[i]->text()});
  return texts;
}

std::string Session::digest() const {
  // Over the names and hashes of the files: those of the built-in corpus are known from the build.
  SHA256_CTX context;
  SHA256_Init(&context);
  for (std::size_t i = 0; i < trees_.size(); ++i) {
    if (layers_[i] > corpus_layer) continue;
    const std::string line =
        fmt::format("{}  {}\n", i < hashes_.size() ? hashes_[i] : sha256(trees_[i]->text()), paths_[i]);
    SHA256_Update(&context, reinterpret_cast<const std::uint8_t*>(line.data()), line.size());
  }
  return "sha256:" + hexadecimal(context);
}

int Session::exit_of_errors() const {
  const bool coverage = std::ranges::all_of(sink_.all(), [](const diag::Diagnostic& d) {
    return d.severity() != diag::Severity::error || d.code == Code::ambiguous_code ||
           d.code == Code::outside_coverage;
  });
  return options_.strict && coverage ? exit_not_covered : exit_input;
}

bool Session::report() {
  if (sink_.all().empty()) return false;
  sink_.sort();
  for (auto& d : sink_.all())
    if (d.span.source && d.heading.empty())
      d.heading = trees_[d.span.source.index()]->heading_at(d.span.begin);
  const auto texts = source_texts();
  if (options_.format == Format::json || options_.format == Format::sarif) {
    const auto rendered = options_.format == Format::sarif ? diag::render_sarif(sink_.all(), texts)
                                                           : diag::render_json(sink_.all(), texts);
    complain(rendered);
  } else {
    const bool colour = options_.format == Format::text && colour_on(2);
    for (const auto& d : sink_.all()) complain(diag::render_text(d, texts, colour));
    if (sink_.errors() > 1) complain("{} errors\n", sink_.errors());
  }
  return sink_.has_errors();
}

}  // namespace casus::tool
