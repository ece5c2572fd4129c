// The working parts of resolution, shared by its files. Internal to src/model.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "model/model.h"
#include "syntax/tree.h"

namespace casus::model {

using syntax::Keyword;
using syntax::NodeId;
using syntax::NodeKind;
using syntax::Token;
using syntax::TokenKind;
using syntax::Tree;

/// A name in the text: the word and where it stands.
struct Named {
  std::string_view word;
  Span span;
  NodeId node;
};

/// True where a line of the instrument outside its provisions was refused: what seems missing may be that
/// line.
bool frame_refused(const Model& model, const diag::Sink& sink, const Instrument& instrument);

/// True where it is one day, and no doubt about it.
inline bool is_exact(const VagueDay& day) { return day.is_exact() && !day.uncertain; }

/// When the state existed, and which state took its place or went before it on the day: for a hint.
std::string existence_hint(const Model& model, StateId id, Day day);

class Resolver {
 public:
  Resolver(Model& model, diag::Sink& sink) : model_(model), sink_(sink) {}

  struct Item {
    const Tree* tree;
    NodeId node;
    std::uint32_t index;
  };

  // resolve.cpp ─ values
  void use(const Tree& tree) { tree_ = &tree; }
  const Tree& tree() const { return *tree_; }
  Named named(NodeId node) const { return {tree_->written(node), tree_->span(node), node}; }
  /// The names directly below `node`, whether they stand there or in one `names` list.
  std::vector<Named> names_in(NodeId node) const;
  /// The n-th direct child of a kind, or none.
  NodeId nth(NodeId node, NodeKind kind, std::size_t n) const;
  std::string text_of(NodeId node) const;
  std::optional<VagueDay> date_of(NodeId date);
  /// The spell below `node`; open where none is written. Reports an end before the start.
  Spell spell_of(NodeId node);
  std::optional<double> number_of(NodeId number);
  /// A whole number that is not negative.
  std::optional<std::uint32_t> count_of(NodeId number);
  std::string label_of(NodeId designator) const;

  // resolve.cpp ─ names
  std::uint32_t look_up(const NameTable& table, const Named& name, std::string_view what);
  StateId state(const Named& name);
  PlaceId place(const Named& name);
  QuestionId question(const Named& name);
  InstrumentId instrument(const Named& name);
  RegionSet regions(NodeId names_parent);
  ClassId class_of(std::string_view word);
  WordId intern(std::string_view word);
  void unknown(diag::Code code, const Named& name, std::string_view what,
               const std::vector<std::string_view>& candidates);
  /// A word of a closed list, or nothing and a diagnostic with the nearest one.
  template <class Enum>
  std::optional<Enum> word(const Named& name, std::string_view what) {
    if (auto value = parse<Enum>(name.word)) return value;
    const auto names = names_of<Enum>();
    unknown(diag::Code::unknown_word, name, what, {names.begin(), names.end()});
    return std::nullopt;
  }
  QuestionId if_question(NodeId slot);
  /// The modality that the tokens `[first, last)` spell: `must not`; nothing where there is none.
  std::optional<Modality> modality_in(std::uint32_t first, std::uint32_t last) const;

  // resolve_world.cpp
  void state_item(const Item& item);
  void region_item(const Item& item);
  void place_item(const Item& item);
  void lexicon_item(const Item& item);
  void question_item(const Item& item);
  void reading_item(const Item& item);
  void declare_concepts(const Item& item);
  void finish_regions();
  void finish_places();

  // resolve_definition.cpp
  void definition_item(const Item& item);

  // resolve_evidence.cpp
  void source_item(const Item& item);
  void pledge_item(const Item& item);
  void claim_item(const Item& item);

  // resolve_instrument.cpp
  void instrument_frame(const Item& item);  ///< names of provisions and areas
  void instrument_item(const Item& item);
  Pattern pattern(NodeId node, InstrumentId instrument);
  void circumstances(NodeId node, InstrumentId id, Condition& into);
  OrganRef organ_of(const Named& name, InstrumentId id);
  ConditionId condition(NodeId node, InstrumentId instrument);
  ProvisionId provision_by_label(InstrumentId instrument, NodeId designator);

  // resolve_scenario.cpp
  void scenario_item(const Item& item);
  void scenario_slots(NodeId block, Scenario& scenario);
  // resolve_event.cpp
  void place_defaults(Scenario& scenario);

  Model& model() { return model_; }
  diag::Sink& sink() { return sink_; }

 private:
  // resolve_evidence.cpp
  void pledge_slot(NodeId slot, Pledge& pledge);
  void pledge_under(NodeId slot, Pledge& pledge);
  void pledge_entry(NodeId slot, Pledge& pledge);
  void pledge_amount(NodeId amount, PledgeEntry& entry);
  void hold(NodeId slot, Claim& claim, Scenario& situation);
  void hold_pledge(NodeId slot, Hold& hold);
  void hold_record(NodeId slot, Hold& hold);
  void hold_standing(NodeId slot, Hold& hold);

  // resolve_definition.cpp
  void definition_slot(NodeId slot, Definition& definition);
  void published_slot(NodeId slot, Definition& definition);

  // resolve_instrument.cpp
  void role_slot(NodeId slot, RoleKind role, Instrument& instrument);
  void instrument_slot(NodeId slot, Instrument& instrument, InstrumentId id);
  void area_slot(NodeId slot, InstrumentId id);
  void organ_slot(NodeId slot, InstrumentId id);
  void provision_item(NodeId node, InstrumentId id, ProvisionId provision);
  void provision_block(NodeId block, InstrumentId id, ProvisionId provision, ClauseId clause, bool branch);
  void duty(NodeId node, InstrumentId id, ProvisionId provision, ClauseId clause, Pattern& debtor);
  void duty_slot(NodeId slot, InstrumentId id, std::vector<Duty*>& duties);
  void element(NodeId node, InstrumentId id, Pattern& into);
  bool role_exists(InstrumentId id, RoleKind role) const;
  bool may_miss_role(InstrumentId id) const;
  void narrows(NodeId slot, InstrumentId id, ProvisionId by);
  void decisive_few_words(NodeId slot, std::string_view phrase);
  void consistent_slot(NodeId slot, InstrumentId& into);
  void between_slot(NodeId slot, BetweenParties& between, QuestionId& question);

  // resolve_scenario.cpp
  void suppose(NodeId slot, Scenario& scenario);
  void fact(NodeId slot, Scenario& scenario);
  void stance(NodeId slot, Scenario& scenario);
  void honour(NodeId slot, Scenario& scenario);
  bool is_engine_question(std::string_view word) const;
  // resolve_event.cpp
  void event(NodeId node, Scenario& scenario);
  OrganRef organ_anywhere(const Named& name, std::string_view decision);
  void actors(NodeId names, Event& event, StateSet& into, bool& unknown, bool& non_state);
  void target(const Named& name, Event& event);
  bool covered(Day day, Span span);
  StateId state_or_none(std::string_view word) const;
  // resolve_expectation.cpp
  void expectation(NodeId slot, Scenario& scenario);

  Model& model_;
  diag::Sink& sink_;
  const Tree* tree_ = nullptr;
  std::uint32_t last_duty_ = UINT32_MAX;
};

}  // namespace casus::model
