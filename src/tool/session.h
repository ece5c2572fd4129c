// What every command shares: reading sources, building the model, printing diagnostics.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "diag/render.h"
#include "diag/sink.h"
#include "model/resolve.h"
#include "syntax/tree.h"

namespace casus::tool {

/// Exit codes; frozen.
enum Exit : int {
  exit_done = 0,
  exit_finding = 1,
  exit_usage = 2,
  exit_input = 3,
  exit_not_covered = 4,
  exit_fault = 5,
};

enum class Format { text, plain, json, ndjson, csv, sarif };

/// Options that mean the same everywhere.
struct Options {
  std::vector<std::string> corpus;  ///< folders or files that add to or replace the built-in corpus
  std::string on;                   ///< the date, as written
  std::vector<std::string> readings;
  std::vector<std::string> suppose;
  std::vector<std::string> stances;  ///< states whose own determinations answer open questions
  std::vector<std::string> honour;   ///< who does what the texts ask, in the grammar of a scenario's `honour`
  std::string refuse;                ///< who does not, whoever else does
  std::string form;                  ///< `least` or `force`
  std::string worldview;
  std::string at;
  Format format = Format::text;
  bool all = false;
  bool strict = false;
  bool no_builtin = false;
  unsigned threads = 1;
  std::uint64_t seed = 0;
};

/// The SHA-256 of a text, in hexadecimal.
std::string sha256(std::string_view text);

/// All sources of one run, their diagnostics and the model made of them.
class Session {
 public:
  /// Layers of sources; a later one may replace what an earlier one defines.
  static constexpr int builtin_layer = 0;
  static constexpr int corpus_layer = 1;
  static constexpr int user_layer = 2;

  explicit Session(const Options& options);

  const Options& options() const { return options_; }
  /// Goes on under other options: for a session that is lent (`CorpusPool`).
  void use(const Options& options) { options_ = options; }
  diag::Sink& sink() { return sink_; }

  /// Reads the built-in corpus and `--corpus`. Further files come before `build`.
  void load_corpus();
  /// Reads the states, places and words of the built-in corpus, and none of its instruments.
  void load_world();
  /// Reads the built-in scenarios of corpus/cases: they are no part of the corpus and of its digest.
  void load_cases();
  /// Reads the built-in pledges and claims: evidence is no part of the corpus of law and of its digest.
  void load_evidence();
  /// Reads a file (`-` is standard input) or every `.casus` file below a folder. Faults go to the sink.
  void load(const std::string& path);
  /// Adds a text under a name, as a source of the given layer.
  SourceId add(std::string name, std::string text, int layer);
  /// Parses one line of a scenario; it does not enter the model.
  const syntax::Tree& add_line(std::string name, std::string text);

  /// Adds one word of the command line as a source of its own, so that a fault in it can be shown; it is not
  /// parsed.
  const syntax::Tree& add_word(std::string name, std::string word);

  /// Resolves everything read so far.
  model::Model& build();
  model::Model& model() { return model_; }
  const model::Model& model() const { return model_; }

  /// Forgets the lines and words that came after `build`, and every diagnostic.
  void forget_lines();

  const syntax::Tree& tree(SourceId id) const { return *trees_[id.index()]; }
  std::size_t source_count() const { return trees_.size(); }
  std::string_view path(SourceId id) const { return paths_[id.index()]; }
  /// The sources that the user named, in order.
  const std::vector<SourceId>& given() const { return given_; }

  /// `sha256:…` over names and texts of all sources of the corpus.
  std::string digest() const;

  /// The code that the errors end with: 3, or under `--strict` 4 where all of them are ambiguities or days
  /// not covered.
  int exit_of_errors() const;

  /// Prints what the sink holds to standard error, in the format asked for. True where there are errors.
  bool report();
  std::vector<diag::SourceText> source_texts() const;

 private:
  const syntax::Tree& keep(std::string name, int layer, syntax::Tree tree);
  void load_builtin(const std::function<bool(std::string_view)>& wanted, int layer, bool hashed);
  void load_file(const std::string& path, int layer);
  void load_text(std::string path, std::string text, int layer, std::vector<std::string>& open);
  void read_into(const std::string& path, int layer, std::vector<std::string>& open, Span from);

  Options options_;
  diag::Sink sink_;
  std::vector<std::unique_ptr<syntax::Tree>> trees_;
  std::vector<std::string> paths_;
  std::vector<int> layers_;
  std::vector<std::string_view> hashes_;  ///< of the first sources, those of the built-in corpus
  std::vector<SourceId> given_;
  std::vector<std::string> loaded_;
  bool evidence_loaded_ = false;
  std::size_t sources_built_ = 0;  ///< sources that the model was made of
  model::LineMark mark_;
  model::Model model_;
};

/// True where standard output or error (1 or 2) is a terminal that may be coloured.
bool colour_on(int stream);

}  // namespace casus::tool
