// Units held against a slow computation that is plainly right: small random treaties, taken day by day from what was written, not
// from the model. Only who bears which code on a day is read from the corpus of states.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <rapidcheck.h>

#include <map>
#include <set>

#include "history/spells.h"
#include "history/units.h"
#include "tool/session.h"

namespace casus::history::naive_test {
namespace {

// Germany changes its code on 3 October 1990, 365 passes from the Soviet Union to Russia on 26 December 1991.
const std::vector<std::string> states = {"USA", "DEU", "SUN", "RUS", "CSK", "FRA"};
const std::vector<std::string> days = {"1988-06-01", "1989-01-01", "1989-12-31", "1990-01-01",
                                       "1990-10-03", "1991-01-01", "1991-03-15", "1991-12-26",
                                       "1992-01-01", "1992-02-29", "1993-01-01", "1993-06-30"};
constexpr int first_year = 1988, last_year = 1994;

Day iso(const std::string& date) {
  return *day_of(std::stoi(date.substr(0, 4)), std::stoi(date.substr(5, 2)), std::stoi(date.substr(8, 2)));
}

struct Run {
  std::string state;
  Day begin;
  Day end;
  bool has(Day day) const { return begin <= day && day < end; }
};
bool any_has(const std::vector<Run>& runs, const std::string& state, Day day) {
  return std::ranges::any_of(runs, [&](const Run& run) { return run.state == state && run.has(day); });
}

struct Article {
  Pledge pledge;
  PledgeLimits limits;
  bool sworn = false;          ///< owed only by those with a character
  std::optional<Run> wording;  ///< the days on which it stands
  std::string reserved_by;
};

struct Treaty {
  std::string name;
  std::vector<Run> force;  ///< of no state
  std::vector<Run> members;
  std::vector<Run> sworn;
  std::vector<Run> suspended;
  std::optional<std::pair<Run, std::string>> suspended_toward;
  std::vector<Article> articles;

