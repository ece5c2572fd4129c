#include "evidence/records.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "base/text.h"

namespace casus::evidence {

namespace {

constexpr double days_of_year = 365.2425;
/// An anniversary is spoken of some time before and after its day.
constexpr std::int32_t anniversary_leeway = 31;  // days

bool single_valued(Property property) { return property == Property::day || property == Property::spelling; }

/// The days on which a record holds; of one day where it names one.
Spell spell_of(const Hold& hold) {
  if (!hold.on || hold.property == Property::day) return hold.spell;
  return {*hold.on, {Day{hold.on->earliest.number + 1}, Day{hold.on->latest.number + 1}, false}};
}

bool meet(const Spell& a, const Spell& b) {
  return a.from.earliest < b.to.latest && b.from.earliest < a.to.latest;
}

std::string value_words(const Hold& hold) {
  if (hold.number) return fmt::format("{}", *hold.number);
  return hold.property == Property::day && hold.on ? to_iso(*hold.on) : hold.value;
}

/// What a record says, as a clause.
std::string told(const Hold& hold) {
  const auto value = value_words(hold);
  const std::string negation = hold.positive ? "" : "not ";
  switch (hold.property) {
    case Property::office: {
      std::string text = fmt::format("{} was {}{}", hold.subject, negation, value);
      if (hold.spell.from.earliest != Day::min()) text += fmt::format(" from {}", to_iso(hold.spell.from));
      if (hold.spell.to.latest != Day::max()) text += fmt::format(" to {}", to_iso(hold.spell.to));
      return text;
    }
    case Property::author: return fmt::format("{} {}has {} among its authors", hold.subject, negation, value);
    case Property::day: return fmt::format("{} is {}dated {}", hold.subject, negation, value);
    case Property::years:
      return fmt::format("{} is {}{} {} back", hold.subject, negation, value,
                         value == "1" ? "year" : "years");
    case Property::spelling: return fmt::format("{} is {}written “{}”", hold.subject, negation, value);
    case Property::said:
      return fmt::format("{} {}said: {}", hold.subject, hold.positive ? "" : "has not ", value);
    case Property::mentions:
      return fmt::format("{} {} {}", hold.subject, hold.positive ? "speaks of" : "does not speak of", value);
    case Property::count_: break;
  }
  return {};
}

Ground ground(bool supports, const Record& record, std::string text) {
  return {supports ? Speaks::supporting : Speaks::against, std::move(text), record.source->title,
          record.source->cite};
}

/// How long ago it is against the days that other sources record.
std::vector<Ground> grounds_of_years(const Model& model, const Record& claimed,
                                     std::span<const Record> records) {
  std::vector<Ground> grounds;
  const auto today = day_of(model, *claimed.claim, *claimed.hold);
  if (!today) return grounds;
  for (const auto& record : records) {
    const Hold& hold = *record.hold;
    if (record.source == claimed.source || hold.property != Property::day || !hold.on || !hold.positive ||
        hold.subject != claimed.hold->subject)
      continue;
    const double due = hold.on->earliest.number + *claimed.hold->number * days_of_year;
    const bool near = std::abs(due - today->number) <= anniversary_leeway;
    const int past = today->number - hold.on->latest.number;
    grounds.push_back(ground(near, record,
                             fmt::format("{} is dated {}: {} days before {}, {:.1f} years", hold.subject,
                                         to_iso(*hold.on), past, to_iso(*today), past / days_of_year)));
  }
  return grounds;
}

}  // namespace

const Source* source_of(const Model& model, const Claim& claim) {
  const auto found = model.source_names.find(claim.source);
  return found == model.source_names.end() ? nullptr : &model.sources[found->second];
}

std::optional<Day> day_of(const Model& model, const Claim& claim, const Hold& hold) {
  if (hold.on && hold.property != Property::day) return hold.on->latest;
  if (hold.kind != HoldKind::record && hold.on) return hold.on->latest;
  if (claim.situation.on) return claim.situation.on;
  const auto* source = source_of(model, claim);
  if (source != nullptr && source->dated) return source->dated->latest;
  return std::nullopt;
}

std::vector<Record> records_of(const Model& model) {
  std::vector<Record> records;
  for (const auto& claim : model.claims) {
    const auto* source = source_of(model, claim);
    if (source == nullptr) continue;
    for (const auto& hold : claim.holds)
      if (hold.kind == HoldKind::record) records.push_back({&hold, &claim, source});
  }
  return records;
}

std::string contradiction(const Model& model, const Record& a, const Record& b) {
  const Hold& first = *a.hold;
  const Hold& second = *b.hold;
  if (first.property != second.property) return {};
  const bool same_value = value_words(first) == value_words(second);
  if (first.subject != second.subject) {
    // One office, one holder.
    const bool clash = first.property == Property::office && same_value && first.positive &&
                       second.positive && meet(spell_of(first), spell_of(second));
    return clash ? told(second) : std::string();
  }
  if (!meet(spell_of(first), spell_of(second))) return {};
  if (same_value) return first.positive == second.positive ? std::string() : told(second);
  if (!first.positive || !second.positive) return {};
  if (first.property == Property::years) {
    const auto day = day_of(model, *a.claim, first);
    const auto other = day_of(model, *b.claim, second);
    if (!day || !other) return {};
    const double apart =
        (day->number - *first.number * days_of_year) - (other->number - *second.number * days_of_year);
    return std::abs(apart) > 2 * anniversary_leeway ? told(second) : std::string();
  }
  if (!single_valued(first.property)) return {};
  if (first.property == Property::day) {
    const bool possible = first.on->earliest <= second.on->latest && second.on->earliest <= first.on->latest;
    if (possible) return {};
  }
  return told(second);
}

std::vector<Ground> grounds_of_record(const Model& model, const Record& claimed,
                                      std::span<const Record> records) {
  if (!claimed.hold->positive) {
    // What speaks against it being so speaks for it not being so.
    Hold turned = *claimed.hold;
    turned.positive = true;
    auto grounds = grounds_of_record(model, {&turned, claimed.claim, claimed.source}, records);
    for (auto& g : grounds)
      if (g.speaks != Speaks::neither)
        g.speaks = g.speaks == Speaks::supporting ? Speaks::against : Speaks::supporting;
    return grounds;
  }
  if (claimed.hold->property == Property::years) return grounds_of_years(model, claimed, records);
  std::vector<Ground> grounds;
  for (const auto& record : records) {
    if (record.source == claimed.source || record.hold->property != claimed.hold->property) continue;
    const Hold& hold = *record.hold;
    // On the day the claim speaks of, where the line itself names none.
    Record dated = claimed;
    Hold on_day = *claimed.hold;
    if (hold.property == Property::office && !on_day.on && on_day.spell == Spell{})
      if (const auto day = day_of(model, *claimed.claim, on_day)) on_day.on = VagueDay::exact(*day);
    dated.hold = &on_day;
    if (const auto against = contradiction(model, dated, record); !against.empty()) {
      grounds.push_back(ground(false, record, against));
    } else if (hold.subject == on_day.subject && hold.positive == on_day.positive &&
               meet(spell_of(on_day), spell_of(hold)) &&
               (hold.property == Property::day
                    ? hold.on && on_day.on && on_day.on->earliest <= hold.on->earliest &&
                          hold.on->latest <= on_day.on->latest
                    : value_words(hold) == value_words(on_day))) {
      grounds.push_back(ground(true, record, told(hold)));
    } else if (hold.property == Property::office && hold.subject == on_day.subject && hold.positive &&
               meet(spell_of(on_day), spell_of(hold))) {
      // Somebody may hold two offices: another one is told, and decides nothing.
      grounds.push_back({Speaks::neither, told(hold), record.source->title, record.source->cite});
    }
  }
  return grounds;
}

}  // namespace casus::evidence
