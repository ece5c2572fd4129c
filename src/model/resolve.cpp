#include "model/resolve.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <tuple>

#include "base/suggest.h"
#include "base/text.h"
#include "model/check.h"
#include "model/resolver.h"

namespace casus::model {

using diag::Code;

// ── values

std::vector<Named> Resolver::names_in(NodeId node) const {
  std::vector<Named> result;
  const auto collect = [&](NodeId parent) {
    for (NodeId c : tree_->children(parent))
      if (tree_->kind(c) == NodeKind::name) result.push_back(named(c));
  };
  if (tree_->kind(node) == NodeKind::names) {
    collect(node);
    return result;
  }
  if (const NodeId list = tree_->child(node, NodeKind::names)) {
    collect(list);
  } else {
    collect(node);
  }
  return result;
}

NodeId Resolver::nth(NodeId node, NodeKind kind, std::size_t n) const {
  for (NodeId c : tree_->children(node))
    if (tree_->kind(c) == kind && n-- == 0) return c;
  return NodeId::none();
}

std::string Resolver::text_of(NodeId node) const {
  const NodeId title = tree_->child(node, NodeKind::title);
  return title ? syntax::unquote(*tree_, title) : std::string();
}

std::optional<VagueDay> Resolver::date_of(NodeId node) {
  const auto written = tree_->written(node);
  const DateReading reading = read_date(written);
  if (reading.date) return reading.date;
  if (reading.fault == DateFault::no_such_day) {
    sink_.add(Code::no_such_day, tree_->span(node), fmt::format("there is no day {}", written),
              "months run from 01 to 12; check the length of the month and the leap year; years run from "
              "1000 to 9999");
  } else {
    sink_.add(Code::not_a_date, tree_->span(node), fmt::format("`{}` is not a date", written),
              "write year-month-day, as 1949-04-04; a vague date as 1949-04, 1949 or 1949-04-04~");
  }
  return std::nullopt;
}

Spell Resolver::spell_of(NodeId node) {
  Spell spell;
  for (NodeId child : tree_->children(node)) {
    if (tree_->kind(child) != NodeKind::spell) continue;
    bool to = false;
    for (NodeId date : tree_->children(child)) {
      if (tree_->kind(date) != NodeKind::date) continue;
      const auto& before =
          tree_->tokens()[tree_->node(date).first_token == 0 ? 0 : tree_->node(date).first_token - 1];
      to = before.keyword == Keyword::k_to || before.kind == TokenKind::range;
      if (const auto day = date_of(date)) (to ? spell.to : spell.from) = *day;
    }
    if (spell.to.latest <= spell.from.earliest)
      sink_.add(Code::spell_reversed, tree_->span(child),
                "this spell ends before it begins, or on the same day",
                "a spell runs from its first day up to, not including, its `to` day");
  }
  return spell;
}

std::optional<double> Resolver::number_of(NodeId node) {
  if (!node) return std::nullopt;
  const auto written = tree_->written(node);
  double value = 0;
  const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), value);
  if (error == std::errc() && end == written.data() + written.size()) return value;
  sink_.add(Code::malformed_number, tree_->span(node), fmt::format("`{}` is not a number", written),
            "write digits with at most one point, as 14 or 3.3");
  return std::nullopt;
}

std::optional<std::uint32_t> Resolver::count_of(NodeId node) {
  const auto value = number_of(node);
  if (!value) return std::nullopt;
  if (*value >= 0 && *value <= 1e6 && *value == std::floor(*value)) return static_cast<std::uint32_t>(*value);
  sink_.add(Code::malformed_number, tree_->span(node),
            fmt::format("`{}` counts nothing", tree_->written(node)), "write a whole number, as 2");
  return std::nullopt;
}

std::string Resolver::label_of(NodeId designator) const {
  std::string label;
  const auto& n = tree_->node(designator);
  for (std::uint32_t t = n.first_token; t < n.last_token; ++t) {
    const auto& token = tree_->tokens()[t];
    auto written = tree_->text_of(token);
    if (token.kind == TokenKind::text && written.size() >= 2) written = written.substr(1, written.size() - 2);
    if (t == n.first_token + 1) label += ' ';
    label += written;
  }
  return label;
}

