// `casus flip`: the smallest answers that bind or release whom, and what the readings of the corpus make of it.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "analysis/flip.h"
#include "analysis/how_bound.h"
#include "explain/layout.h"
#include "explain/render.h"
#include "tool/analysis.h"
#include "tool/flip_words.h"
#include "tool/question.h"

namespace casus::tool {

using json = nlohmann::ordered_json;
using namespace model;
using analysis::Effect;

namespace {

/// `--settle` takes a reading by its name, or answers: `NAME`, `NAME=yes`, `NAME=no`. Each becomes a reading or a supposition.
void settle_words(const Asked& asked, const std::vector<std::string>& settle, Options& options) {
  const auto& readings = asked.session->model().reading_names;
  for (const auto& word : settle) {
    const auto equals = word.find('=');
    if (equals == std::string::npos && readings.contains(word)) {
      options.readings.push_back(word);
    } else {
      const std::string name = word.substr(0, equals);
      const std::string value = equals == std::string::npos ? "yes" : word.substr(equals + 1);
      const bool of_corpus = asked.session->model().question_names.contains(name);
      options.suppose.push_back(fmt::format("{}{} {}", of_corpus ? "question " : "", name, value));
    }
  }
}

/// `25 states`; a single one by its name.
std::string who_words(const Asked& asked, const Effect& effect) {
  const Day day = explain::day_of_row(asked.situation, asked.result.rows[effect.row]);
  return effect.debtors.size() > 1
             ? fmt::format("{} states", effect.debtors.size())
             : title_on(asked.program->model()[make_id<StateId>(effect.debtors.first())], day);
}

/// `bound to assist Estonia`, or that an event is contrary to the text.
std::string what_words(const Asked& asked, const Effect& effect) {
  const auto& row = asked.result.rows[effect.row];
  if (row.kind == engine::RowKind::breach) return "acting contrary to it";
  return explain::duty_note(asked.program->model(), row, explain::day_of_row(asked.situation, row),
                            effect.debtors.size() > 1, make_id<StateId>(effect.debtors.first()));
}

class FlipPage {
 public:
  FlipPage(const Asked& asked, const analysis::Flip& flip, const explain::TableOptions& options)
      : asked_(asked), flip_(flip), options_(options), model_(asked.program->model()) {}

  std::string text() {
    out_ =
        explain::head(model_, asked_.scenario, asked_.situation.day, provenance(*asked_.session), options_);
    heading("AS IT STANDS");
    summary();
    effects(flip_.bound, 2, true);
    if (flip_.sets.empty()) {
      out_ += "\n  Nothing here hangs on an open question.\n";
    } else {
      sets("SMALLEST ANSWERS THAT BIND", &analysis::FlipSet::binds);
      sets("SMALLEST ANSWERS THAT RELEASE", &analysis::FlipSet::releases);
      questions();
      readings();
    }
    if (!flip_.complete)
      out_ += explain::wrapped(
          "Some duties hang on more than 256 sets of answers; the rest is not listed. Settle a question to "
          "see further.",
          2, options_.width);
    out_ += "\n  A statement about texts, not a prediction.\n";
    return std::move(out_);
  }

 private:
  void heading(std::string_view words) { out_ += fmt::format("\n  {}\n", explain::bold(words, options_)); }

  const engine::Row& row_of(const Effect& effect) const { return asked_.result.rows[effect.row]; }

  /// `Nobody is bound to assist. 25 states would be bound to assist Estonia, if cyber_is_armed_attack = yes.`
  void summary() {
    explain::HelpCount bound(model_, asked_.situation.day);
    for (const auto& effect : flip_.bound)
      if (explain::binds_to_help(row_of(effect))) bound.add(row_of(effect), effect.debtors);
    std::string line = bound.told();
    if (const auto smallest = smallest_words(asked_, flip_, bound); !smallest.empty())
      line += " " + smallest;
    else if (!flip_.sets.empty())
      line += " No answer to an open question binds another to do so.";
    out_ += explain::wrapped(line, 2, options_.width);
  }

