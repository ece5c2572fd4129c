// The search for conflicts against brute force: every attack of a day is told as a scenario, answered in full, and what
// excludes what is stated a second time, from the fields of the duties alone.
#include "analysis/conflicts.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <rapidcheck.h>
#include <filesystem>
#include <memory>
#include <set>

#include "explain/answer.h"
#include "tool/conflict_files.h"
#include "tool/session.h"

namespace casus::analysis::conflicts_test {
namespace {

using Found = std::map<std::pair<ProvisionId, ProvisionId>, std::set<std::string>>;

struct World {
  tool::Session session{tool::Options{}};
  std::unique_ptr<engine::Program> program;

  explicit World(const std::string& text = {}) {
    session.load_corpus();
    if (!text.empty()) session.add("random.casus", text, 1);
    session.build();
    if (session.sink().has_errors()) {
      session.report();
      throw std::runtime_error("the treaties do not check:\n" + text);
    }
    program = std::make_unique<engine::Program>(session.model());
  }
  const Model& model() const { return session.model(); }

  /// The scenario that a user would write.
  Scenario told(const std::string& events, Day day) {
    Scenario scenario;
    scenario.on = day;
    resolve_line(session.model(), session.add_line("<test>", events + ";"), scenario, session.sink());
    EXPECT_FALSE(session.sink().has_errors()) << events;
    return scenario;
  }
};

// ── exclusion, a second time

bool says_not(const engine::Row& row) {
  return row.duty->modality == Modality::must_not || row.duty->modality == Modality::should_not;
}
bool is_command(const engine::Row& row) {
  return row.kind != engine::RowKind::breach && row.duty->modality != Modality::may;
}
/// For whom force is meant, where the row asks for help.
std::set<std::size_t> helped_by(const engine::Row& row) {
  std::set<std::size_t> whom;
  const bool against = row.duty->act == Act::declare_war || row.duty->act == Act::use_force ||
                       row.duty->act == Act::use_all_forces;
  if (!against)
    row.objects.for_each([&](std::size_t s) {
      if (!row.target.contains(s)) whom.insert(s);
    });
  if (whom.empty() && row.victim) whom.insert(row.victim.index());
  return whom;
}
bool is_help(const engine::Row& row) {
  static const std::set<Act> acts = {Act::assist,    Act::meet_common_danger, Act::guarantee,
                                     Act::mobilise,  Act::declare_war,        Act::deploy_forces,
                                     Act::use_force, Act::use_all_forces};
  return is_command(row) && !says_not(row) && acts.contains(row.duty->act);
}
bool meets(const std::set<std::size_t>& some, const StateSet& others) {
  return std::ranges::any_of(some, [&](std::size_t s) { return others.contains(s); });
}
bool spares_defence(const Model& model, ConditionId id) {
  if (model[id].kind == ConditionKind::self_defence) return true;
  return std::ranges::any_of(model[id].children, [&](ConditionId c) { return spares_defence(model, c); });
}
/// One way round; the caller tries both.
bool clashes(const Model& model, const engine::Row& x, const engine::Row& y) {
  if (!is_command(x) || !is_command(y)) return false;
  if (is_help(x) && is_help(y)) return meets(helped_by(x), y.target);
  if (is_help(x) && !says_not(y) && y.duty->act == Act::stay_neutral) {
    if (y.kind == engine::RowKind::standing || x.event == y.event) return true;
    StateSet owed = y.objects;
    if (owed.empty() && y.victim) owed.insert(y.victim.index());
    return x.target.intersects(owed) || meets(helped_by(x), owed);
  }
  if (is_help(x) && says_not(y)) {
    if (y.duty->act == Act::assist_attacker && meets(helped_by(x), y.target)) return true;
    bool all_forces = x.duty->act == Act::use_force || x.duty->act == Act::use_all_forces;
    for (auto means : x.duty->with) all_forces |= means == Means::all_forces;
    bool spared = false;
    for (auto id : model[y.clause].exceptions) spared |= spares_defence(model, id);
    if (all_forces && !spared && y.duty->act == Act::use_force && x.target.intersects(y.objects)) return true;
  }
  return x.duty->act == y.duty->act && says_not(x) != says_not(y) &&
         (x.objects.empty() || y.objects.empty() || x.objects.intersects(y.objects));
}

/// The pairs of one situation, by a full answer split by debtor.
void gather(engine::Evaluator& evaluator, const Scenario& scenario, Found& found) {
  const Model& model = evaluator.program().model();
  const auto situation = engine::prepare(evaluator.program(), scenario);
  engine::Result result;
  evaluator.evaluate(situation, result);
  const auto answer = explain::answer(evaluator, situation, result);
  for (std::size_t i = 0; i < answer.items.size(); ++i)
    for (std::size_t k = 0; k < answer.items.size(); ++k) {
      const auto& a = answer.items[i];
      const auto& b = answer.items[k];
      if (i == k || a.debtor != b.debtor) continue;
      const auto& x = result.rows[a.row];
      const auto& y = result.rows[b.row];
      if (!clashes(model, x, y)) continue;
      if (evaluator.diagram().both(a.truth, b.truth).is_no()) continue;
      found[{std::min(x.provision, y.provision), std::max(x.provision, y.provision)}].insert(
          model[a.debtor].code);
    }
}

Found found_of(const Model& model, const std::vector<ConflictFinding>& findings) {
  Found found;
  for (const auto& finding : findings)
    finding.debtors.for_each([&](std::size_t s) {
      found[{std::min(finding.first, finding.second), std::max(finding.first, finding.second)}].insert(
          model.states[s].code);
    });
  return found;
}

std::string words(const Model& model, const Found& found) {
  std::string text;
  for (const auto& [pair, debtors] : found)
    text += fmt::format("{} {} | {} {}: {}\n", model[model[pair.first].instrument].name,
                        model[pair.first].label, model[model[pair.second].instrument].name,
                        model[pair.second].label, fmt::join(debtors, " "));
  return text;
}

ConflictProgress searched(const ConflictSpace& space) {
  ConflictProgress progress;
  EXPECT_TRUE(search_conflicts(space, progress));
  return progress;
}

/// Findings with everything that is told of them, to be compared.
std::string told(const std::vector<ConflictFinding>& findings) {
  std::string text;
  for (const auto& f : findings) {
    text += fmt::format("{} {} {} {} {} {}/{}/{}/{}", f.first.value, f.second.value, f.situations, f.pairs,
                        f.prevails, f.acts.size(), f.size.events, f.size.answers, f.size.abroad);
    f.debtors.for_each([&](std::size_t s) { text += fmt::format(" {}", s); });
    for (const auto& i : f.witness)
      text += fmt::format(" ({} {} {})", i.attacker.value, i.victim.value, i.at.value);
    text += "\n";
  }
  return text;
}

// ── small random treaties

const std::vector<std::string> parties = {"FRA", "GBR", "ESP", "PRT", "DNK", "TUN"};

std::string some_parties() {
  std::set<std::string> chosen;
  const auto count = *rc::gen::inRange(2, 4);
  while (static_cast<int>(chosen.size()) < count) chosen.insert(*rc::gen::elementOf(parties));
  return fmt::format("{}", fmt::join(chosen, ", "));
}

std::string some_provision(int number, const std::vector<std::string>& names) {
  const auto one = names[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(names.size())))];
  const auto other = *rc::gen::elementOf(parties);
  const auto question = *rc::gen::elementOf(std::vector<std::string>{"random_first", "random_second"});
  const std::string body = [&]() -> std::string {
    switch (*rc::gen::inRange(0, 11)) {
      case 0: return "when armed_attack on a party  each other party must assist the victim";
      case 1: return "when armed_attack on a party  each other party must assist the victim with all_forces";
      case 2:
        return fmt::format("when armed_attack on a party by {}  each other party must assist the victim",
                           other);
      case 3: return "when armed_attack on any state  every party must stay_neutral";
      case 4: return "standing  every party must stay_neutral";
      case 5: return "standing  every party must not use_force against the parties";
      case 6: return "standing  every party must not use_force against the parties  except in self_defence";
      case 7: return "when armed_attack on a party  each other party must not assist_attacker";
      case 8:
        return fmt::format("when armed_attack on any state by {}  {} must not assist the victim", other, one);
      case 9: return fmt::format("when armed_attack on {}  {} should assist the victim", other, one);
      default:
        return fmt::format(
            "when armed_attack on any state by a party  each other party must use_force against the "
            "attacker");
    }
  }();
  const std::string condition = *rc::gen::inRange(0, 3) == 0 ? fmt::format("  if question {}", question) : "";
  return fmt::format("  article {} {{ {}{} }}\n", number, body, condition);
}