  bool in_force(Day day) const { return any_has(force, "", day); }
  bool member(const std::string& state, Day day) const {
    return in_force(day) && any_has(members, state, day);
  }
  bool bound(const std::string& state, Day day) const {
    return member(state, day) && !any_has(suspended, state, day);
  }
  bool owes(const Article& article, const std::string& state, Day day) const {
    return bound(state, day) && (!article.sworn || any_has(sworn, state, day)) &&
           (!article.wording || article.wording->has(day)) && article.reserved_by != state;
  }
  bool apart(const std::string& a, const std::string& b, Day day) const {
    if (!suspended_toward || !suspended_toward->first.has(day)) return false;
    const auto& [run, other] = *suspended_toward;
    return (run.state == a && other == b) || (run.state == b && other == a);
  }
};

// ── what is written

std::string written(const Run& run) {
  return run.end == Day::max() ? fmt::format("from {}", to_iso(run.begin))
                               : fmt::format("from {} to {}", to_iso(run.begin), to_iso(run.end));
}

std::string written(const Article& article, std::size_t number) {
  const std::string who = article.sworn ? " with character sworn" : "";
  std::string text = fmt::format("article {} {{\n", number);
  if (article.wording)
    text +=
        fmt::format("  in force {} .. {}\n", to_iso(article.wording->begin), to_iso(article.wording->end));
  const std::string by = article.limits.adversary ? " by FRA" : "";
  const std::string unprovoked = article.limits.unprovoked ? " unprovoked" : "";
  switch (article.pledge) {
    case Pledge::defense:
      text += fmt::format("  when armed_attack on a party{}{}\n  each other party{} must assist the victim\n",
                          by, unprovoked, who);
      break;
    case Pledge::offense:
      text += fmt::format("  when a party is at war with {}\n  each other party{} must assist the victim\n",
                          article.limits.adversary ? "FRA" : "any state", who);
      break;
    case Pledge::neutral:
      text += article.limits.attacked ? fmt::format("  when armed_attack on a party{}{}\n", by, unprovoked)
                                      : std::string("  when a party is at war with any state\n");
      text += fmt::format("  each other party{} must stay_neutral\n", who);
      break;
    case Pledge::nonagg:
      text += fmt::format("  standing\n  every party{} must not use_force against the other parties\n", who);
      break;
    case Pledge::consul:
      text += fmt::format("  when held_threat on a party\n{}  every party{} must consult the other parties\n",
                          article.limits.request ? "  on request of a party\n" : "", who);
      break;
  }
  return text + "}\n";
}

std::string written(const Treaty& treaty) {
  std::string text = fmt::format(
      "instrument {} \"Treaty\" {{ kind treaty force binding signed 1988-01-01\n"
      "cite \"https://example.org/treaty\" coded 2026-11-25 status draft\n",
      treaty.name);
  for (const auto& force : treaty.force)
    text += fmt::format("in force {} ..{}\n", to_iso(force.begin),
                        force.end == Day::max() ? "" : " " + to_iso(force.end));
  for (const auto& run : treaty.members) text += fmt::format("party {} {}\n", run.state, written(run));
  for (const auto& run : treaty.sworn)
    text += fmt::format("character sworn {} {}\n", run.state, written(run));
  for (const auto& run : treaty.suspended) text += fmt::format("suspended {} {}\n", run.state, written(run));
  if (treaty.suspended_toward)
    text += fmt::format("suspended {} toward {} {}\n", treaty.suspended_toward->first.state,
                        treaty.suspended_toward->second, written(treaty.suspended_toward->first));
  for (std::size_t i = 0; i < treaty.articles.size(); ++i)
    if (!treaty.articles[i].reserved_by.empty())
      text += fmt::format("reservation of {} excludes article {}\n", treaty.articles[i].reserved_by, i + 1);
  for (std::size_t i = 0; i < treaty.articles.size(); ++i) text += written(treaty.articles[i], i + 1);
  return text + "}\n";
}

// ── chance

bool chance(int one_in) { return *rc::gen::inRange(0, one_in) == 0; }

/// Days of a state, within those on which it exists; a role begins while the text is in force, or the text does not check.
std::optional<Run> random_run(const std::string& state) {
  const auto from = static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(days.size())));
  const auto to = static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(days.size()) + 4));
  Run run{state, iso(days[from]), to < days.size() ? iso(days[to]) : Day::max()};
  if (state == "SUN") run.end = std::min(run.end, iso("1991-12-26"));
  if (state == "RUS") run.begin = std::max(run.begin, iso("1991-12-26"));
  if (state == "CSK") run.end = std::min(run.end, iso("1993-01-01"));
  if (run.begin < run.end) return run;
  return std::nullopt;
}

Article random_article() {
  Article article{*rc::gen::elementOf(std::vector<Pledge>(pledges.begin(), pledges.end())), {}};
  auto& limits = article.limits;
  const bool some = chance(2);
  switch (article.pledge) {
    case Pledge::defense: limits.adversary = some, limits.unprovoked = chance(2); break;
    case Pledge::offense: limits.adversary = some; break;
    case Pledge::neutral:
      limits.attacked = chance(2);
      if (limits.attacked) limits.adversary = some, limits.unprovoked = chance(2);
      break;
    case Pledge::nonagg: break;
    case Pledge::consul: limits.request = some; break;
  }
  if (limits.adversary) limits.adversaries = {"FRA"};
  article.sworn = chance(3);
  if (chance(4)) {
    article.wording = random_run("");
    if (article.wording && article.wording->end == Day::max()) article.wording.reset();
  }
  if (chance(5)) article.reserved_by = *rc::gen::elementOf(states);
  return article;
}