  void effects(const std::vector<Effect>& list, std::size_t indent, bool name_all) {
    for (const auto& effect : list) {
      const bool many = effect.debtors.size() > 1;
      const std::string line = fmt::format("{}  {}  {}", explain::source(model_, row_of(effect).provision),
                                           who_words(asked_, effect), what_words(asked_, effect));
      out_ += explain::wrapped(line, indent, options_.width);
      if (many && (name_all || options_.all || effect.debtors.size() <= 6))
        out_ += explain::wrapped(fmt::format("{}", fmt::join(explain::codes(model_, effect.debtors), " ")),
                                 indent + 4, options_.width);
    }
  }

  void sets(std::string_view words, std::vector<Effect> analysis::FlipSet::*of) {
    heading(words);
    constexpr std::size_t most = 12;
    std::size_t told = 0, left = 0;
    for (const auto& set : flip_.sets) {
      if ((set.*of).empty()) continue;
      if (told == most && !options_.all) {
        ++left;
        continue;
      }
      ++told;
      out_ += explain::wrapped(
          fmt::format("{} {}  {}", set.answers.size(), set.answers.size() == 1 ? "answer " : "answers",
                      answer_words(set.answers)),
          2, options_.width);
      effects(set.*of, 6, of == &analysis::FlipSet::binds);
    }
    if (left > 0) out_ += fmt::format("  … and {} more sets (--all)\n", left);
  }

  void questions() {
    heading("QUESTIONS");
    std::size_t width = 0;
    for (const auto& p : flip_.pivots) width = std::max(width, explain::width_of(p.id));
    for (const auto& p : flip_.pivots) {
      const std::string turns = p.duties == 0 ? "turns nothing here"
                                              : fmt::format("pivotal for {} {}", p.debtors.size(),
                                                            p.debtors.size() == 1 ? "state" : "states");
      out_ += fmt::format("  {}  {}\n", explain::padded(p.id, width), turns);
      out_ += explain::wrapped(p.text, 6, options_.width);
    }
  }

  void readings() {
    heading("READINGS");
    if (flip_.readings.empty()) {
      out_ += "  No reading of the corpus answers one of these questions.\n";
      return;
    }
    for (const auto& under : flip_.readings) {
      const auto& reading = model_[under.reading];
      out_ += explain::wrapped(fmt::format("{}  {}", reading.name, reading.title), 2, options_.width);
      if (under.binds.empty() && under.releases.empty()) out_ += "      what is open stays open\n";
      const auto told = [&](const char* what, const std::vector<Effect>& list) {
        if (list.empty()) return;
        out_ += fmt::format("      {}\n", what);
        effects(list, 8, false);
      };
      told("binds", under.binds);
      told("releases", under.releases);
    }
    const std::size_t count = flip_.readings.size();
    for (const auto& across : flip_.across) {
      if (across.bound == 0) continue;
      const auto& row = row_of(across.effect);
      out_ += explain::wrapped(fmt::format("{}: {} of {} {}, for {}", explain::source(model_, row.provision),
                                           across.bound == count ? "bound in all" : "bound in some readings,",
                                           across.bound, count == 1 ? "reading" : "readings",
                                           fmt::join(explain::codes(model_, across.effect.debtors), " ")),
                               2, options_.width);
    }
  }