std::string some_treaty(int number) {
  const std::string list = some_parties();
  std::vector<std::string> names;
  for (std::size_t at = 0; at < list.size(); at += 5) names.push_back(list.substr(at, 3));
  std::string text = fmt::format(
      "instrument random_{} \"Random treaty {}\" {{\n  kind treaty force binding signed 1820-01-01 in force "
      "1820-01-01 ..\n"
      "  cite \"https://example.org/random\" coded 2026-11-23 status draft\n  party {} from 1820-01-01\n",
      number, number, list);
  const int provisions = *rc::gen::inRange(1, 4);
  for (int i = 1; i <= provisions; ++i) text += some_provision(i, names);
  return text + "}\n";
}

std::string some_corpus() {
  std::string text =
      "question random_first factual \"Is it so?\" { yes \"it is so\" no \"it is not so\" }\n"
      "question random_second interpretive \"Does it count?\" { yes \"it counts\" no \"it does not count\" "
      "}\n";
  const int treaties = *rc::gen::inRange(1, 4);
  for (int i = 1; i <= treaties; ++i) text += some_treaty(i);
  return text;
}

TEST(Conflicts, OneEventAgreesWithFullAnswersOnRandomTreaties) {
  std::size_t conflicts = 0;
  const bool held = rc::check("every attack told as a scenario shows the same pairs", [&] {
    const std::string text = some_corpus();
    World world(text);
    const Day day = *day_of(*rc::gen::elementOf(std::vector<int>{1825, 1838, 1851}), 6, 1);
    const auto states = states_on(world.model(), day);
    engine::Evaluator evaluator(*world.program);
    Found expected;
    for (auto attacker : states)
      for (auto victim : states) {
        if (attacker == victim) continue;
        // Every place that the victim holds, not one of each class.
        std::vector<std::string> where = {""};
        for (std::size_t p = world.model().states.size(); p < world.model().places.size(); ++p)
          for (const auto* list :
               {&world.model().places[p].sovereigns, &world.model().places[p].administrators})
            for (const auto& held_by : *list)
              if (held_by.state == victim && held_by.spell.may_contain(day))
                where.push_back(" at " + world.model().places[p].name);
        // Most attackers are told once: a place matters to those who have treaties.
        if (std::ranges::find(parties, world.model()[attacker].code) == parties.end()) where.resize(1);
        for (const auto& at : where)
          gather(evaluator,
                 world.told(fmt::format("{} attacks {}{}", world.model()[attacker].code,
                                        world.model()[victim].code, at),
                            day),
                 expected);
      }
    ConflictSearch search;
    search.day = day;
    const auto findings = searched(ConflictSpace(*world.program, search)).findings;
    conflicts += findings.size();
    RC_LOG() << text << "\nexpected\n"
             << words(world.model(), expected) << "found\n"
             << words(world.model(), found_of(world.model(), findings));
    RC_ASSERT(found_of(world.model(), findings) == expected);
  });
  EXPECT_TRUE(held);
  EXPECT_GT(conflicts, 20u) << "the treaties hardly ever conflict: the comparison says little";
}