// ── names

void Resolver::unknown(Code code, const Named& name, std::string_view what,
                       const std::vector<std::string_view>& candidates) {
  if (name.word.empty()) return;  // the name is missing, which the parser has said
  const auto near = nearest(name.word, candidates);
  std::string hint;
  if (!near.empty()) {
    hint = fmt::format("did you mean `{}`?", near);
  } else if (candidates.size() <= 40 && !candidates.empty()) {
    auto sorted = candidates;
    std::ranges::sort(sorted);
    hint = fmt::format("known: {}", fmt::join(sorted, ", "));
  } else if (!candidates.empty()) {
    hint = fmt::format("there are {}; docs/language.md names the words, `casus list` what the corpus holds",
                       candidates.size());
  }
  sink_.add(code, name.span, fmt::format("there is no {} `{}`", what, shortened(name.word, 60)),
            std::move(hint));
}

std::uint32_t Resolver::look_up(const NameTable& table, const Named& name, std::string_view what) {
  if (const auto found = table.find(name.word); found != table.end()) return found->second;
  std::vector<std::string_view> candidates;
  for (const auto& [known, index] : table) candidates.push_back(known);
  std::ranges::sort(candidates);
  unknown(Code::unknown_name, name, what, candidates);
  return UINT32_MAX;
}

StateId Resolver::state(const Named& name) {
  if (const auto id = state_or_none(name.word)) return id;
  // A code of another system is a common slip: name the state that it stands for, or all of them.
  std::vector<StateId> others;
  for (auto system : {CodeSystem::cow_abbreviation, CodeSystem::iso2})
    for (auto id : find_by_code(model_, system, name.word, std::nullopt))
      if (std::ranges::find(others, id) == others.end()) others.push_back(id);
  if (!others.empty()) {
    std::vector<std::string> list;
    for (auto id : others) list.push_back(fmt::format("{} ({})", model_[id].code, model_[id].title));
    sink_.add(others.size() > 1 ? Code::ambiguous_code : Code::unknown_state, name.span,
              fmt::format("`{}` is a code of another system, not one of casus's own", name.word),
              fmt::format("did you mean {}?", fmt::join(list, " or ")));
    return StateId::none();
  }
  std::vector<std::string_view> candidates;
  for (const auto& s : model_.states) candidates.push_back(s.code);
  for (const auto& [alias, index] : model_.state_aliases) candidates.push_back(alias);
  std::sort(candidates.begin() + static_cast<std::ptrdiff_t>(model_.states.size()), candidates.end());
  const auto near = nearest(name.word, candidates);
  if (const auto id = near.empty() ? StateId::none() : state_or_none(near)) {
    sink_.add(Code::unknown_state, name.span, fmt::format("there is no state `{}`", name.word),
              fmt::format("did you mean {} ({})?", model_[id].code, model_[id].title));
  } else {
    unknown(Code::unknown_state, name, "state", {});
  }
  return StateId::none();
}

namespace {

std::string alias_key(std::string_view word) {
  if (word.size() >= 2 && word.front() == '"')
    word = word.substr(1, word.size() - (word.back() == '"' ? 2 : 1));
  std::string key;
  for (char c : word) key += c == ' ' ? '_' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return key;
}

}  // namespace

StateId Resolver::state_or_none(std::string_view word) const {
  if (const auto found = model_.state_codes.find(word); found != model_.state_codes.end())
    return StateId{found->second};
  if (const auto found = model_.state_aliases.find(alias_key(word)); found != model_.state_aliases.end())
    return StateId{found->second};
  return StateId::none();
}

PlaceId Resolver::place(const Named& name) {
  if (const auto found = model_.place_names.find(name.word); found != model_.place_names.end())
    return PlaceId{found->second};
  if (const auto found = model_.place_names.find(alias_key(name.word)); found != model_.place_names.end())
    return PlaceId{found->second};
  if (const auto id = state_or_none(name.word)) return model_.home(id);
  std::vector<std::string_view> candidates;
  for (const auto& p : model_.places) candidates.push_back(p.name);
  unknown(Code::unknown_name, name, "place", candidates);
  return PlaceId::none();
}

