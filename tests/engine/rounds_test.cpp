// What must hold of every chain, on small random corpora: it ends, each act stands in it once and is asked for by a duty of
// the round before, and the order of the treaties in the file changes nothing.
#include "engine/rounds.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <fmt/format.h>

#include <iostream>
#include <set>

#include "tool/session.h"

namespace casus::engine {
namespace {

constexpr const char* world = R"(
state AAA "Aland" { exists 1900-01-01 .. }
state BBB "Beland" { exists 1900-01-01 .. }
state CCC "Celand" { exists 1900-01-01 .. }
state DDD "Deland" { exists 1900-01-01 .. }
state EEE "Eland" { exists 1900-01-01 .. 1910-06-01 }
lexicon {
  concept armed_attack "an armed attack"
  concept war "a war"
  concept threat_to_security "a threat to security"
  invasion, bombardment are armed_attack
  border_clash is armed_attack if question grave
  armed_attack is threat_to_security
  declaration_of_war, entry_into_war, mobilisation are threat_to_security
  declaration_of_war, entry_into_war, invasion are war
  invasion, armed_attack perform use_force
  between parties needs question among_parties
  by defender needs question defence_counts for armed_attack
}
question grave interpretive per event "Is it grave?"
question among_parties interpretive "Does it apply between parties?"
question defence_counts interpretive per event "Does force in self-defence count?"
question doubtful factual "Is it so?"
)";
constexpr std::array states = {"AAA", "BBB", "CCC", "DDD", "EEE"};

/// Choices taken from random bytes: fewer and smaller bytes make a simpler text, so that failures shrink.
class Choices {
 public:
  explicit Choices(std::vector<std::uint8_t> bytes) : bytes_(std::move(bytes)) {}
  std::size_t below(std::size_t count) { return next_ < bytes_.size() ? bytes_[next_++] % count : 0; }
  template <std::size_t N>
  std::string of(const std::array<const char*, N>& list) {
    return list[below(N)];
  }
  std::string state() { return of(states); }