TEST(Conflicts, TwoEventsAgreeWithEveryPairOfAttacks) {
  World world(
      "instrument left \"Left\" { kind treaty force binding signed 1820-01-01 in force 1820-01-01 ..\n"
      "  cite \"https://example.org/left\" coded 2026-11-23 status draft  party FRA, ESP from 1820-01-01\n"
      "  article 1 { when armed_attack on a party  each other party must assist the victim }\n"
      "  article 2 { standing  every party must not use_force against the parties } }\n"
      "instrument right \"Right\" { kind treaty force binding signed 1820-01-01 in force 1820-01-01 ..\n"
      "  cite \"https://example.org/right\" coded 2026-11-23 status draft  party FRA, PRT from 1820-01-01\n"
      "  article 1 { when armed_attack on a party  each other party must assist the victim with all_forces } "
      "}\n"
      "instrument aloof \"Aloof\" { kind treaty force binding signed 1820-01-01 in force 1820-01-01 ..\n"
      "  cite \"https://example.org/aloof\" coded 2026-11-23 status draft  party FRA, TUN from 1820-01-01\n"
      "  article 1 { when armed_attack on a party  each other party must stay_neutral } }\n");
  const Day day = *day_of(1825, 6, 1);
  const auto states = states_on(world.model(), day);
  engine::Evaluator evaluator(*world.program);
  engine::Result result;
  Found expected;
  std::vector<Event> events;
  for (auto attacker : states)
    for (auto victim : states)
      if (attacker != victim)
        events.push_back(
            scenario_of(world.model(), {EventKind::armed_attack, attacker, victim, PlaceId::none()}, day)
                .events[0]);
  Scenario scenario;
  scenario.on = day;
  for (const auto& event : events) {
    scenario.events = {event};
    gather(evaluator, scenario, expected);
  }
  std::uint64_t pairs = 0;
  scenario.events.resize(2);
  const auto situation = engine::prepare(*world.program, scenario);
  for (const auto& first : events)
    for (const auto& second : events) {
      const auto one = make_id<StateId>(first.by.first()), other = make_id<StateId>(second.by.first());
      if (one != other && one != second.against[0] && first.against[0] != other &&
          first.against[0] != second.against[0])
        continue;
      ++pairs;
      scenario.events = {first, second};
      evaluator.evaluate_rows(situation, result);
      // The full answer only where one debtor is asked for two things.
      bool meet = false;
      for (std::size_t i = 0; i < result.rows.size() && !meet; ++i)
        for (std::size_t k = i + 1; k < result.rows.size() && !meet; ++k)
          meet = result.rows[i].debtors.intersects(result.rows[k].debtors);
      if (meet) gather(evaluator, scenario, expected);
    }
  // Places matter to the search of one event alone, and not to these treaties.
  ConflictSearch search;
  search.day = day;
  search.events = 2;
  search.threads = 2;
  const ConflictSpace space(*world.program, search);
  const auto findings = searched(space).findings;
  EXPECT_EQ(words(world.model(), found_of(world.model(), findings)), words(world.model(), expected));
  EXPECT_GE(findings.size(), 3u);
  search.events = 1;
  EXPECT_EQ(space.situation_count() - ConflictSpace(*world.program, search).situation_count(), pairs);
}