QuestionId Resolver::question(const Named& name) {
  return QuestionId{look_up(model_.question_names, name, "question")};
}

InstrumentId Resolver::instrument(const Named& name) {
  return InstrumentId{look_up(model_.instrument_names, name, "instrument")};
}

RegionSet Resolver::regions(NodeId parent) {
  RegionSet set = 0;
  for (const auto& name : names_in(parent)) {
    const auto index = look_up(model_.region_names, name, "region");
    if (index != UINT32_MAX) set |= model_.regions[index].within;
  }
  return set;
}

ClassId Resolver::class_of(std::string_view word) {
  if (const auto found = model_.class_names.find(word); found != model_.class_names.end())
    return ClassId{found->second};
  model_.classes.emplace_back(word);
  model_.class_names.emplace(word, static_cast<std::uint32_t>(model_.classes.size() - 1));
  return make_id<ClassId>(model_.classes.size() - 1);
}

WordId Resolver::intern(std::string_view word) {
  if (const auto found = model_.word_names.find(word); found != model_.word_names.end())
    return WordId{found->second};
  model_.words.emplace_back(word);
  model_.word_names.emplace(word, static_cast<std::uint32_t>(model_.words.size() - 1));
  return make_id<WordId>(model_.words.size() - 1);
}

std::optional<Modality> Resolver::modality_in(std::uint32_t first, std::uint32_t last) const {
  std::optional<Modality> modality;
  for (std::uint32_t t = first; t < last; ++t) {
    switch (tree_->tokens()[t].keyword) {
      case Keyword::k_must: modality = Modality::must; break;
      case Keyword::k_may: modality = Modality::may; break;
      case Keyword::k_should: modality = Modality::should; break;
      case Keyword::k_not:
        modality = modality == Modality::should ? Modality::should_not : Modality::must_not;
        break;
      default: break;
    }
  }
  return modality;
}

QuestionId Resolver::if_question(NodeId slot) {
  for (NodeId child : tree_->children(slot))
    if (tree_->kind(child) == NodeKind::qualifier && tree_->keyword(child) == Keyword::k_if)
      if (const NodeId name = tree_->child(child, NodeKind::name)) return question(named(name));
  return QuestionId::none();
}

// ── states

const std::string& title_on(const State& state, Day day) {
  for (const auto& named : state.named)
    if (named.spell.surely_contains(day)) return named.title;
  return state.title;
}

std::string spoken_on(const State& state, Day day) {
  const std::string& title = title_on(state, day);
  if (&title == &state.title) return state.spoken;
  // A former title that is made of a common noun takes the article: the German Empire, the Kingdom of …
  for (const std::string_view noun :
       {"Empire", "Kingdom", "Republic", "Union", "Federation", "Reich", "States", "Dominion",
        "Confederation", "Sultanate", "Emirate", "Duchy", "Colony", "Regency"})
    if (title.find(noun) != std::string::npos) return "the " + title;
  return title;
}

bool exists_on(const State& state, Day day) {
  return std::ranges::any_of(state.exists, [&](const Spell& spell) { return spell.may_contain(day); });
}

std::vector<StateId> find_by_code(const Model& model, CodeSystem system, std::string_view code,
                                  std::optional<Day> day) {
  std::vector<StateId> found;
  for (std::size_t i = 0; i < model.states.size(); ++i) {
    const bool match = std::ranges::any_of(model.states[i].codes, [&](const DatedCode& dated) {
      return dated.system == system && dated.code == code && (!day || dated.spell.may_contain(*day));
    });
    if (match) found.push_back(make_id<StateId>(i));
  }
  return found;
}

StateId find_state(const Model& model, std::string_view code) {
  const auto found = model.state_codes.find(code);
  return found == model.state_codes.end() ? StateId::none() : StateId{found->second};
}

// ── the driver