 private:
  std::vector<std::uint8_t> bytes_;
  std::size_t next_ = 0;
};

std::string clause(Choices& choose) {
  constexpr std::array<const char*, 7> triggers = {"armed_attack on a party",
                                                   "armed_attack on any state",
                                                   "armed_attack on a party by at least 2 power",
                                                   "a party is at war",
                                                   "a party is at war with at least 2 power",
                                                   "entry_into_war on any state",
                                                   "threat_to_security on a party"};
  constexpr std::array<const char*, 3> debtors = {"each other party", "every party", "any power"};
  constexpr std::array<const char*, 4> modalities = {"must", "should", "may", "must not"};
  constexpr std::array<const char*, 15> acts = {
      "assist the victim",
      "assist the victim with all_forces",
      "assist the victim with all_means",
      "assist the victim form left to the debtor, may include armed_force",
      "assist the victim response left to the debtor",
      "assist the victim with economic",
      "assist the attacker",
      "guarantee the victim",
      "use_force against the attacker",
      "use_all_forces against the attacker",
      "declare_war against the attacker",
      "deploy_forces for the victim",
      "supply_arms for the victim",
      "stay_neutral",
      "mobilise"};
  std::string text;
  const bool mobilisation = choose.below(6) == 5;
  text += mobilisation ? "when mobilisation by " + choose.state() : "when " + choose.of(triggers);
  // Conditions stand first.
  switch (choose.below(7)) {
    case 1: text += "\n    if performance of " + choose.state(); break;
    case 2: text += mobilisation ? "" : "\n    if " + choose.state() + " assists the attacker"; break;
    case 3: text += mobilisation ? "" : "\n    if not " + choose.state() + " assists the victim"; break;
    case 4: text += "\n    if question doubtful"; break;
    case 5: text += mobilisation ? "" : "\n    if not " + choose.state() + " attacks the victim"; break;
    default: break;
  }
  std::string debtor = choose.of(debtors);
  if (mobilisation) debtor = "every party";
  text +=
      "\n    " + debtor + " " + (choose.below(3) == 0 ? choose.of(modalities) : std::string("must")) + " ";
  if (mobilisation) {
    text += choose.below(2) == 0 ? "mobilise" : "assist " + choose.state();
  } else {
    text += choose.of(acts);
  }
  return text;
}

std::vector<std::string> treaties(Choices& choose) {
  std::vector<std::string> list;
  const std::size_t count = 1 + choose.below(4);
  for (std::size_t i = 0; i < count; ++i) {
    std::string text =
        "instrument treaty_" + std::to_string(i) +
        " \"Treaty\" {\n  kind treaty force binding signed 1900-01-01 in force 1900-01-01 .. cite "
        "\"x\" coded 2026-11-25 status draft\n  party AAA";
    for (std::size_t s = 1; s < states.size(); ++s)
      if (choose.below(2) == 0) text += std::string(", ") + states[s];
    text += "\n  between parties " + std::string(choose.below(2) == 0 ? "applies" : "excluded") + "\n";
    const std::size_t articles = 1 + choose.below(3);
    for (std::size_t a = 1; a <= articles; ++a)
      text += "  article " + std::to_string(a) + " {\n    " + clause(choose) + "\n  }\n";
    list.push_back(text + "}\n");
  }
  return list;
}

std::string scenario_text(Choices& choose) {
  constexpr std::array<const char*, 6> verbs = {"invades",      "bombards", "clashes_with",
                                                "declares_war", "assists",  "enters_war"};
  constexpr std::array<const char*, 4> days = {"1910-05-01", "1910-05-03", "1910-05-31", "1910-07-01"};
  std::string text = "scenario random \"Random\" {\n  on 1910-05-01\n";
  const std::size_t events = 1 + choose.below(3);
  for (std::size_t i = 0; i < events; ++i) {
    // The last state ends in June: it acts and is struck only before.
    const std::string day = choose.of(days);
    const std::size_t known = day == "1910-07-01" ? states.size() - 1 : states.size();
    const std::size_t by = choose.below(known);
    const std::size_t whom = (by + 1 + choose.below(known - 1)) % known;
    text += "  " + day + " " + states[by];
    if (choose.below(6) == 5) {
      text += " mobilises\n";
    } else {
      text += " " + choose.of(verbs) + " " + states[whom] + "\n";
    }
  }
  switch (choose.below(4)) {
    case 0: text += "  honour all"; break;
    case 1: text += "  honour all except " + choose.state(); break;
    case 2: text += "  honour " + choose.state() + ", " + choose.state(); break;
    default: text += "  honour none"; break;
  }
  return text + (choose.below(2) == 0 ? " form force" : "") + "\n}\n";
}

struct Case {
  std::vector<std::string> treaties;
  std::string scenario;

