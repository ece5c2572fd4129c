#include "history/reliability.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

namespace casus::history {

using namespace casus::model;

std::optional<double> Share::value() const {
  if (of == 0) return std::nullopt;
  return static_cast<double>(kept) / of;
}

std::pair<double, double> Share::interval() const {
  if (of == 0) return {0, 1};
  constexpr double z = 1.959963984540054;  // of 95 %
  const double n = of, share = kept / n;
  const double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
  return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

Share Reliability::where(const std::function<bool(const Tested&)>& take) const {
  Share share;
  for (const auto& unit : units) {
    if (unit.verdict == Verdict::not_tested || !take(unit)) continue;
    ++share.of;
    share.kept += unit.verdict == Verdict::kept;
  }
  return share;
}

Share Reliability::all() const {
  return where([](const Tested&) { return true; });
}

namespace {

/// The cases of one member of one alliance in one conflict.
struct MemberCases {
  StateId member;
  int tested = 0;
  int broken = 0;
  bool open = false;
};

Verdict verdict_of(int kept, int tested, Keeping keeping) {
  if (tested == 0) return Verdict::not_tested;
  bool holds = false;
  switch (keeping) {
    case Keeping::all: holds = kept == tested; break;
    case Keeping::most: holds = 2 * kept > tested; break;
    case Keeping::any: holds = kept > 0; break;
  }
  return holds ? Verdict::kept : Verdict::not_kept;
}

/// One alliance in one conflict: cases `[from, to)`, sorted by member.
void add_units(const Backtest& backtest, std::uint32_t from, std::uint32_t to, const Definition& definition,
               Reliability& into) {
  Tested whole{.conflict = backtest.cases[from].conflict, .instrument = backtest.cases[from].instrument};
  for (auto i = from; i < to; ++i) whole.contained |= bit(backtest.cases[i].pledge);
  bool any_open = false;
  for (auto i = from; i < to;) {
    Tested own{.conflict = whole.conflict,
               .instrument = whole.instrument,
               .member = backtest.cases[i].member,
               .contained = whole.contained};
    int tested = 0, broken = 0;
    bool open = false;
    auto k = i;
    for (; k < to && backtest.cases[k].member == own.member; ++k) {
      const Case& one = backtest.cases[k];
      if (one.verdict != Verdict::not_tested) {
        ++tested;
        broken += one.verdict == Verdict::not_kept;
        own.due |= bit(one.pledge);
        own.cases.push_back(k);
      } else if (one.due == Due::open && definition.open == OpenCases::left_out) {
        open = true;
        if (tested == 0) own.cases.push_back(k);
      }
    }
    i = k;
    open = open && tested == 0;
    any_open = any_open || open;
    if (tested > 0)
      std::erase_if(own.cases, [&](auto c) { return backtest.cases[c].verdict == Verdict::not_tested; });
    // A member has kept its word where it kept each pledge that was due.
    own.verdict = verdict_of(tested - broken, tested, Keeping::all);
    own.members_tested = tested > 0;
    own.members_kept = own.verdict == Verdict::kept;
    own.open = open;
    if (definition.unit == CountedUnit::member) {
      if (tested > 0 || open) into.units.push_back(std::move(own));
      continue;
    }
    whole.due |= own.due;
    whole.members_tested += own.members_tested;
    whole.members_kept += own.members_kept;
    whole.cases.insert(whole.cases.end(), own.cases.begin(), own.cases.end());
  }
  if (definition.unit == CountedUnit::member) return;
  whole.verdict = verdict_of(whole.members_kept, whole.members_tested, definition.keeping);
  whole.open = whole.verdict == Verdict::not_tested && any_open;
  if (whole.verdict != Verdict::not_tested)
    std::erase_if(whole.cases, [&](auto c) { return backtest.cases[c].verdict == Verdict::not_tested; });
  if (whole.verdict != Verdict::not_tested || whole.open) into.units.push_back(std::move(whole));
}

}  // namespace

Reliability reliability(const Backtest& backtest, const Definition& definition) {
  Reliability out;
  const auto& cases = backtest.cases;
  for (std::uint32_t from = 0, to = 0; from < cases.size(); from = to) {
    while (to < cases.size() && cases[to].conflict == cases[from].conflict &&
           cases[to].instrument == cases[from].instrument)
      ++to;
    add_units(backtest, from, to, definition, out);
  }
  out.open = static_cast<int>(std::ranges::count_if(out.units, &Tested::open));
  return out;
}

int year_of(const Backtest& backtest, const Tested& unit) {
  return std::stoi(to_iso(days_of(backtest.conflicts[unit.conflict]).first).substr(0, 4));
}

Share share_of(const Backtest& backtest, const Reliability& result, std::string_view what) {
  if (what == "all") return result.all();
  if (what == "before_1945")
    return result.where([&](const Tested& unit) { return year_of(backtest, unit) < 1945; });
  if (what == "since_1945")
    return result.where([&](const Tested& unit) { return year_of(backtest, unit) >= 1945; });
  const auto pledge = std::ranges::find_if(pledges, [&](Pledge p) { return name(p) == what; });
  if (pledge == pledges.end()) return {};
  return result.where([&](const Tested& unit) { return (unit.contained & bit(*pledge)) != 0; });
}

namespace {

/// The number in version 4 of the Correlates of War of a war that Leeds and Anac number as older versions do. Seen in the file: by the
/// numbers of version 4 no member of the alliances that it names took part in these wars.
int number_in_version_4(int war) {
  switch (war) {
    case 154: return 156;  // Hungary 1956
    case 157: return 155;  // Sinai 1956
    case 189: return 187;  // Ogaden
    default: return war;
  }
}

}  // namespace

std::vector<Judged> read_leeds_anac(const Tables& tables) {
  std::vector<Judged> list;
  tables(*find_data_set("leeds_anac"), [&](const Record& record) {
    const auto number = [&](std::string_view column) {
      return static_cast<int>(record.number(column).value_or(0));
    };
    list.push_back(
        {number_in_version_4(number("war")), number("atopid"), number("ccode1"), number("honor3") == 1});
  });
  std::ranges::sort(list, {}, [](const Judged& j) { return std::pair(j.war, j.alliance); });
  return list;
}

std::string_view name(Compared::Ours ours) {
  switch (ours) {
    case Compared::Ours::kept: return "kept";
    case Compared::Ours::not_kept: return "not kept";
    case Compared::Ours::open: return "open";
    case Compared::Ours::not_due: return "not due";
    case Compared::Ours::no_alliance: return "no such alliance";
    case Compared::Ours::no_war: return "no such war";
  }
  return {};
}

Agreement compare(const Backtest& backtest, const Reliability& result, const Model& model,
                  const std::vector<Judged>& theirs) {
  std::map<std::pair<int, int>, std::uint32_t> units;
  std::set<int> wars;
  for (const auto& conflict : backtest.conflicts) wars.insert(conflict.number);
  const auto number_of = [&](const Tested& unit) {
    const std::string_view digits = std::string_view(model[unit.instrument].name).substr(5);
    int number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
  };
  for (std::uint32_t u = 0; u < result.units.size(); ++u)
    units[{backtest.conflicts[result.units[u].conflict].number, number_of(result.units[u])}] = u;

  Agreement out;
  std::array<std::array<int, 2>, 2> table{};  // ours, theirs: 1 where kept
  std::set<std::uint32_t> met;
  int last_war = 0;
  for (const auto& judged : theirs) {
    Compared one{judged};
    last_war = std::max(last_war, judged.war);
    const auto at = units.find({judged.war, judged.alliance});
    if (at != units.end()) {
      const Tested& unit = result.units[at->second];
      one.unit = at->second;
      met.insert(at->second);
      one.ours = unit.verdict == Verdict::kept       ? Compared::Ours::kept
                 : unit.verdict == Verdict::not_kept ? Compared::Ours::not_kept
                                                     : Compared::Ours::open;
      if (unit.verdict != Verdict::not_tested) {
        ++out.both;
        const bool kept = unit.verdict == Verdict::kept;
        out.same += kept == judged.kept;
        ++table[kept][judged.kept];
      }
    } else if (!wars.contains(judged.war)) {
      one.ours = Compared::Ours::no_war;
    } else if (!model.instrument_names.contains(atop_name(judged.alliance))) {
      one.ours = Compared::Ours::no_alliance;
    }
    out.cases.push_back(one);
  }
  for (std::uint32_t u = 0; u < result.units.size(); ++u)
    if (!met.contains(u) && result.units[u].verdict != Verdict::not_tested &&
        backtest.conflicts[result.units[u].conflict].number <= last_war)
      out.only_ours.push_back(u);
  if (out.both > 0) {
    const double n = out.both;
    const double observed = out.same / n;
    const double kept_ours = (table[1][0] + table[1][1]) / n, kept_theirs = (table[0][1] + table[1][1]) / n;
    const double chance = kept_ours * kept_theirs + (1 - kept_ours) * (1 - kept_theirs);
    out.kappa = chance < 1 ? (observed - chance) / (1 - chance) : 0;
  }
  return out;
}

Deterrence deterrence(const Model& model, const std::vector<Conflict>& conflicts, int first_year,
                      int last_year, std::string_view only) {
  // Days on which somebody has pledged to defend the state.
  std::vector<std::vector<std::pair<Day, Day>>> pledged(model.states.size());
  for (const auto& pledge : directed_pledges(model, only))
    if (pledge.pledge == Pledge::defense) pledged[pledge.to.index()].emplace_back(pledge.begin, pledge.end);

  struct Struck {
    bool attacked = false;
    bool joined = false;
  };
  std::map<std::pair<std::uint32_t, int>, Struck> struck;  // by state and year
  for (const auto& conflict : conflicts)
    for (const auto& attack : conflict.attacks) {
      if (!is_force(attack.kind)) continue;
      auto& at = struck[{static_cast<std::uint32_t>(attack.target.index()),
                         std::stoi(to_iso(attack.on).substr(0, 4))}];
      at.attacked = true;
      const auto own = std::ranges::find_if(conflict.belligerents, [&](const Belligerent& b) {
        return b.state == attack.target && attack.on < b.to;
      });
      if (own == conflict.belligerents.end()) continue;
      at.joined = at.joined || std::ranges::any_of(conflict.belligerents, [&](const Belligerent& b) {
                    return b.state != own->state && b.side == own->side && !b.originator &&
                           attack.on <= b.from && b.from < own->to;
                  });
    }

  Deterrence out;
  for (int year = first_year; year <= last_year; ++year) {
    const Day january = day_of(year, 1, 1).value_or(Day::max());
    for (std::size_t s = 0; s < model.states.size(); ++s) {
      const State& state = model.states[s];
      const bool in_system = std::ranges::any_of(state.codes, [&](const auto& c) {
        return c.system == CodeSystem::cow && c.spell.may_contain(january);
      });
      if (state.organisation || !in_system || !exists_on(state, january)) continue;
      const bool has = std::ranges::any_of(
          pledged[s], [&](const auto& days) { return days.first <= january && january < days.second; });
      StateYears& into = has ? out.pledged : out.unpledged;
      ++into.years;
      const auto at = struck.find({static_cast<std::uint32_t>(s), year});
      if (at == struck.end() || !at->second.attacked) continue;
      ++into.attacked;
      into.with_joiner += at->second.joined;
    }
  }
  return out;
}

}  // namespace casus::history