Treaty random_treaty(int number) {
  Treaty treaty{.name = fmt::format("test_{}", number)};
  if (auto force = random_run("")) treaty.force.push_back(*force);
  if (treaty.force.empty() || chance(4)) treaty.force = {{"", iso("1988-06-01"), Day::max()}};
  if (treaty.force.front().end < iso("1992-01-01"))
    treaty.force.push_back({"", iso("1992-01-01"), Day::max()});
  for (const auto& state : states)
    for (int i = 0; i < 2; ++i)
      if (const auto run = random_run(state); run && chance(2) && treaty.in_force(run->begin) &&
                                              std::ranges::none_of(treaty.members, [&](const Run& m) {
                                                return m.state == state && run->begin < m.end &&
                                                       m.begin < run->end;
                                              }))
        treaty.members.push_back(*run);
  if (treaty.members.empty()) treaty.members.push_back({"USA", treaty.force.front().begin, Day::max()});
  for (const auto& m : treaty.members)
    if (chance(2)) treaty.sworn.push_back({m.state, m.begin, m.end});
  if (chance(3))
    if (const auto run = random_run(treaty.members.front().state)) treaty.suspended.push_back(*run);
  if (chance(3) && treaty.members.front().state != treaty.members.back().state)
    if (const auto run = random_run(treaty.members.front().state))
      treaty.suspended_toward = {*run, treaty.members.back().state};
  const int articles = *rc::gen::inRange(1, 4);
  for (int i = 0; i < articles; ++i) {
    treaty.articles.push_back(random_article());
    auto& article = treaty.articles.back();
    if (article.sworn && treaty.sworn.empty()) article.sworn = false;
    if (std::ranges::none_of(treaty.members, [&](const Run& m) { return m.state == article.reserved_by; }))
      article.reserved_by.clear();
  }
  return treaty;
}

// ── day by day

using Partners = std::set<std::pair<std::string, Pledge>>;  ///< toward whom, what

struct World {
  tool::Session session{tool::Options{}};
  std::vector<Treaty> treaties;

  explicit World(std::vector<Treaty> list) : treaties(std::move(list)) {
    std::string text;
    for (const auto& treaty : treaties) text += written(treaty);
    session.load_corpus();
    session.add("random.casus", text, 1);
    session.build();
    if (session.sink().has_errors()) {
      session.report();
      throw std::runtime_error("the treaties do not check:\n" + text);
    }
  }
  const model::Model& model() const { return session.model(); }

  /// The code that a state bears on a day; 0 for none.
  int code(const std::string& state, Day day) const {
    const auto& found = model()[find_state(model(), state)];
    if (!exists_on(found, day)) return 0;
    for (const auto& dated : found.codes)
      if (dated.system == model::CodeSystem::cow && dated.spell.may_contain(day))
        return std::stoi(dated.code);
    return 0;
  }
  Partners partners(const std::string& state, Day day) const {
    Partners found;
    for (const auto& treaty : treaties)
      for (const auto& article : treaty.articles)
        for (const auto& other : states)
          if (other != state && treaty.owes(article, state, day) && treaty.bound(other, day) &&
              !treaty.apart(state, other, day))
            found.insert({other, article.pledge});
    return found;
  }
  bool is_alliance(const Treaty& treaty) const {
    for (Day day = iso("1988-01-01"); day < iso("1995-01-01"); ++day.number)
      for (const auto& article : treaty.articles)
        for (const auto& state : states)
          if (treaty.owes(article, state, day)) return true;
    return false;
  }
};

/// How many days of a year something holds on, and whether on the first.
struct Held {
  int count = 0;
  bool first = false;
  bool counts(YearRule rule, int in_year) const {
    switch (rule) {
      case YearRule::any_day: return count > 0;
      case YearRule::first_of_january: return first;
      case YearRule::all_year: return count == in_year;
    }
    return false;
  }
};

template <class Rows>
std::string first_difference(const Rows& fast, const Rows& slow) {
  for (const auto& row : fast)
    if (!slow.contains(row)) return fmt::format("only the fast one has {}", row);
  for (const auto& row : slow)
    if (!fast.contains(row)) return fmt::format("only the slow one has {}", row);
  return {};
}

void compare(const std::string& unit, const std::set<std::string>& fast, const std::set<std::string>& slow) {
  const auto difference = first_difference(fast, slow);
  if (!difference.empty()) RC_FAIL(unit + ": " + difference);
}