  std::string text(bool turned) const {
    std::string whole = world;
    for (std::size_t i = 0; i < treaties.size(); ++i) whole += treaties[turned ? treaties.size() - 1 - i : i];
    return whole + scenario;
  }
};

Case random_case() {
  Choices choose(*rc::gen::container<std::vector<std::uint8_t>>(90, rc::gen::arbitrary<std::uint8_t>()));
  Case one;
  one.treaties = treaties(choose);
  one.scenario = scenario_text(choose);
  return one;
}

struct Built {
  std::unique_ptr<tool::Session> session;
  std::unique_ptr<Program> program;
  const Scenario& scenario() const { return session->model().scenarios[0]; }
  const Model& model() const { return session->model(); }
};

Built build(const std::string& text) {
  tool::Options options;
  options.no_builtin = true;
  Built built;
  built.session = std::make_unique<tool::Session>(options);
  built.session->add("random.casus", text, 2);
  built.session->build();
  if (built.session->sink().has_errors()) {
    for (const auto& fault : built.session->sink().all()) std::cerr << fault.message << "\n";
    RC_FAIL("the random text is faulty:\n" + text);
  }
  built.program = std::make_unique<Program>(built.model());
  return built;
}

/// The chain in words, without ids: equal for equal chains whatever the order of the treaties.
std::vector<std::string> told(const Model& model, const Chain& chain) {
  std::vector<std::string> lines;
  const auto code = [&](StateId id) { return id ? model[id].code : std::string("-"); };
  const auto text = [&](ProvisionId id) { return model[model[id].instrument].name + " " + model[id].label; };
  for (std::size_t r = 0; r < chain.rounds.size(); ++r) {
    for (const auto& one : chain.rounds[r].performed) {
      std::string line = fmt::format("{} {} {}", r, to_iso(one.event.on), one.event.text);
      for (const auto& asking : one.asked_by)
        line += fmt::format(" · {} {} e{}", text(asking.provision), code(asking.victim), asking.event);
      lines.push_back(line);
    }
    for (const auto& row : chain.rounds[r].fresh)
      lines.push_back(fmt::format("{} {} {} {} {} e{} {}", r, text(row.provision), name(row.duty->act),
                                  code(make_id<StateId>(row.debtors.first())), code(row.victim), row.event,
                                  row.truth.is_yes()));
  }
  return lines;
}

/// True where some event of one of those kinds is done by the state toward the other (none: toward whomever).
bool is_done(const Scenario& scenario, std::initializer_list<EventKind> kinds, StateId by, StateId toward) {
  return std::ranges::any_of(scenario.events, [&](const Event& e) {
    return std::ranges::find(kinds, e.kind) != kinds.end() && e.by.contains(by.index()) &&
           (!toward || std::ranges::find(e.against, toward) != e.against.end());
  });
}

/// What the debtor of an arising duty must have done by the end, where the text leaves no doubt what that is.
bool is_performed(const Model& model, const Scenario& scenario, const Row& row, StateId debtor) {
  const Day on = scenario.events[static_cast<std::size_t>(row.event)].on;
  const auto there = [&](StateId id) { return exists_on(model[id], on); };
  if (!there(debtor)) return true;
  const Duty& duty = *row.duty;
  if (duty.act == Act::mobilise) return is_done(scenario, {EventKind::mobilisation}, debtor, StateId::none());
  // Nobody helps itself, and who attacks does not help whom it attacks.
  if (duty.act == Act::guarantee && debtor != row.victim && !row.target.contains(debtor.index()))
    return is_done(scenario, {EventKind::assistance}, debtor, row.victim);
  if (duty.act != Act::use_force && duty.act != Act::use_all_forces) return true;
  bool all = true;
  row.objects.for_each([&](std::size_t s) {
    const StateId target = make_id<StateId>(s);
    if (target == debtor || !there(target)) return;
    all = all && is_done(scenario,
                         {EventKind::entry_into_war, EventKind::declaration_of_war, EventKind::invasion,
                          EventKind::bombardment},
                         debtor, target);
  });
  return all;
}

TEST(Rounds, EveryChainEndsAndIsAskedFor) {
  EXPECT_TRUE(rc::check("a chain ends; each act stands once; a duty of the round before asks for it", [] {
    const Case one = random_case();
    const Built built = build(one.text(false));
    const Policy policy = built.scenario().policy.value_or(Policy{});
    const Chain chain = play(*built.program, built.scenario(), policy);
    RC_ASSERT(chain.complete);

    // Six kinds of event perform acts, toward each state or nobody.
    const std::size_t n = states.size();
    const std::size_t bound = 6 * n * (n + 1);
    const std::size_t added = chain.scenario.events.size() - chain.told;
    RC_ASSERT(added <= bound);
    RC_ASSERT(chain.rounds.size() <= added + 1);

    std::set<std::tuple<EventKind, std::size_t, StateId>> done;
    for (const auto& e : built.scenario().events)
      for (auto target : e.against) done.insert({e.kind, e.by.first(), target});
    Evaluator evaluator(*built.program);
    Result result;
    for (std::size_t r = 0; r < chain.rounds.size(); ++r) {
      const auto& performed = chain.rounds[r].performed;
      RC_ASSERT(performed.empty() == (r == 0));
      if (performed.empty()) continue;
      const Scenario before = in_round(chain, r);
      const Situation situation = prepare(*built.program, before);
      evaluator.evaluate(situation, result);
      for (const auto& act : performed) {
        RC_ASSERT(act.event.by.size() == 1u);
        const StateId actor = make_id<StateId>(act.event.by.first());
        const StateId target = act.event.against.empty() ? StateId::none() : act.event.against[0];
        RC_ASSERT(policy.honours(actor));
        RC_ASSERT(exists_on(built.model()[actor], act.event.on));
        RC_ASSERT(actor != target);
        RC_ASSERT(done.insert({act.event.kind, act.event.by.first(), target}).second);
        RC_ASSERT(!act.asked_by.empty());
        for (const auto& asking : act.asked_by) {
          Truth truth = no;
          bool that_day = false;
          for (const auto& row : result.rows) {
            if (row.provision != asking.provision || row.duty != asking.duty || row.victim != asking.victim ||
                row.kind != RowKind::triggered || !row.debtors.contains(actor.index()))
              continue;
            truth = evaluator.diagram().either(truth, row.truth);
            const auto& cause = before.events[static_cast<std::size_t>(row.event)];
            that_day = that_day || (cause.number == asking.event && cause.on >= act.event.on);
          }
          RC_ASSERT(truth.is_yes());
          RC_ASSERT(that_day);
        }
      }
    }
    // And whoever honours has done what the last round asks for.
    const Situation last = prepare(*built.program, chain.scenario);
    evaluator.evaluate(last, result);
    for (const auto& row : result.rows)
      if (row.kind == RowKind::triggered && row.truth.is_yes() &&
          (row.duty->modality == Modality::must || row.duty->modality == Modality::should))
        row.debtors.for_each([&](std::size_t d) {
          const StateId debtor = make_id<StateId>(d);
          RC_ASSERT(!policy.honours(debtor) || is_performed(built.model(), chain.scenario, row, debtor));
        });
    RC_CLASSIFY(chain.rounds.size() >= 2, "two rounds or more");
    RC_CLASSIFY(chain.rounds.size() >= 3, "three rounds or more");
    RC_CLASSIFY(chain.rounds.size() >= 4, "four rounds or more");

    // Days only rise, and numbers are each given once.
    std::set<std::int16_t> numbers;
    for (std::size_t i = 0; i < chain.scenario.events.size(); ++i) {
      RC_ASSERT(numbers.insert(chain.scenario.events[i].number).second);
      // The macro evaluates both sides of an `or`.
      if (i > 0) RC_ASSERT(chain.scenario.events[i - 1].on <= chain.scenario.events[i].on);
    }
    // Played once more, nothing is left to do.
    RC_ASSERT(play(*built.program, chain.scenario, policy).rounds.size() == 1u);
  }));
}

TEST(Rounds, WhoDoesNothingLeavesTheAnswerAsItIs) {
  EXPECT_TRUE(rc::check("with nobody acting the chain is the plain evaluation", [] {
    const Case one = random_case();
    const Built built = build(one.text(false));
    const Chain chain = play(*built.program, built.scenario(), Policy{});
    RC_ASSERT(chain.rounds.size() == 1u);
    RC_ASSERT(chain.scenario.events.size() == built.scenario().events.size());
    Evaluator evaluator(*built.program);
    Result plain, joined;
    const Situation situation = prepare(*built.program, built.scenario());
    evaluator.evaluate(situation, plain);
    Evaluator other(*built.program);
    const Situation played = prepare(*built.program, chain.scenario);
    other.evaluate(played, joined);
    join(chain, joined);
    RC_ASSERT(plain.rows.size() == joined.rows.size());
    for (std::size_t i = 0; i < plain.rows.size(); ++i) {
      RC_ASSERT(plain.rows[i].duty == joined.rows[i].duty);
      RC_ASSERT(plain.rows[i].debtors == joined.rows[i].debtors);
      RC_ASSERT(plain.rows[i].truth == joined.rows[i].truth);
      RC_ASSERT(joined.rows[i].round == 1);
      RC_ASSERT(joined.rows[i].ended == 0);
    }
  }));
}

TEST(Rounds, TheOrderOfTreatiesChangesNothing) {
  EXPECT_TRUE(rc::check("a file with its treaties turned round gives the same chain", [] {
    const Case one = random_case();
    const Built straight = build(one.text(false));
    const Built turned = build(one.text(true));
    const auto chain_of = [](const Built& built) {
      return told(built.model(),
                  play(*built.program, built.scenario(), built.scenario().policy.value_or(Policy{})));
    };
    const auto a = chain_of(straight), b = chain_of(turned);
    RC_CLASSIFY(a.size() > 8);
    RC_ASSERT(a == b);
  }));
}

}  // namespace
}  // namespace casus::engine