  const Asked& asked_;
  const analysis::Flip& flip_;
  explain::TableOptions options_;
  const Model& model_;
  std::string out_;
};

json effects_json(const Asked& asked, const std::vector<Effect>& list) {
  const Model& model = asked.program->model();
  json out = json::array();
  for (const auto& effect : list) {
    const auto& row = asked.result.rows[effect.row];
    json one = {
        {"instrument", model[model[row.provision].instrument].name},
        {"provision", model[row.provision].label},
        {"kind", row.kind == engine::RowKind::breach ? "breach" : "duty"},
        {"modality", name(row.duty->modality)},
        {"act", name(row.duty->act)},
        {"beneficiary", explain::beneficiary_code(model, row, explain::day_of_row(asked.situation, row))},
        {"victim", row.victim ? json(model[row.victim].code) : json(nullptr)},
        {"debtors", explain::codes(model, effect.debtors)},
        {"source", explain::source(model, row.provision)},
        {"who", who_words(asked, effect)},
        {"what", what_words(asked, effect)}};
    out.push_back(std::move(one));
  }
  return out;
}

json flip_states_json(const Asked& asked, const explain::Answer& answer, const analysis::Flip& flip) {
  const Model& model = asked.program->model();
  const auto stands = [&](analysis::HowBound how, std::size_t index) {
    json one{{"how", analysis::name(how)}};
    if (how == analysis::HowBound::none) return one;
    const auto& row = asked.result.rows[answer.items[index].row];
    one["instrument"] = model[model[row.provision].instrument].name;
    one["provision"] = model[row.provision].label;
    one["act"] = name(row.duty->act);
    one["victim"] = row.victim ? json(model[row.victim].code) : json(nullptr);
    return one;
  };
  json out = json::array();
  for (const auto& state : analysis::how_bound(model, asked.result, answer, flip))
    out.push_back({{"state", model[state.state].code},
                   {"to_assist", stands(state.to_assist, state.assist_item)},
                   {"to_anything", stands(state.to_anything, state.any_item)}});
  return out;
}

json flip_document(const Asked& asked, const explain::Answer& answer, const analysis::Flip& flip) {
  const Model& model = asked.program->model();
  const auto source = provenance(*asked.session);
  json sets = json::array();
  for (const auto& set : flip.sets)
    sets.push_back({{"answers", set.answers},
                    {"told", explain::sentence_case(set.told)},
                    {"bound", set.bound},
                    {"released", set.released},
                    {"binds", effects_json(asked, set.binds)},
                    {"releases", effects_json(asked, set.releases)}});
  json questions = json::array();
  for (const auto& p : flip.pivots)
    questions.push_back({{"id", p.id},
                         {"text", p.text},
                         {"kind", name(p.kind)},
                         {"pivotal", p.duties > 0},
                         {"duties", p.duties},
                         {"debtors", explain::codes(model, p.debtors)}});
  json readings = json::array();
  for (const auto& under : flip.readings)
    readings.push_back({{"reading", model[under.reading].name},
                        {"answers", under.answered},
                        {"binds", effects_json(asked, under.binds)},
                        {"releases", effects_json(asked, under.releases)}});
  json across = json::array();
  for (const auto& a : flip.across) {
    json one = effects_json(asked, {a.effect})[0];
    one["readings_bound"] = a.bound;
    one["readings_open"] = a.open;
    one["readings_not_bound"] = a.not_bound;
    across.push_back(std::move(one));
  }
  return {{"schema", "casus/flip/1"},
          {"engine", version},
          {"corpus", {{"digest", source.digest}, {"instruments", source.instruments}}},
          {"on", to_iso(asked.situation.day)},
          {"bound", effects_json(asked, flip.bound)},
          {"sets", std::move(sets)},
          {"complete", flip.complete},
          {"questions", std::move(questions)},
          {"readings", std::move(readings)},
          {"across", std::move(across)},
          {"states", flip_states_json(asked, answer, flip)}};
}

}  // namespace

int flip(const Options& options, const std::vector<std::string>& events,
         const std::vector<std::string>& settle) {
  int exit = exit_done;
  auto asked = ask_question(options, events, exit);
  if (!asked) return exit;
  if (!settle.empty()) {
    // What is settled is read with the corpus at hand, and then asked as if it had been said at once.
    Options settled = options;
    settle_words(*asked, settle, settled);
    asked = ask_question(settled, events, exit);
    if (!asked) return exit;
  }
  const auto answer = evaluate(*asked);
  const auto flips = analysis::flip(*asked->evaluator, asked->situation, asked->result, answer);
  if (options.format == Format::json || options.format == Format::ndjson) {
    print(flip_document(*asked, answer, flips).dump(options.format == Format::json ? 2 : -1) + "\n");
  } else {
    explain::TableOptions table;
    table.colour = options.format == Format::text && colour_on(1);
    table.width = terminal_width();
    table.all = options.all;
    print(FlipPage(*asked, flips, table).text());
  }
  const int code = tool::settle(*asked->session, options, answer, {});
  asked->session->report();
  return code;
}

}  // namespace casus::tool