TEST(Conflicts, WhatExcludesWhat) {
  const auto treaty = [](std::string_view name, std::string_view parties, std::string_view body) {
    return fmt::format(
        "instrument {} \"{}\" {{ kind treaty force binding signed 1965-01-01 in force 1965-01-01 ..\n"
        "  cite \"https://example.org/x\" coded 2026-11-23 status draft  party {} from 1965-01-01\n  {} }}\n",
        name, name, parties, body);
  };
  World world(
      treaty("x_help", "GRC, MAR",
             "article 1 { when armed_attack on a party  each other party must assist the victim }") +
      treaty("x_fight", "GRC, TUN",
             "article 1 { when armed_attack on a party  each other party must assist the victim with "
             "all_forces }") +
      treaty("x_aloof", "GRC, ALB",
             "article 1 { when armed_attack on a party  each other party must stay_neutral }") +
      treaty("x_not_him", "GRC, LBY",
             "article 1 { when armed_attack on a party  each other party must not assist_attacker }") +
      treaty("x_peace", "GRC, EGY",
             "article 1 { standing  every party must not use_force against the parties }") +
      treaty("x_defence", "GRC, SYR",
             "article 1 { standing  every party must not use_force against the parties  except in "
             "self_defence }") +
      treaty("x_high", "GRC, DZA",
             "rank over all per article 2\n"
             "  article 1 { when armed_attack on any state by DZA  GRC must not assist the victim }\n"
             "  article 2 { standing }") +
      treaty(
          "x_higher", "GRC, SDN",
          "rank over all per article 2\n"
          "  article 1 { when armed_attack on SDN  GRC must assist the victim }\n  article 2 { standing }"));
  const std::vector<std::pair<std::string, std::set<std::string>>> cases = {
      // Neutrality in one war, help in another: only against the state to which it is owed.
      {"IRN attacks ALB; IRQ attacks MAR", {}},
      {"IRN attacks ALB; ALB attacks MAR", {"x_aloof x_help 0"}},
      {"IRN attacks ALB; IRN attacks MAR", {}},
      {"IRN attacks ALB; ALB attacks TUN", {"x_aloof x_fight 0"}},
      // An attacker who is attacked himself.
      {"MAR attacks LBY; IRN attacks MAR", {"x_help x_not_him 0"}},
      {"IRQ attacks LBY; IRN attacks MAR", {}},
      // Force against a state that one is bound not to fight; to assist need not be force.
      {"IRN attacks EGY; EGY attacks TUN", {"x_fight x_peace 0"}},
      {"IRN attacks EGY; EGY attacks MAR", {}},
      {"IRN attacks SYR; SYR attacks TUN", {}},
      // The same act, done and not done; rank against rank.
      {"DZA attacks MAR", {"x_help x_high 2"}},
      {"DZA attacks SDN", {"x_high x_higher 0"}},
      // Help for each of two that attack each other.
      {"MAR attacks TUN; TUN attacks MAR", {"x_fight x_help 0"}},
      {"MAR attacks TUN", {}},
  };
  engine::Evaluator evaluator(*world.program);
  engine::Result result;
  for (const auto& [events, expected] : cases) {
    const auto scenario = world.told(events, *day_of(1990, 6, 1));
    const auto situation = engine::prepare(*world.program, scenario);
    std::set<std::string> found;
    for (const auto& finding : conflicts_of(evaluator, situation, result)) {
      const auto& first = world.model()[world.model()[finding.first].instrument].name;
      const auto& second = world.model()[world.model()[finding.second].instrument].name;
      if (first.starts_with("x_") && second.starts_with("x_"))
        found.insert(fmt::format("{} {} {}", first, second, finding.prevails));
    }
    EXPECT_EQ(found, expected) << events;
  }
}