namespace {

struct Collected {
  std::map<Keyword, std::vector<Resolver::Item>> items;
};

std::string_view item_name(const Tree& tree, NodeId item) {
  const NodeId name = tree.child(item, NodeKind::name);
  return name ? tree.written(name) : std::string_view{};
}

/// All items by kind, those of a lower layer replaced; the same name twice in one layer is an error.
Collected collect(std::span<const Layered> sources, diag::Sink& sink) {
  struct Winner {
    Resolver::Item item;
    int layer;
  };
  std::map<std::pair<Keyword, std::string_view>, std::size_t> seen;
  std::map<Keyword, std::vector<Winner>> winners;
  for (const auto& source : sources) {
    const Tree& tree = *source.tree;
    for (NodeId node : tree.children(tree.root())) {
      if (tree.kind(node) != NodeKind::item) continue;
      const Keyword keyword = tree.keyword(node);
      const auto name = item_name(tree, node);
      auto& list = winners[keyword];
      const Winner winner{{&tree, node, 0}, source.layer};
      if (name.empty()) {
        list.push_back(winner);
        continue;
      }
      const auto [found, fresh] = seen.try_emplace({keyword, name}, list.size());
      if (fresh) {
        list.push_back(winner);
      } else if (list[found->second].layer < source.layer) {
        list[found->second] = winner;
      } else if (list[found->second].layer == source.layer) {
        const auto& first = list[found->second].item;
        const NodeId name_node = tree.child(node, NodeKind::name);
        sink.add(
            {Code::duplicate_name,
             tree.span(name_node),
             fmt::format("there is already a {} `{}`", syntax::spelling(keyword), name),
             "every name stands once; give this one another name",
             {{first.tree->span(first.tree->child(first.node, NodeKind::name)), "the first one is here"}},
             {}});
      }
    }
  }
  Collected result;
  for (auto& [keyword, list] : winners)
    for (auto& winner : list) result.items[keyword].push_back(winner.item);
  return result;
}

class Driver {
 public:
  Driver(Model& model, diag::Sink& sink, Collected& collected)
      : model_(model), resolver_(model, sink), collected_(collected) {}

  void run() {
    declare();
    each(Keyword::k_region, &Resolver::region_item);
    resolver_.finish_regions();
    each(Keyword::k_state, &Resolver::state_item);
    each(Keyword::k_place, &Resolver::place_item);
    resolver_.finish_places();
    each(Keyword::k_question, &Resolver::question_item);
    each(Keyword::k_lexicon, &Resolver::lexicon_item);
    each(Keyword::k_reading, &Resolver::reading_item);
    each(Keyword::k_instrument, &Resolver::instrument_frame);
    each(Keyword::k_instrument, &Resolver::instrument_item);
    each(Keyword::k_definition, &Resolver::definition_item);
    each(Keyword::k_source, &Resolver::source_item);
    each(Keyword::k_pledge, &Resolver::pledge_item);
    // Before the scenarios, which may take the stance that a claim is.
    each(Keyword::k_claim, &Resolver::claim_item);
    each(Keyword::k_scenario, &Resolver::scenario_item);
  }

 private:
  std::vector<Resolver::Item>& of(Keyword keyword) { return collected_.items[keyword]; }

  void each(Keyword keyword, void (Resolver::*rule)(const Resolver::Item&)) {
    for (const auto& item : of(keyword)) {
      resolver_.use(*item.tree);
      (resolver_.*rule)(item);
    }
  }

  template <class Thing>
  void declare_all(Keyword keyword, std::vector<Thing>& arena, NameTable& table) {
    for (auto& item : of(keyword)) {
      item.index = static_cast<std::uint32_t>(arena.size());
      Thing thing;
      if constexpr (requires { thing.name; }) thing.name = item_name(*item.tree, item.node);
      if constexpr (requires { thing.code; }) thing.code = item_name(*item.tree, item.node);
      const NodeId name = item.tree->child(item.node, NodeKind::name);
      thing.span = item.tree->span(name ? name : item.node);
      table.emplace(item_name(*item.tree, item.node), item.index);
      arena.push_back(std::move(thing));
    }
  }

