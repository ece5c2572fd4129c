// Instruments: what every one of them must say, and whether its members could be bound when it says they
// were.
#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <tuple>

#include "model/check_parts.h"
#include "model/resolver.h"

namespace casus::model {

using diag::Code;

namespace {

bool is_open(const VagueDay& day) { return day.earliest == Day::min() || day.latest == Day::max(); }

/// The first day of the instrument's life in force, where it has a written one.
std::optional<VagueDay> enters_into_force(const Instrument& instrument) {
  std::optional<VagueDay> first;
  for (const auto& spell : instrument.in_force)
    if (!first || spell.from.earliest < first->earliest) first = spell.from;
  return first && !is_open(*first) ? first : std::nullopt;
}

class InstrumentCheck {
 public:
  InstrumentCheck(const Model& model, diag::Sink& sink, const Instrument& instrument)
      : model_(model), sink_(sink), instrument_(instrument) {}

  void run() {
    const bool refused = frame_refused(model_, sink_, instrument_);
    if (!refused) must_say();
    proposal_in_force();
    const auto& all = instrument_.memberships;
    for (std::size_t first = 0, end = 0; first < all.size(); first = end) {
      // The states of one line share its days: what is wrong with those is said once.
      while (end < all.size() && all[end].spell == all[first].spell && all[end].role == all[first].role &&
             all[end].tier == all[first].tier)
        ++end;
      const Line line(all.begin() + static_cast<std::ptrdiff_t>(first),
                      all.begin() + static_cast<std::ptrdiff_t>(end));
      // A day that is far off is early and before the state's time: one mistake.
      if (bound_in_time(line) && !(refused && is_open(line.front().spell.from))) existed(line);
    }
    if (!refused) held_twice();
  }

 private:
  using Line = std::span<const Membership>;

  /// `POL`, `POL and CZE`, `POL, CZE and 12 others`.
  std::string codes(const std::vector<StateId>& states) const {
    if (states.size() == 1) return model_[states[0]].code;
    const std::string two = fmt::format("{} and {}", model_[states[0]].code, model_[states[1]].code);
    if (states.size() == 2) return two;
    return fmt::format("{}, {} and {} {}", model_[states[0]].code, model_[states[1]].code, states.size() - 2,
                       states.size() == 3 ? "other" : "others");
  }
  std::string codes(Line line) const {
    std::vector<StateId> states;
    for (const auto& member : line) states.push_back(member.state);
    return codes(states);
  }

  void say(Code code, Span span, std::string message, std::string hint) {
    sink_.add(code, span, std::move(message), std::move(hint));
  }

  /// Where neither the instrument nor a provision has the thing, it is missing once: in the instrument. Where
  /// some provisions have it, the others lack it.
  template <class Lacks>
  void each_lacking(Code code, std::string_view what, std::string_view hint, Lacks lacks) {
    const auto& ids = instrument_.provisions;
    if (ids.empty() || std::ranges::all_of(ids, [&](ProvisionId id) { return lacks(model_[id]); })) {
      say(code, instrument_.span, fmt::format("`{}` {}", instrument_.name, what), std::string(hint));
      return;
    }
    for (auto id : ids)
      if (lacks(model_[id]) && sink_.errors_in(model_[id].span) == 0)
        say(code, model_[id].label_span,
            fmt::format("{} {}, and neither does `{}`", model_[id].label, what, instrument_.name),
            std::string(hint));
  }

  void must_say() {
    if (!instrument_.force_given)
      say(Code::no_force, instrument_.span,
          fmt::format("`{}` does not say with what force it binds", instrument_.name),
          fmt::format("write `force` and one of: {}", fmt::join(names_of<Force>(), ", ")));
    if (instrument_.memberships.empty())
      say(Code::no_role, instrument_.span,
          fmt::format("`{}` names no state that holds a role in it", instrument_.name),
          "write who is bound or protected, for instance `party POL, CZE from 1999-03-12`");
    if (instrument_.cite.empty())
      each_lacking(Code::no_citation, "does not say where its text can be read",
                   "write `cite` and the address or the printed source, in quotes",
                   [](const Provision& p) { return p.cite.empty(); });
    if (instrument_.status == CodingStatus::none)
      each_lacking(Code::no_status, "does not say how far its coding has been checked",
                   "write when and how, for instance `coded 2026-11-23 status draft`",
                   [](const Provision& p) { return p.status == CodingStatus::none; });
  }

  void proposal_in_force() {
    if (instrument_.in_force.empty()) return;
    if (instrument_.force != Force::proposal && instrument_.force != Force::draft) return;
    say(Code::proposal_in_force, instrument_.span,
        fmt::format("`{}` is a {}, yet a line says that it is in force", instrument_.name,
                    name(instrument_.force)),
        "take the `in force` or `runs` line out; if it was adopted, correct its `force`");
  }