void yearly(const World& world, YearRule rule) {
  std::set<std::string> directed, dyads, years, slow_directed, slow_dyads, slow_years;
  const auto pledged = directed_pledges(world.model(), "test_");
  const Yearly asked{first_year, last_year, rule, true};
  directed_dyad_years(world.model(), pledged, asked, [&](const DirectedDyadYear& r) {
    directed.insert(fmt::format("{} {} {} {}", r.year, r.ccode1, r.ccode2, r.pledges));
  });
  dyad_years(world.model(), pledged, asked, [&](const DyadYear& r) {
    dyads.insert(fmt::format("{} {} {} {} {}", r.year, r.ccode1, r.ccode2, r.pledges, r.asymmetric));
  });
  state_years(world.model(), pledged, alliance_days(world.model(), "test_"), asked, [&](const StateYear& r) {
    years.insert(fmt::format("{} {} {} {} {} {}", r.year, r.ccode, r.pledges, r.partners,
                             fmt::join(r.partners_by, "/"), r.bilateral + r.multilateral));
  });
  for (int year = first_year; year <= last_year; ++year) {
    std::map<std::tuple<int, int, Pledge>, Held> held;
    std::map<std::pair<int, const Treaty*>, Held> memberships;
    const Day begin = *day_of(year, 1, 1), end = *day_of(year + 1, 1, 1);
    for (Day day = begin; day < end; ++day.number) {
      std::set<std::tuple<int, int, Pledge>> today;
      std::set<std::pair<int, const Treaty*>> members;
      for (const auto& state : states) {
        const int mine = world.code(state, day);
        if (mine == 0) continue;
        for (const auto& [other, pledge] : world.partners(state, day))
          if (const int theirs = world.code(other, day); theirs != 0 && theirs != mine)
            today.insert({mine, theirs, pledge});
        for (const auto& treaty : world.treaties)
          if (treaty.member(state, day)) members.insert({mine, &treaty});
      }
      const auto note = [&](auto& into, const auto& of_today) {
        for (const auto& one : of_today) ++into[one].count, into[one].first |= day == begin;
      };
      note(held, today), note(memberships, members);
    }
    const int in_year = end.number - begin.number;
    std::map<std::pair<int, int>, PledgeBits> bits;
    for (const auto& [key, days_held] : held)
      if (days_held.counts(rule, in_year))
        bits[{std::get<0>(key), std::get<1>(key)}] |= bit(std::get<2>(key));
    std::map<int, std::pair<PledgeBits, std::array<int, all_pledges + 1>>> by_state;
    for (const auto& [pair, pledge] : bits) {
      const auto [a, b] = pair;
      slow_directed.insert(fmt::format("{} {} {} {}", year, a, b, pledge));
      const auto back = bits.find({b, a});
      const PledgeBits other = back == bits.end() ? PledgeBits{0} : back->second;
      slow_dyads.insert(fmt::format("{} {} {} {} {}", year, std::min(a, b), std::max(a, b),
                                    static_cast<PledgeBits>(pledge | other), pledge != other));
      auto& [all, counts] = by_state[a];
      all |= pledge;
      ++counts[all_pledges];
      for (std::size_t k = 0; k < all_pledges; ++k) counts[k] += pledge >> k & 1;
    }
    std::map<int, int> alliances;
    for (const auto& [key, days_held] : memberships)
      if (days_held.counts(rule, in_year) && world.is_alliance(*key.second)) ++alliances[key.first];
    for (const auto& [code, count] : alliances) by_state[code];
    for (const auto& [code, found] : by_state) {
      const auto& [all, counts] = found;
      slow_years.insert(fmt::format("{} {} {} {} {} {}", year, code, all, counts[all_pledges],
                                    fmt::join(counts.begin(), counts.begin() + all_pledges, "/"),
                                    alliances[code]));
    }
  }
  compare("directed-dyad-year", directed, slow_directed);
  compare("dyad-year", dyads, slow_dyads);
  compare("state-year", years, slow_years);
}

const auto window = std::pair{iso("1988-01-01"), iso("1995-01-01")};

void state_days(const World& world) {
  std::set<std::string> fast, slow;
  StateDays last{};
  history::state_days(
      world.model(), directed_pledges(world.model(), "test_"), window.first, window.second, {},
      [&](const StateDays& run) {
        // Two rows that follow each other differ.
        if (last.state == run.state && last.end == run.begin)
          RC_ASSERT(last.code != run.code || last.partners != run.partners);
        last = run;
        for (Day day = run.begin; day < run.end; ++day.number)
          for (const auto pledge : pledges)
            for (const auto partner : run.partners[static_cast<std::size_t>(pledge)])
              fast.insert(fmt::format("{} {} {} {} {}", to_iso(day), world.model()[run.state].code, run.code,
                                      name(pledge), world.model()[partner].code));
      });
  for (Day day = window.first; day < window.second; ++day.number)
    for (const auto& state : states)
      for (const auto& [other, pledge] : world.partners(state, day))
        slow.insert(
            fmt::format("{} {} {} {} {}", to_iso(day), state, world.code(state, day), name(pledge), other));
  compare("state-day", fast, slow);
}