const World& corpus() {
  static const World world;
  return world;
}

TEST(Conflicts, StatesOfOneGroupStandForEachOther) {
  for (const auto& [day, count] : {std::pair(*day_of(2023, 2, 21), 1), std::pair(*day_of(1974, 7, 20), 1),
                                   std::pair(*day_of(1880, 1, 1), 2)}) {
    ConflictSearch search;
    search.day = day;
    search.events = count;
    search.threads = 2;
    const ConflictSpace grouped(*corpus().program, search), apart(*corpus().program, search, true);
    EXPECT_EQ(grouped.situation_count(), apart.situation_count());
    EXPECT_EQ(told(searched(grouped).findings), told(searched(apart).findings)) << to_iso(day);
  }
}

TEST(Conflicts, ThreadsChangeNothing) {
  ConflictSearch search;
  search.day = *day_of(1890, 6, 1);
  search.events = 2;
  std::set<std::string> answers;
  for (const unsigned threads : {1u, 2u, 5u}) {
    search.threads = threads;
    answers.insert(told(searched(ConflictSpace(*corpus().program, search)).findings));
  }
  EXPECT_EQ(answers.size(), 1u);
  EXPECT_FALSE(answers.begin()->empty());
}

TEST(Conflicts, AStoppedSearchGoesOnToTheSameEnd) {
  ConflictSearch search;
  search.day = *day_of(1890, 6, 1);
  search.events = 2;
  const ConflictSpace space(*corpus().program, search);
  const auto whole = searched(space);
  const auto path =
      (std::filesystem::temp_directory_path() / fmt::format("casus_resume_{}.json", ::getpid())).string();
  const std::string identity = tool::identity_of(space, "sha256:test");
  ConflictProgress progress;
  // Each time a few chunks more, through the file.
  std::size_t stops = 0, before = 0;
  for (bool complete = false; !complete; ++stops) {
    complete = search_conflicts(space, progress, [&](std::size_t done) { return done < before + 3; });
    const auto done = static_cast<std::size_t>(std::ranges::count(progress.done, true));
    ASSERT_TRUE(complete || done > before);
    before = done;
    ASSERT_TRUE(tool::write_progress(path, identity, progress));
    auto read = tool::read_progress(path, identity, space);
    ASSERT_TRUE(read);
    progress = std::move(*read);
  }
  EXPECT_GE(stops, 2u);
  EXPECT_EQ(told(progress.findings), told(whole.findings));
  EXPECT_FALSE(tool::read_progress(path, identity + " other", space));
  std::filesystem::remove(path);
}

TEST(Conflicts, EachWitnessIsAScenarioThatShowsIt) {
  World world;
  for (const Day day : {*day_of(1914, 8, 1), *day_of(1939, 9, 1), *day_of(2023, 2, 21)}) {
    ConflictSearch search;
    search.day = day;
    search.threads = 2;
    const auto findings = searched(ConflictSpace(*world.program, search)).findings;
    ASSERT_FALSE(findings.empty());
    engine::Evaluator evaluator(*world.program);
    engine::Result result;
    for (const auto& finding : findings) {
      const auto made = witness_scenario(world.model(), search, finding);
      const auto scenario = world.told(made.events[0].text, day);
      const auto situation = engine::prepare(*world.program, scenario);
      const auto inside = conflicts_of(evaluator, situation, result);
      const auto same = std::ranges::find_if(inside, [&](const ConflictFinding& f) {
        return f.first == finding.first && f.second == finding.second;
      });
      ASSERT_NE(same, inside.end()) << made.events[0].text;
      EXPECT_TRUE((same->debtors - finding.debtors).empty()) << made.events[0].text;
      const auto joint = joint_condition(evaluator, finding, scenario);
      EXPECT_EQ(joint.terms.empty() ? 0u : joint.terms[0].size(), finding.size.answers)
          << made.events[0].text;
    }
  }
}

}  // namespace
}  // namespace casus::analysis::conflicts_test