  // A spell with no first day begins with the instrument and cannot begin too early. Signatories are bound to
  // nothing yet: for them the day of signature is early enough.
  bool bound_in_time(Line line) {
    const Membership& member = line.front();
    if (is_open(member.spell.from)) return true;
    const Day from = member.spell.from.latest;
    const auto early = [&](const VagueDay& begin, std::string_view what, std::string_view hint) {
      if (from >= begin.earliest) return false;
      say(Code::bound_before_joining, member.span,
          fmt::format("{} cannot be {} from {}: `{}` was {} only on {}", codes(line), name(member.role),
                      to_iso(member.spell.from), instrument_.name, what, to_iso(begin)),
          std::string(hint));
      return true;
    };
    const auto& a = instrument_.signed_on;
    const auto& b = instrument_.published_on;
    const bool by_signature = a && (!b || a->earliest <= b->earliest);
    const auto& made = by_signature ? a : b;
    if (made && early(*made, by_signature ? "signed" : "published", "correct one of the two days"))
      return false;
    if (member.role == RoleKind::signatory) return true;
    if (const auto force = enters_into_force(instrument_))
      if (early(*force, "in force",
                "a state is bound from the day on which the instrument is in force for it; where that is the "
                "first day, "
                "leave `from` out"))
        return false;
    if (instrument_.in_force.empty()) return true;
    Day end = Day::min();
    for (const auto& spell : instrument_.in_force) end = std::max(end, spell.to.latest);
    if (member.spell.from.earliest < end) return true;
    say(Code::bound_before_joining, member.span,
        fmt::format("{} cannot become {} on {}: `{}` had lapsed on {}", codes(line), name(member.role),
                    to_iso(member.spell.from), instrument_.name, to_iso(end)),
        "correct one of the two days, or write the spell in which it was in force again");
    return false;
  }

  void existed(Line line) {
    const Membership& member = line.front();
    std::optional<VagueDay> day = member.spell.from;
    const bool own = !is_open(*day);
    if (!own) day = enters_into_force(instrument_);
    if (!day) return;
    std::vector<StateId> missing;
    Span span;
    for (const auto& m : line) {
      const auto& lives = model_[m.state].exists;
      const bool existed = lives.empty() || std::ranges::any_of(lives, [&](const Spell& life) {
                             return life.from.earliest <= day->latest && day->earliest < life.to.latest;
                           });
      if (existed) continue;
      if (missing.empty()) span = m.span;
      missing.push_back(m.state);
    }
    if (missing.empty()) return;
    const State& state = model_[missing[0]];
    const std::string who =
        missing.size() == 1 ? fmt::format("{} ({})", state.title, state.code) : codes(missing);
    std::string hint = existence_hint(model_, missing[0], day->earliest);
    if (!own)
      hint += fmt::format("; if it joined later, write when, as in `{} {} from 2004-05-01`",
                          name(member.role), state.code);
    say(Code::state_did_not_exist, span,
        own ? fmt::format("{} did not exist on {}", who, to_iso(*day))
            : fmt::format("{} did not exist on {}, when `{}` came into force", who, to_iso(*day),
                          instrument_.name),
        std::move(hint));
  }

  void held_twice() {
    std::vector<const Membership*> all;
    for (const auto& member : instrument_.memberships)
      if (!member.question) all.push_back(&member);
    const auto key = [](const Membership* m) {
      return std::tuple(m->state, m->role, m->tier, m->spell.from.latest);
    };
    std::ranges::stable_sort(all, {}, key);
    for (std::size_t k = 1; k < all.size(); ++k) {
      const Membership &first = *all[k - 1], &second = *all[k];
      if (first.state != second.state || first.role != second.role || first.tier != second.tier) continue;
      const auto day = surely_overlap(first.spell, second.spell);
      if (!day) continue;
      const std::string when = to_iso(*day).empty() ? std::string() : fmt::format(" on {}", to_iso(*day));
      sink_.add({Code::overlapping_spells,
                 second.span,
                 fmt::format("{} is {} twice{}", model_[second.state].code, name(second.role), when),
                 "end the first spell where the second begins, or take one out",
                 {{first.span, "the first spell is here"}},
                 {}});
    }
  }

  const Model& model_;
  diag::Sink& sink_;
  const Instrument& instrument_;
};

}  // namespace

void check_instruments(const Model& model, diag::Sink& sink) {
  for (const auto& instrument : model.instruments) InstrumentCheck(model, sink, instrument).run();
}

}  // namespace casus::model