/// The code under which a state is known: all six bear theirs on every day on which they exist.
void spells_and_terms(const World& world) {
  std::set<std::string> fast, slow, fast_terms, slow_terms;
  std::set<std::string> ends;  // of spells: none begins on such a day
  const auto spells = member_spells(world.model(), "test_");
  for (const auto& spell : spells)
    ends.insert(fmt::format("{} {} {}", world.model()[spell.instrument].name, spell.code,
                            to_iso(spell.days.to.latest)));
  for (const auto& spell : spells)
    RC_ASSERT(!ends.contains(fmt::format("{} {} {}", world.model()[spell.instrument].name, spell.code,
                                         to_iso(spell.days.from.earliest))));
  for (const auto& spell : spells)
    for (Day day = spell.days.from.earliest; day < std::min(spell.days.to.latest, window.second);
         ++day.number)
      RC_ASSERT(
          fast.insert(fmt::format("{} {} {}", world.model()[spell.instrument].name, spell.code, to_iso(day)))
              .second);
  const auto limits = [](const PledgeLimits& l) {
    return fmt::format("{}{}{}{}", l.adversary ? "A" : "", l.unprovoked ? "U" : "", l.attacked ? "T" : "",
                       l.request ? "R" : "");
  };
  const auto all_terms = alliance_terms(world.model(), "test_");
  for (std::size_t i = 1; i < all_terms.size(); ++i) {
    const auto &one = all_terms[i - 1], &next = all_terms[i];
    if (one.instrument == next.instrument && one.code == next.code && one.end == next.begin)
      RC_ASSERT(one.pledges != next.pledges || one.limits != next.limits);
  }
  for (const auto& terms : all_terms)
    for (Day day = terms.begin; day < std::min(terms.end, window.second); ++day.number) {
      std::string row =
          fmt::format("{} {} {}", world.model()[terms.instrument].name, terms.code, to_iso(day));
      for (const auto pledge : pledges)
        if ((terms.pledges & bit(pledge)) != 0)
          row += fmt::format(" {}({})", name(pledge), limits(terms.limits[static_cast<std::size_t>(pledge)]));
      RC_ASSERT(fast_terms.insert(row).second);
    }
  for (const auto& treaty : world.treaties) {
    const bool alliance = world.is_alliance(treaty);
    for (Day day = window.first; day < window.second; ++day.number)
      for (const auto& state : states) {
        if (!treaty.member(state, day)) continue;
        std::string row = fmt::format("{} {} {}", treaty.name, world.code(state, day), to_iso(day));
        slow.insert(row);
        for (const auto pledge : pledges) {
          std::optional<PledgeLimits> both;
          for (const auto& article : treaty.articles) {
            if (article.pledge != pledge || !treaty.owes(article, state, day)) continue;
            if (!both) {
              both = article.limits;
              continue;
            }
            both->adversary = both->adversary && article.limits.adversary;
            both->unprovoked = both->unprovoked && article.limits.unprovoked;
            both->attacked = both->attacked && article.limits.attacked;
            both->request = both->request && article.limits.request;
          }
          if (both) row += fmt::format(" {}({})", name(pledge), limits(*both));
        }
        if (alliance) slow_terms.insert(row);
      }
  }
  compare("member-spell", fast, slow);
  compare("alliance", fast_terms, slow_terms);
}

TEST(Naive, EveryUnitDayByDay) {
  const bool held = rc::check("units are those of a computation day by day", [] {
    std::vector<Treaty> treaties;
    const int count = *rc::gen::inRange(1, 4);
    for (int i = 0; i < count; ++i) treaties.push_back(random_treaty(i));
    std::string text;
    for (const auto& treaty : treaties) text += written(treaty);
    RC_LOG() << text;
    const World world(std::move(treaties));
    for (const auto rule : {YearRule::any_day, YearRule::first_of_january, YearRule::all_year})
      yearly(world, rule);
    state_days(world);
    spells_and_terms(world);
  });
  EXPECT_TRUE(held);
}

}  // namespace
}  // namespace casus::history::naive_test
