// What the commands on history share: a store of data sets, its alliances as instruments, its conflicts, and a definition.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "engine/program.h"
#include "history/backtest.h"
#include "history/store.h"
#include "tool/session.h"

namespace casus::tool {

/// The words that `backtest` and `reliability` have in common.
struct PastWords {
  std::string history;  ///< the store; empty for `$CASUS_HISTORY`, else history.sqlite
  std::string definition = "berkemeier-fuhrmann-2018";  ///< the name of one that casus brings, or a file
};

/// Everything that a backtest starts from. The store's alliances are the only instruments.
struct Past {
  std::unique_ptr<Session> session;
  std::string path;  ///< of the store
  std::unique_ptr<history::Store> store;
  std::unique_ptr<engine::Program> program;
  history::Definition definition;
  std::unique_ptr<history::Alliances> alliances;
  std::size_t left_out = 0;  ///< rows and spells of states that casus does not know on the day
  std::vector<history::Conflict> conflicts;  ///< all of the kind that the definition asks for

  const model::Model& model() const { return session->model(); }
  /// Rows of the store; faults go to the session's sink.
  tables::Tables tables() const;
};

/// The file of the store: the one given, else `$CASUS_HISTORY`, else history.sqlite.
std::string store_path(const std::string& given);

/// Loads it. On a fault prints the diagnostics, sets `exit` and returns nothing.
std::optional<Past> load_past(const Options& options, const PastWords& words, int& exit);

/// `schema`, `engine`, the data sets with the hashes of their files, and the definition: the head of every document.
nlohmann::ordered_json document_head(const Past& past, std::string_view schema);

/// The conflict as JSON: number, title, first and last day.
nlohmann::ordered_json conflict_json(const history::Conflict& conflict);
/// A case as JSON.
nlohmann::ordered_json case_json(const Past& past, const history::Backtest& tested, const history::Case& one);

/// `War 106, World War I`.
std::string conflict_words(const history::Conflict& conflict);

/// The data sets and the definition in one line, for a caption.
std::string past_caption(const Past& past);

/// Names of the definitions that casus brings, sorted.
std::vector<std::string> definition_names();

}  // namespace casus::tool
