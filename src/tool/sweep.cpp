#include "tool/sweep.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <ranges>

#include "explain/layout.h"
#include "model/resolver.h"

namespace casus::tool {

using diag::Code;
using json = nlohmann::ordered_json;

namespace {

/// A word of the command line as a source of its own, so that a fault in it can be shown.
template <class SweepLookUp>
auto sweep_looked_up(Session& session, std::string_view what, std::string_view word, SweepLookUp look_up) {
  const auto& tree = session.add_word(fmt::format("<--{}>", what), std::string(word));
  model::Resolver resolver(session.model(), session.sink());
  resolver.use(tree);
  return look_up(resolver,
                 model::Named{tree.text(), {tree.source(), 0, static_cast<std::uint32_t>(word.size())}, {}});
}

std::string_view trimmed_word(std::string_view word) {
  while (word.starts_with(' ')) word.remove_prefix(1);
  while (word.ends_with(' ')) word.remove_suffix(1);
  return word;
}

/// The states that the words name; each has to exist on the day, where it is one day that is asked about.
std::vector<model::StateId> read_states(Sweep& sweep, std::string_view option, const std::string& words) {
  std::vector<model::StateId> list;
  if (words.empty() || words == "anyone") return list;
  Session& session = *sweep.session;
  for (const auto part : std::views::split(words, ',')) {
    const std::string_view word = trimmed_word(std::string_view(part.begin(), part.end()));
    const auto id = sweep_looked_up(
        session, option, word,
        [](model::Resolver& resolver, const model::Named& named) { return resolver.state(named); });
    if (!id) continue;
    const auto& state = session.model()[id];
    if (!sweep.years && !exists_on(state, sweep.day)) {
      session.sink().add(
          Code::state_did_not_exist, {},
          fmt::format("{} ({}) did not exist on {}", state.title, state.code, to_iso(sweep.day)),
          "name another state, or choose another day with `--on`");
    } else if (std::ranges::find(list, id) == list.end()) {
      list.push_back(id);
    }
  }
  return list;
}

void read_kind_and_act(Sweep& sweep, const SweepWords& words) {
  Session& session = *sweep.session;
  if (const auto kind = model::event_kind_of(words.kind)) {
    sweep.kind = *kind;
    if (!strikes(sweep.kind))
      session.sink().add(Code::unknown_event_kind, {}, fmt::format("`--kind {}` strikes nobody", words.kind),
                         "name a kind of event that strikes a state, as armed_attack or threat");
  } else if (const auto word = sweep_looked_up(
                 session, "kind", words.kind, [](model::Resolver& resolver, const model::Named& named) {
                   return resolver.word<model::EventKind>(named, "kind of event");
                 })) {
    sweep.kind = *word;
  }
  const auto act =
      sweep_looked_up(session, "act", words.act, [](model::Resolver& resolver, const model::Named& named) {
        return resolver.word<model::Act>(named, "act");
      });
  if (!act) return;
  sweep.act = *act;
  if (const auto acts = engine::acts_at_least(*act)) {
    sweep.acts = *acts;
  } else {
    session.sink().add(Code::unknown_word, {},
                       fmt::format("`--act {}` has no place in the order of strength", words.act),
                       "name an act of one of these families: talk, support, sanctions, resources, force "
                       "(`casus list acts`)");
  }
}

void read_years(Sweep& sweep, const std::string& words) {
  if (words.empty()) return;
  int first = 0, last = 0;
  char rest = 0;
  const int read = std::sscanf(words.c_str(), "%4d-%4d%c", &first, &last, &rest);
  if (read == 2 && first >= 1000 && first <= last) {
    sweep.years = {first, last};
  } else {
    sweep.session->sink().add(Code::not_a_date, {}, fmt::format("`--years {}` is no range of years", words),
                              "write the first and the last year, as 1816-2025");
  }
}

void read_terms(Sweep& sweep, const Options& options) {
  const std::string line = terms_text(options);
  sweep.terms.on = sweep.day;
  if (line.empty()) return;
  const auto& tree = sweep.session->add_line("<command line>", line);
  if (!sweep.session->sink().has_errors())
    model::resolve_line(sweep.session->model(), tree, sweep.terms, sweep.session->sink());
}

}  // namespace

std::optional<Sweep> load_sweep(const Options& options, const SweepWords& words, int& exit) {
  Sweep sweep;
  sweep.session = std::make_unique<Session>(options);
  sweep.session->load_corpus();
  sweep.session->build();
  if (!sweep.session->sink().has_errors()) {
    read_years(sweep, words.years);
    sweep.day = asked_day(*sweep.session, options).value_or(Day{});
    if (!sweep.session->sink().has_errors()) {
      sweep.by = read_states(sweep, "by", words.by);
      sweep.of = read_states(sweep, "of", words.of);
      read_kind_and_act(sweep, words);
      read_terms(sweep, options);
    }
  }
  if (sweep.session->report()) {
    exit = sweep.session->exit_of_errors();
    return std::nullopt;
  }
  sweep.program = std::make_unique<engine::Program>(sweep.session->model());
  return sweep;
}

analysis::Coverer coverer_of(const Sweep& sweep) {
  return analysis::Coverer(*sweep.program, sweep.acts, sweep.terms, false);
}

json document_head(Sweep& sweep, std::string_view schema) {
  const auto source = provenance(*sweep.session);
  json readings = json::array(), suppose = json::array();
  for (auto id : sweep.terms.readings) readings.push_back(sweep.model()[id].name);
  for (const auto& s : sweep.terms.suppositions) suppose.push_back(s.text);
  return {
      {"schema", schema},
      {"engine", source.engine},
      {"corpus", {{"digest", source.digest}, {"instruments", source.instruments}, {"coded", source.coded}}},
      {"on", sweep.years ? json(nullptr) : json(to_iso(sweep.day))},
      {"kind", name(sweep.kind)},
      {"act", name(sweep.act)},
      {"readings", readings},
      {"suppose", suppose}};
}

std::string caption(Sweep& sweep, std::string_view when) {
  const auto source = provenance(*sweep.session);
  return fmt::format("{} · casus {}, corpus {}, {} instruments", when, source.engine,
                     source.digest.substr(0, 19), source.instruments);
}

std::vector<std::string> codes_of(const model::Model& model, const std::vector<model::StateId>& states) {
  std::vector<std::string> codes;
  for (auto id : states) codes.push_back(model[id].code);
  return codes;
}

std::string some_of(const std::vector<std::string>& codes, std::size_t limit) {
  // To leave out a single one would save nothing.
  if (codes.size() <= limit + 1) return fmt::format("{}", fmt::join(codes, " "));
  return fmt::format("{} and {} more",
                     fmt::join(codes.begin(), codes.begin() + static_cast<std::ptrdiff_t>(limit), " "),
                     codes.size() - limit);
}

std::string hanging(const std::string& head, const std::string& text) {
  const std::size_t width = terminal_width(), indent = explain::width_of(head);
  std::string out = head;
  std::size_t at = indent;
  for (const auto part : std::views::split(text, ' ')) {
    const std::string_view word(part.begin(), part.end());
    if (at > indent && at + 1 + explain::width_of(word) > width) {
      out += "\n" + std::string(indent, ' ');
      at = indent;
    } else if (at > indent) {
      out += ' ';
      ++at;
    }
    out += word;
    at += explain::width_of(word);
  }
  return out + "\n";
}

}  // namespace casus::tool
