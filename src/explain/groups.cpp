#include "explain/groups.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "explain/help.h"
#include "explain/layout.h"

namespace casus::explain {

using engine::RowKind;

std::string_view name(Section section) {
  static constexpr std::array<std::string_view, section_count> names = {
      "assist", "assist_if_binding", "act", "consult", "called_on", "may", "contrary", "standing", "open"};
  return names[static_cast<std::size_t>(section)];
}

std::string_view heading(Section section) {
  static constexpr std::array<std::string_view, section_count> headings = {
      "Bound to assist",
      "Bound to assist, if the text binds",
      "Bound to act",
      "Bound to consult",
      "Called on, or undertaken politically",
      "May act",
      "Contrary to, as the facts are stated",
      "Standing",
      "Open"};
  return headings[static_cast<std::size_t>(section)];
}

Section section_of(const Model& model, const Row& row, Status status) {
  const Force force = model[model[row.provision].instrument].force;
  if (status == Status::open) return Section::open;
  if (row.kind == RowKind::breach) return Section::contrary;
  if (row.kind == RowKind::standing) return Section::standing;
  if (force == Force::political && row.duty->modality != Modality::may) return Section::called_on;
  switch (row.duty->modality) {
    case Modality::may: return Section::may;
    case Modality::should:
    case Modality::should_not: return Section::called_on;
    case Modality::must_not: return Section::act;
    case Modality::must: break;
  }
  if (family(row.duty->act) == ActFamily::force)
    return footing_of(force) == Footing::binding ? Section::assist : Section::assist_if_binding;
  return row.duty->act == Act::consult ? Section::consult : Section::act;
}

Groups::Groups(const Model& model, const Situation& situation, const Result& result, const Answer& answer)
    : model_(model), situation_(situation) {
  of_item_.reserve(answer.items.size());
  for (const auto& item : answer.items) {
    const Row& row = result.rows[item.row];
    const Section section = section_of(model, row, item.status);
    // Rows that differ only in a debtor's own decision read alike.
    const auto same = std::ranges::find_if(list_, [&](const Group& g) {
      return g.section == section && g.row->provision == row.provision && g.row->duty == row.duty &&
             g.row->kind == row.kind && g.row->victim == row.victim && g.sample.truth == item.truth &&
             g.row->round == row.round && g.row->ended == row.ended &&
             (row.kind != RowKind::breach || g.row->event == row.event) &&
             (!is_against(row.duty->act) || (g.row->objects == row.objects && g.row->target == row.target));
    });
    of_item_.push_back(static_cast<std::size_t>(same - list_.begin()));
    Group& group = same == list_.end() ? list_.emplace_back() : *same;
    if (group.row == nullptr) {
      group.section = section;
      group.row = &row;
      group.sample = item;
    }
    group.debtors.insert(item.debtor.index());
    if (!provisos_for(model, row, item.debtor, day_of_row(situation, row)).empty())
      group.proviso.insert(item.debtor.index());
  }
  name_helped_ = helped_differ();
}

/// True where not all help is for the one state that is struck, so that each line has to say whom it is for.
bool Groups::helped_differ() const {
  StateSet struck;
  for (const auto& event : situation_.scenario->events)
    if (strikes(event.kind))
      for (auto victim : event.against) struck.insert(victim.index());
  if (struck.size() > 1 || situation_.scenario->events.size() > 1) return true;
  return std::ranges::any_of(list_, [&](const Group& group) {
    const bool to_assist = group.section == Section::assist || group.section == Section::assist_if_binding;
    return to_assist && group.row->duty->act == Act::assist && !(helped_by(*group.row) == struck);
  });
}

std::string Groups::who(const Group& group) const {
  const std::size_t count = group.debtors.size();
  if (count <= 3)
    return fmt::format("{}",
                       fmt::join(titles(model_, group.debtors, day_of_row(situation_, *group.row)), ", "));
  const auto& elements = group.row->duty->debtor.elements;
  if (!elements.empty() && elements[0].head == Head::any_state) return "any state";
  std::string noun = "states";
  if (!elements.empty() && elements[0].head == Head::role) {
    noun = std::string(model::name(elements[0].role));
    noun = noun.ends_with("y") ? noun.substr(0, noun.size() - 1) + "ies" : noun + "s";
  }
  return fmt::format("{} {}", count, noun);
}

std::string Groups::note(const Group& group) const {
  const Row& row = *group.row;
  if (group.section == Section::open && row.kind == RowKind::breach) return "acting contrary to it";
  const Day day = day_of_row(situation_, row);
  std::vector<std::string> notes;
  const InstrumentId instrument = model_[row.provision].instrument;
  const bool many = group.debtors.size() > 1;
  const StateId sole = many ? StateId::none() : make_id<StateId>(group.debtors.first());
  const std::string object = object_words(model_, row, day, sole);
  const std::string act = act_words(model_, *row.duty, object, many ? "their" : "its", instrument);
  const bool negative =
      row.duty->modality == Modality::must_not || row.duty->modality == Modality::should_not;
  // What a heading says already is not said again.
  switch (group.section) {
    case Section::standing:
    case Section::open: notes.push_back(duty_note(model_, row, day, many, sole)); break;
    case Section::contrary:
    case Section::act:
    case Section::called_on:
    case Section::may: notes.push_back(negative ? "not to " + act : act); break;
    case Section::assist:
    case Section::assist_if_binding:
      if (row.duty->act != Act::assist)
        notes.push_back(act);
      else if (name_helped_ && !object.empty())
        notes.push_back("for " + object);
      break;
    case Section::consult: break;
  }
  if (row.round > 1) notes.push_back(fmt::format("round {}", row.round));
  if (row.ended > 0) notes.push_back(fmt::format("no longer in round {}", row.ended));
  Duty plain_duty = *row.duty;
  plain_duty.amount.reset();  // the act names it
  if (row.duty->act == Act::stay_neutral) plain_duty.manner.clear();
  if (const auto form = form_note(model_, plain_duty); !form.empty()) notes.push_back(form);
  const Force force = model_[instrument].force;
  if (force == Force::political) notes.emplace_back("politically binding only");
  if (force == Force::disputed) notes.emplace_back("whether the text binds is disputed");
  if (force == Force::unilateral) notes.emplace_back("its own law");
  if (force == Force::proposal || force == Force::draft)
    notes.push_back(fmt::format("a {}, supposed in force", model::name(force)));
  else if (is_supposed(model_, situation_, instrument))
    notes.emplace_back("supposed in force");
  return fmt::format("{}", fmt::join(notes, "; "));
}

}  // namespace casus::explain