  void declare() {
    declare_all(Keyword::k_state, model_.states, model_.state_codes);
    // The home territories come first among the places, so that a state's index is its home's.
    for (const auto& state : model_.states) {
      Place home;
      home.name = state.code;
      home.span = state.span;
      model_.places.push_back(std::move(home));
    }
    declare_all(Keyword::k_place, model_.places, model_.place_names);
    declare_all(Keyword::k_region, model_.regions, model_.region_names);
    declare_all(Keyword::k_question, model_.questions, model_.question_names);
    declare_all(Keyword::k_reading, model_.readings, model_.reading_names);
    declare_all(Keyword::k_definition, model_.definitions, model_.definition_names);
    declare_all(Keyword::k_instrument, model_.instruments, model_.instrument_names);
    declare_all(Keyword::k_scenario, model_.scenarios, model_.scenario_names);
    declare_all(Keyword::k_source, model_.sources, model_.source_names);
    declare_all(Keyword::k_pledge, model_.pledges, model_.pledge_names);
    declare_all(Keyword::k_claim, model_.claims, model_.claim_names);
    // Every kind of event is a concept of its own name; the lexicon adds the legal ones.
    for (auto kind_name : names_of<EventKind>()) {
      model_.concept_names.emplace(kind_name, static_cast<std::uint32_t>(model_.concepts.size()));
      const bool vowel = std::string_view("aeiou").find(kind_name[0]) != std::string_view::npos;
      std::string title = fmt::format("{} {}", vowel ? "an" : "a", kind_name);
      std::ranges::replace(title, '_', ' ');
      model_.concepts.push_back({std::string(kind_name), title, true, {}});
    }
    each(Keyword::k_lexicon, &Resolver::declare_concepts);
  }

  Model& model_;
  Resolver resolver_;
  Collected& collected_;
};

}  // namespace

namespace {

/// One mistake, one message: on a line whose form is at fault, what the words then seem to mean is not also
/// told.
void forget_consequences(const std::vector<const Tree*>& trees, diag::Sink& sink) {
  constexpr Code last_of_form{199};
  std::vector<Span> lines;
  for (const auto& d : sink.all()) {
    if (d.code > last_of_form || !d.span.source) continue;
    const auto tree = std::ranges::find(trees, d.span.source, [](const Tree* t) { return t->source(); });
    if (tree == trees.end()) continue;
    const auto text = (*tree)->text();
    const auto before = text.substr(0, d.span.begin).rfind('\n');
    const auto end = text.find('\n', d.span.begin);
    lines.push_back({d.span.source,
                     before == std::string_view::npos ? 0 : static_cast<std::uint32_t>(before + 1),
                     static_cast<std::uint32_t>(end == std::string_view::npos ? text.size() : end)});
  }
  if (lines.empty()) return;
  sink.forget([&](const diag::Diagnostic& d) {
    return d.code > last_of_form && std::ranges::any_of(lines, [&](const Span& line) {
             return line.source == d.span.source && d.span.begin >= line.begin && d.span.begin <= line.end;
           });
  });
}

}  // namespace

Model resolve(std::span<const Layered> sources, diag::Sink& sink) {
  Model model;
  Collected collected = collect(sources, sink);
  Driver(model, sink, collected).run();
  check(model, sink);
  std::vector<const Tree*> trees;
  for (const auto& source : sources) trees.push_back(source.tree);
  forget_consequences(trees, sink);
  return model;
}

void resolve_line(Model& model, const Tree& line, Scenario& scenario, diag::Sink& sink) {
  Resolver resolver(model, sink);
  resolver.use(line);
  resolver.scenario_slots(line.root(), scenario);
  resolver.place_defaults(scenario);
  forget_consequences({&line}, sink);
}

LineMark mark_before_line(const Model& model) {
  return {model.words.size(), model.classes.size(), model.conditions.size()};
}

void forget_lines(Model& model, const LineMark& mark) {
  for (std::size_t i = mark.words; i < model.words.size(); ++i) model.word_names.erase(model.words[i]);
  for (std::size_t i = mark.classes; i < model.classes.size(); ++i) model.class_names.erase(model.classes[i]);
  model.words.resize(mark.words);
  model.classes.resize(mark.classes);
  model.conditions.erase(model.conditions.begin() + static_cast<std::ptrdiff_t>(mark.conditions),
                         model.conditions.end());
}

std::optional<Policy> resolve_policy(Model& model, const Tree& line, diag::Sink& sink) {
  Scenario scenario;
  Resolver resolver(model, sink);
  resolver.use(line);
  resolver.scenario_slots(line.root(), scenario);
  forget_consequences({&line}, sink);
  return scenario.policy;
}

}  // namespace casus::model
