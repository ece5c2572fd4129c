#include "explain/help.h"

#include <fmt/format.h>

#include <algorithm>

namespace casus::explain {

StateSet helped_by(const Row& row) {
  StateSet set;
  if (!is_against(row.duty->act)) set = row.objects - row.target;
  if (row.victim && (set.empty() || set.contains(row.victim.index()))) {
    set = {};
    set.insert(row.victim.index());
  }
  return set;
}

bool binds_to_help(const Row& row) {
  return row.kind != engine::RowKind::breach && engine::asks_to_assist(row) &&
         row.duty->modality == Modality::must;
}

Footing footing_of(Force force) {
  switch (force) {
    case Force::binding:
    case Force::unilateral: return Footing::binding;
    case Force::political: return Footing::political;
    case Force::proposal:
    case Force::draft:
    case Force::lapsed: return Footing::supposed;
    case Force::disputed: break;
  }
  return Footing::disputed;
}

namespace {

std::string number(std::size_t count, std::string_view noun, bool sentence_start) {
  if (count == 1) return fmt::format("{}{}{}", sentence_start ? "One" : "one", noun.empty() ? "" : " ", noun);
  return fmt::format("{}{}{}{}", count, noun.empty() ? "" : " ", noun, noun == "state" ? "s" : "");
}

/// `30 states are bound to assist Poland, one to assist Germany`.
template <class List>
std::string clause(const List& list, std::string_view noun, std::string_view one, std::string_view many,
                   bool sentence_start) {
  std::string text;
  for (const auto& helped : list) {
    const std::size_t count = helped.by.size();
    if (text.empty())
      text = fmt::format("{} {} to assist", number(count, noun, sentence_start), count == 1 ? one : many);
    else
      text += fmt::format(", {} to assist", number(count, "", false));
    if (!helped.who.empty()) text += " " + helped.who;
  }
  return text;
}

}  // namespace

void HelpCount::add(const Row& row, const StateSet& debtors) {
  const StateSet helped = helped_by(row);
  const std::string who = helped.size() <= 3 ? list_words(spoken(model_, helped, day_))
                                             : fmt::format("any of {} states", helped.size());
  auto& list = lists_[static_cast<std::size_t>(footing_of(model_[model_[row.provision].instrument].force))];
  const auto same = std::ranges::find(list, who, &Helped::who);
  (same == list.end() ? list.emplace_back(who) : *same).by |= debtors;
}

HelpCount HelpCount::beyond(const HelpCount& other) const {
  HelpCount rest(model_, day_);
  for (std::size_t f = 0; f < lists_.size(); ++f)
    for (const auto& helped : lists_[f]) {
      StateSet by = helped.by;
      for (std::size_t firmer = 0; firmer <= f; ++firmer)
        for (const auto& theirs : other.lists_[firmer])
          if (theirs.who == helped.who) by -= theirs.by;
      if (!by.empty()) rest.lists_[f].push_back({helped.who, by});
    }
  return rest;
}

bool HelpCount::empty() const {
  return std::ranges::all_of(lists_, [](const List& list) { return list.empty(); });
}

HelpCount::List HelpCount::counted(Footing footing) const {
  const auto at = static_cast<std::size_t>(footing);
  List list = lists_[at];
  for (auto& helped : list)
    for (std::size_t firmer = 0; firmer < at; ++firmer)
      for (const auto& theirs : lists_[firmer])
        if (theirs.who == helped.who) helped.by -= theirs.by;
  std::erase_if(list, [](const Helped& helped) { return helped.by.empty(); });
  std::ranges::sort(list, [](const Helped& a, const Helped& b) {
    return a.by.size() != b.by.size() ? a.by.size() > b.by.size() : a.who < b.who;
  });
  return list;
}

std::string HelpCount::told() const {
  const List bound = counted(Footing::binding), disputed = counted(Footing::disputed),
             supposed = counted(Footing::supposed), political = counted(Footing::political);
  std::string text = !bound.empty()      ? clause(bound, "state", "is bound", "are bound", true) + "."
                     : !disputed.empty() ? std::string("Nobody is bound beyond dispute to assist.")
                                         : std::string("Nobody is bound to assist.");
  const std::string_view noun = bound.empty() ? "state" : "more";
  if (!disputed.empty())
    text += fmt::format(" If texts whose force is disputed bind, {}.",
                        clause(disputed, noun, "is bound", "are bound", false));
  if (!supposed.empty())
    text += fmt::format(" Were texts in force that bind nobody as they are, {}.",
                        clause(supposed, noun, "would be bound", "would be bound", false));
  if (!political.empty())
    text += fmt::format(" {}, politically only.",
                        clause(political, noun, "has undertaken", "have undertaken", true));
  return text;
}

std::string HelpCount::would_be(bool more) const {
  std::string text;
  const auto add = [&](Footing footing, std::string_view behind) {
    const List list = counted(footing);
    if (list.empty()) return;
    const bool first = text.empty();
    text += first ? "" : ", and ";
    if (list.size() == 1 && list[0].by.size() == 1) {
      const auto name = spoken_on(model_[make_id<StateId>(list[0].by.first())], day_);
      text += fmt::format("{} would be bound to assist{}{}", first ? sentence_case(name) : name,
                          list[0].who.empty() ? "" : " ", list[0].who);
    } else {
      text += clause(list, more || !first ? "more" : "state", "would be bound", "would be bound", first);
    }
    text += behind;
  };
  add(Footing::binding, "");
  add(Footing::disputed, " by texts whose force is disputed");
  add(Footing::supposed, " by texts that bind nobody as they are");
  add(Footing::political, " politically only");
  return text;
}

std::string HelpCount::each(bool more) const {
  List all;
  for (std::size_t f = 0; f < lists_.size(); ++f)
    for (const auto& helped : counted(static_cast<Footing>(f))) {
      const auto same = std::ranges::find(all, helped.who, &Helped::who);
      if (same == all.end())
        all.push_back(helped);
      else
        same->by |= helped.by;
    }
  std::vector<std::string> parts;
  for (const auto& helped : all)
    parts.push_back(number(helped.by.size(), more ? "more" : "state", false) +
                    (all.size() == 1 || helped.who.empty() ? "" : " toward " + helped.who));
  return list_words(parts);
}

}  // namespace casus::explain
