#include "tool/past.h"

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tool/embedded.h"
#include "tool/history_files.h"
#include "tool/question.h"

namespace casus::tool {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;

namespace {

/// The data sets that are asked for, and how a user comes by them.
bool has_all(const history::Store& store, const std::string& path, const history::Definition& definition,
             diag::Sink& sink) {
  std::vector<std::string_view> wanted = {"atop"};
  if (definition.conflicts == history::ConflictKind::dispute) {
    wanted.insert(wanted.end(), {"mid", "mid_participants"});
  } else {
    wanted.push_back("wars");
    if (definition.initiators == history::InitiatorRule::dyads) wanted.push_back("wars_initiators");
  }
  bool all = true;
  for (const auto name : wanted) {
    if (store.has(name)) continue;
    const auto* set = history::find_data_set(name);
    sink.add(diag::Code::no_store, {}, fmt::format("{} does not hold {}", path, set->title),
             fmt::format("`casus import {} FILE --out {}` adds it", set->group, path));
    all = false;
  }
  return all;
}

std::optional<history::Definition> load_definition(const std::string& word, diag::Sink& sink) {
  for (const auto& file : embedded::definitions())
    if (file.path == word + ".json")
      return history::read_definition(word, "definitions/" + std::string(file.path), file.text, sink);
  std::ifstream in;
  if (!request_streams()) in.open(word, std::ios::binary);
  std::error_code ignored;
  if (!in.is_open() || fs::is_directory(word, ignored)) {
    sink.add(diag::Code::cannot_read, {},
             fmt::format("{}: there is no such definition and no such file", word),
             fmt::format("casus brings {}", fmt::join(definition_names(), ", ")));
    return std::nullopt;
  }
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  return history::read_definition(fs::path(word).stem().string(), word, text, sink);
}

/// The alliances of the store as sources of the session.
void add_alliances(Session& session, std::span<const history::MemberPhase> rows) {
  history::each_atop_source(rows, [&](std::string name, std::string text) {
    session.add(name + ".casus", std::move(text), Session::corpus_layer);
  });
}

}  // namespace

std::string store_path(const std::string& given) {
  if (!given.empty()) return given;
  const char* const set = std::getenv("CASUS_HISTORY");
  return set != nullptr && *set != '\0' ? set : "history.sqlite";
}

std::vector<std::string> definition_names() {
  std::vector<std::string> names;
  for (const auto& file : embedded::definitions()) names.push_back(fs::path(file.path).stem().string());
  return names;
}

tables::Tables Past::tables() const {
  return [this](const history::DataSet& set, const std::function<void(const tables::Record&)>& take) {
    return store->read(set, path, session->sink(), take);
  };
}

std::optional<Past> load_past(const Options& options, const PastWords& words, int& exit) {
  Past past;
  past.session = std::make_unique<Session>(options);
  auto& sink = past.session->sink();
  exit = exit_input;
  const auto give_up = [&]() -> std::optional<Past> {
    past.session->report();
    return std::nullopt;
  };
  auto definition = load_definition(words.definition, sink);
  if (!definition) return give_up();
  past.definition = std::move(*definition);
  past.path = store_path(words.history);
  std::error_code ignored;
  if (words.history.empty() && !fs::exists(past.path, ignored)) {
    sink.add(diag::Code::cannot_read, {}, fmt::format("{}: there is no such file", past.path),
             "name the file that `casus import … --out FILE.sqlite` made, with --history");
    return give_up();
  }
  auto store = read_store(past.path, sink);
  if (!store || !has_all(*store, past.path, past.definition, sink)) return give_up();
  past.store = std::make_unique<history::Store>(std::move(*store));

  // Twice: the states of the world say whom a code means, and then stand beside the alliances.
  past.session->load_world();
  past.session->build();
  const auto import = history::read_atop(past.tables(), past.path, past.model(), sink);
  add_alliances(*past.session, import.rows);
  const auto& model = past.session->build();
  past.program = std::make_unique<engine::Program>(model);
  past.alliances = std::make_unique<history::Alliances>(*past.program, history::made_in_war(import.rows));
  past.conflicts = past.definition.conflicts == history::ConflictKind::war
                       ? history::read_wars(past.tables(), model, past.definition.initiators, sink)
                       : history::read_disputes(past.tables(), model, sink);
  if (sink.has_errors()) return give_up();
  // States that casus does not know on a day: counted here, listed by the import.
  past.left_out = sink.warnings();
  sink.all().clear();
  exit = exit_done;
  return past;
}

nlohmann::ordered_json document_head(const Past& past, std::string_view schema) {
  json sets = json::array();
  for (const auto& stored : past.store->sets())
    sets.push_back({{"name", stored.set->name},
                    {"title", stored.set->title},
                    {"sha256", stored.sha256},
                    {"rows", stored.rows},
                    {"cite", stored.set->cite}});
  const auto& d = past.definition;
  return {{"schema", schema},
          {"engine", version},
          {"data_sets", std::move(sets)},
          {"definition", {{"name", d.name}, {"title", d.title}, {"source", d.source}, {"notes", d.notes}}}};
}

nlohmann::ordered_json conflict_json(const history::Conflict& conflict) {
  const auto [first, last] = history::days_of(conflict);
  return {{"kind", conflict.kind == history::ConflictKind::war ? "war" : "dispute"},
          {"number", conflict.number},
          {"title", conflict.title},
          {"from", to_iso(first)},
          {"to", to_iso(last)},
          {"attacks_from", conflict.attacks_from}};
}

nlohmann::ordered_json case_json(const Past& past, const history::Backtest& tested,
                                 const history::Case& one) {
  const auto& conflict = tested.conflicts[one.conflict];
  const auto& model = past.model();
  json attack = nullptr;
  if (one.attack >= 0) {
    const auto& by = conflict.attacks[static_cast<std::size_t>(one.attack)];
    attack = {{"on", to_iso(by.on)},
              {"by", model[by.by].code},
              {"target", model[by.target].code},
              {"event", name(by.kind)},
              {"goes_on", by.goes_on}};
  }
  static constexpr std::array<std::string_view, 3> due = {"arises", "open", "does_not_arise"};
  static constexpr std::array<std::string_view, 3> conduct = {"joined", "stayed_out", "fought_against"};
  static constexpr std::array<std::string_view, 4> blow = {"none", "member", "partner", "partners_side"};
  static constexpr std::array<std::string_view, 3> verdict = {"kept", "not_kept", "not_tested"};
  return {{"instrument", model[one.instrument].name},
          {"member", model[one.member].code},
          {"partner", model[one.partner].code},
          {"pledge", history::name(one.pledge)},
          {"due", due[static_cast<std::size_t>(one.due)]},
          {"attack", std::move(attack)},
          {"on_questions", history::questions_of(*past.program, tested, one)},
          {"conduct", conduct[static_cast<std::size_t>(one.conduct)]},
          {"since", one.since ? json(to_iso(*one.since)) : json(nullptr)},
          {"first_blow", blow[static_cast<std::size_t>(one.first_blow)]},
          {"verdict", verdict[static_cast<std::size_t>(one.verdict)]}};
}

std::string conflict_words(const history::Conflict& conflict) {
  return fmt::format("{} {}, {}", conflict.kind == history::ConflictKind::war ? "War" : "Dispute",
                     conflict.number, conflict.title);
}

std::string past_caption(const Past& past) {
  std::string sets;
  for (const auto& stored : past.store->sets()) {
    const bool disputes = past.definition.conflicts == history::ConflictKind::dispute;
    const bool used = stored.set->name == "atop" || stored.set->group == (disputes ? "mid" : "wars");
    if (used) sets += fmt::format("{}{}", sets.empty() ? "" : "; ", stored.set->title);
  }
  return fmt::format(
      "{} · definition: {} · a statement about texts and about what was done, not a prediction", sets,
      past.definition.title);
}

}  // namespace casus::tool
