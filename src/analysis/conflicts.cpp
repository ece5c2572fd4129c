#include "analysis/conflicts.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <iterator>
#include <mutex>
#include <thread>
#include <tuple>
#include <unordered_map>

#include "explain/sentence.h"

namespace casus::analysis {

using engine::Conflict;
using engine::Evaluator;
using engine::Result;
using engine::Row;
using engine::Situation;
using engine::Truth;

namespace {

/// A pair of provisions, whichever of them a conflict names first.
std::pair<ProvisionId, ProvisionId> pair_of(const Result& result, const Conflict& conflict) {
  const ProvisionId a = result.rows[conflict.first].provision, b = result.rows[conflict.second].provision;
  return b < a ? std::pair(b, a) : std::pair(a, b);
}

Asked asked(const Row& row) { return {row.duty->modality, row.duty->act}; }

void insert_sorted(std::vector<std::pair<Asked, Asked>>& list, const std::pair<Asked, Asked>& value) {
  const auto at = std::ranges::lower_bound(list, value);
  if (at == list.end() || *at != value) list.insert(at, value);
}

/// The same finding with its two provisions exchanged.
void turn_round(ConflictFinding& finding) {
  std::swap(finding.first, finding.second);
  if (finding.prevails != 0) finding.prevails = static_cast<std::int8_t>(3 - finding.prevails);
  for (auto& acts : finding.acts) std::swap(acts.first, acts.second);
  std::ranges::sort(finding.acts);
}

/// Findings by pair of provisions. What is added in whatever order ends the same: sets grow, numbers add up, and of two
/// witnesses the smaller stays.
class Gathering {
 public:
  /// What one situation shows. `describe` gives the witness, and is asked only where it is smaller than the one before.
  template <class Describe>
  void add(Evaluator& evaluator, const Result& result, const StateSet* only, Smallness size,
           std::uint64_t stands_for, Describe describe) {
    here_.clear();
    for (const auto& conflict : result.conflicts) {
      StateSet debtors = conflict.debtors;
      if (only != nullptr) debtors &= *only;
      if (debtors.empty()) continue;
      const auto key = pair_of(result, conflict);
      ConflictFinding& finding = of(key);
      const Row& a = result.rows[conflict.first];
      const Row& b = result.rows[conflict.second];
      auto acts = std::pair(asked(a), asked(b));
      const bool turned = a.provision != key.first;
      if (turned || (key.first == key.second && acts.second < acts.first)) std::swap(acts.first, acts.second);
      insert_sorted(finding.acts, acts);
      finding.debtors |= debtors;
      finding.prevails = conflict.prevails == 0 || !turned ? conflict.prevails
                                                           : static_cast<std::int8_t>(3 - conflict.prevails);
      auto at = std::ranges::find(here_, key, &Here::key);
      if (at == here_.end()) at = here_.insert(here_.end(), Here{key, engine::no});
      at->truth = evaluator.diagram().either(at->truth, conflict.truth);
    }
    for (const auto& here : here_) {
      ConflictFinding& finding = of(here.key);
      (size.events == 1 ? finding.situations : finding.pairs) += stands_for;
      consider(evaluator, finding, here.truth, size, describe);
    }
  }

  void merge(ConflictFinding other) {
    // Findings that were told before stand in the order of their names.
    if (other.second < other.first) turn_round(other);
    ConflictFinding& mine = of({other.first, other.second});
    for (const auto& acts : other.acts) insert_sorted(mine.acts, acts);
    mine.debtors |= other.debtors;
    mine.situations += other.situations;
    mine.pairs += other.pairs;
    mine.prevails = other.prevails;
    if (mine.witness.empty() || other.size < mine.size) {
      mine.size = other.size;
      mine.witness = other.witness;
    }
  }

  std::vector<ConflictFinding> take() { return std::move(findings_); }

 private:
  struct Here {
    std::pair<ProvisionId, ProvisionId> key;
    Truth truth;
  };

  ConflictFinding& of(const std::pair<ProvisionId, ProvisionId>& key) {
    const auto number = static_cast<std::uint64_t>(key.first.value) << 32 | key.second.value;
    const auto [at, fresh] = index_.try_emplace(number, findings_.size());
    if (fresh) {
      auto& finding = findings_.emplace_back();
      finding.first = key.first;
      finding.second = key.second;
    }
    return findings_[at->second];
  }

  /// Keeps the situation as witness where it is smaller.
  template <class Describe>
  void consider(Evaluator& evaluator, ConflictFinding& finding, Truth truth, Smallness size,
                Describe describe) {
    std::uint32_t limit = UINT32_MAX;
    if (!finding.witness.empty() && size.events >= finding.size.events) {
      if (size.events > finding.size.events) return;
      // Where it would win a tie it may hang on as many answers as the witness, else on fewer.
      const bool wins_ties =
          std::tie(size.abroad, size.order) < std::tie(finding.size.abroad, finding.size.order);
      limit = finding.size.answers + (wins_ties ? 1 : 0);
    }
    const std::uint32_t answers = evaluator.diagram().fewest_answers(truth, limit);
    if (answers >= limit) return;
    size.answers = answers;
    finding.size = size;
    finding.witness = describe();
  }

  std::vector<ConflictFinding> findings_;
  std::unordered_map<std::uint64_t, std::size_t> index_;
  std::vector<Here> here_;
};

/// Puts the two provisions and the findings into the order in which they are told.
void put_in_order(const Model& model, std::vector<ConflictFinding>& findings) {
  const auto name_of = [&](ProvisionId id) {
    return std::tuple<std::string_view, std::string_view, std::uint32_t>(model[model[id].instrument].name,
                                                                         model[id].label, id.value);
  };
  for (auto& finding : findings) {
    if (name_of(finding.second) < name_of(finding.first)) turn_round(finding);
  }
  std::ranges::sort(findings, {}, [&](const ConflictFinding& finding) {
    return std::pair(name_of(finding.first), name_of(finding.second));
  });
}

Event event_of(const Incident& incident, Day day) {
  Event event;
  event.kind = incident.kind;
  event.on = day;
  event.by.insert(incident.attacker.index());
  event.against.push_back(incident.victim);
  event.at = incident.at;
  return event;
}

void turn_to(Event& event, const Incident& incident) {
  event.kind = incident.kind;
  event.by = {};
  event.by.insert(incident.attacker.index());
  event.against[0] = incident.victim;
  event.at = incident.at;
}

constexpr std::size_t singles_in_a_chunk = 4096;
constexpr std::size_t firsts_in_a_chunk = 64;

}  // namespace

ConflictSpace::ConflictSpace(const engine::Program& program, ConflictSearch search, bool apart)
    : program_(program), search_(std::move(search)), groups_(group_states(program.model(), search_, apart)) {
  const Model& model = program.model();
  const auto& states = groups_.states;
  for (std::uint32_t a = 0; a < states.size(); ++a) {
    if (groups_.rank[a] != 0) continue;  // the first of its group stands for it
    for (std::uint32_t v = 0; v < states.size(); ++v) {
      const bool same = groups_.group[v] == groups_.group[a];
      if (v == a || groups_.rank[v] != (same ? 1u : 0u)) continue;
      const std::uint64_t many = groups_.members[groups_.group[a]].size();
      const std::uint64_t stands_for =
          same ? many * (many - 1) : many * groups_.members[groups_.group[v]].size();
      for (std::size_t k = 0; k < search_.kinds.size(); ++k) {
        const auto add = [&](PlaceId place, std::uint64_t order) {
          singles_.push_back({{search_.kinds[k], states[a], states[v], place}, a, v, order, stands_for});
          situation_count_ += stands_for;
        };
        add(PlaceId::none(), order_of(a, v, k));
        firsts_.push_back(singles_.back());
        // Smaller ones come first whatever their order; among those at a place the name decides.
        std::uint64_t at = order_of(a, v, k) << 16;
        for (auto place : place_classes(model, states[v], search_.day)) add(place, ++at);
      }
    }
  }
  single_chunks_ = (singles_.size() + singles_in_a_chunk - 1) / singles_in_a_chunk;
  chunk_count_ = single_chunks_;
  if (search_.events < 2) return;
  chunk_count_ += (firsts_.size() + firsts_in_a_chunk - 1) / firsts_in_a_chunk;
  for (const auto& first : firsts_)
    seconds(first, [&](const Single& second) { situation_count_ += second.stands_for; });
}

std::uint64_t ConflictSpace::order_of(std::uint32_t attacker, std::uint32_t victim, std::size_t kind) const {
  return (std::uint64_t{attacker} * groups_.states.size() + victim) * search_.kinds.size() + kind;
}

/// Every second event that shares a state with the first, as far as no other stands for it: whoever is new to the
/// situation is the first of its group that has no part in it yet. What it stands for counts both events.
template <class Visit>
void ConflictSpace::seconds(const Single& first, Visit visit) const {
  const auto events = [&](std::uint32_t attacker, std::uint32_t victim, std::uint64_t stands_for) {
    for (std::size_t k = 0; k < search_.kinds.size(); ++k)
      visit(Single{{search_.kinds[k], groups_.states[attacker], groups_.states[victim], PlaceId::none()},
                   attacker,
                   victim,
                   order_of(attacker, victim, k),
                   stands_for});
  };
  events(first.attacker, first.victim, first.stands_for);
  events(first.victim, first.attacker, first.stands_for);
  for (std::size_t g = 0; g < groups_.members.size(); ++g) {
    const auto& members = groups_.members[g];
    const std::size_t used = (groups_.group[first.attacker] == g) + (groups_.group[first.victim] == g);
    if (used >= members.size()) continue;
    const std::uint64_t stands_for = first.stands_for * (members.size() - used);
    for (const auto known : {first.attacker, first.victim}) {
      events(known, members[used], stands_for);
      events(members[used], known, stands_for);
    }
  }
}

/// Whoever is bound in one situation has its like bound in another of those that it stands for.
void ConflictSpace::expand(std::vector<ConflictFinding>& findings) const {
  for (auto& finding : findings)
    for (const auto& members : groups_.members) {
      const auto inside = [&](std::uint32_t s) {
        return finding.debtors.contains(groups_.states[s].index());
      };
      if (std::ranges::any_of(members, inside))
        for (auto s : members) finding.debtors.insert(groups_.states[s].index());
    }
}

std::vector<ConflictFinding> ConflictSpace::search_chunk(std::size_t chunk, Evaluator& evaluator) const {
  Gathering gathering;
  Result result;
  StateSet only;
  if (search_.debtor) only.insert(search_.debtor.index());
  const StateSet* wanted = search_.debtor ? &only : nullptr;
  const bool single = chunk < single_chunks_;
  const auto& list = single ? singles_ : firsts_;
  const std::size_t width = single ? singles_in_a_chunk : firsts_in_a_chunk;
  const std::size_t from = (single ? chunk : chunk - single_chunks_) * width;
  const std::size_t to = std::min(from + width, list.size());

  Scenario scenario = search_.given;
  scenario.on = search_.day;
  scenario.events.clear();
  scenario.events.push_back(event_of(list[from].incident, search_.day));
  if (!single) scenario.events.push_back(scenario.events[0]);
  const Situation situation = engine::prepare(program_, scenario);
  const std::uint64_t width_of_order = order_of(static_cast<std::uint32_t>(groups_.states.size()), 0, 0);
  for (std::size_t i = from; i < to; ++i) {
    const Single& first = list[i];
    turn_to(scenario.events[0], first.incident);
    if (single) {
      evaluator.evaluate_conflicts(situation, result);
      if (!result.conflicts.empty())
        gathering.add(evaluator, result, wanted, {1, 0, first.incident.at ? 1u : 0u, first.order},
                      first.stands_for, [&] { return std::vector<Incident>{first.incident}; });
      continue;
    }
    seconds(first, [&](const Single& second) {
      turn_to(scenario.events[1], second.incident);
      evaluator.evaluate_conflicts(situation, result);
      if (result.conflicts.empty()) return;
      gathering.add(evaluator, result, wanted, {2, 0, 0, first.order * width_of_order + second.order},
                    second.stands_for, [&] {
                      return std::vector<Incident>{first.incident, second.incident};
                    });
    });
  }
  auto findings = gathering.take();
  expand(findings);
  return findings;
}

bool search_conflicts(const ConflictSpace& space, ConflictProgress& progress,
                      const std::function<bool(std::size_t)>& tick) {
  const Model& model = space.program().model();
  progress.done.resize(space.chunk_count());
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < progress.done.size(); ++i)
    if (!progress.done[i]) open.push_back(i);
  Gathering gathering;
  for (const auto& finding : progress.findings) gathering.merge(finding);

  std::atomic<std::size_t> next = 0;
  std::atomic<bool> stopped = false;
  std::mutex guard;
  std::condition_variable changed;
  std::size_t finished = progress.done.size() - open.size(), working = std::max(1u, space.search().threads);
  {
    std::vector<std::jthread> workers;
    for (std::size_t w = 0, count = working; w < count; ++w)
      workers.emplace_back([&] {
        Evaluator evaluator(space.program());
        for (std::size_t at; !stopped && (at = next++) < open.size();) {
          const auto found = space.search_chunk(open[at], evaluator);
          const std::scoped_lock lock(guard);
          for (const auto& finding : found) gathering.merge(finding);
          progress.done[open[at]] = true;
          ++finished;
          changed.notify_one();
        }
        const std::scoped_lock lock(guard);
        --working;
        changed.notify_one();
      });
    std::unique_lock lock(guard);
    while (working > 0) {
      changed.wait_for(lock, std::chrono::milliseconds(100));
      if (tick && !tick(finished)) stopped = true;
    }
  }
  progress.findings = gathering.take();
  put_in_order(model, progress.findings);
  return std::ranges::all_of(progress.done, [](bool done) { return done; });
}

std::vector<ConflictFinding> conflicts_of(Evaluator& evaluator, const Situation& situation, Result& result) {
  evaluator.evaluate_conflicts(situation, result);
  Gathering gathering;
  gathering.add(evaluator, result, nullptr, {1, 0, 0, 0}, 1, [] { return std::vector<Incident>{}; });
  auto findings = gathering.take();
  put_in_order(evaluator.program().model(), findings);
  return findings;
}

Scenario witness_scenario(const Model& model, const ConflictSearch& search, const ConflictFinding& finding) {
  Scenario scenario = search.given;
  scenario.on = search.day;
  scenario.events.clear();
  for (const auto& incident : finding.witness)
    scenario.events.push_back(scenario_of(model, incident, search.day).events[0]);
  return scenario;
}

JointCondition joint_condition(Evaluator& evaluator, const ConflictFinding& finding,
                               const Scenario& scenario) {
  const Model& model = evaluator.program().model();
  const Situation situation = engine::prepare(evaluator.program(), scenario);
  Result result;
  evaluator.evaluate_conflicts(situation, result);
  JointCondition joint;
  std::vector<const Conflict*> here;
  const std::pair key(std::min(finding.first, finding.second), std::max(finding.first, finding.second));
  for (const auto& conflict : result.conflicts)
    if (pair_of(result, conflict) == key && conflict.debtors.intersects(finding.debtors))
      here.push_back(&conflict);
  if (here.empty()) return joint;

  // One debtor's duty may hang on more than another's: each has a truth of its own.
  auto& diagram = evaluator.diagram();
  std::map<std::string_view, std::pair<StateId, Truth>> by_code;
  for (const auto* conflict : here)
    (conflict->debtors & finding.debtors).for_each([&](std::size_t s) {
      const auto id = make_id<StateId>(s);
      const auto at = by_code.try_emplace(model[id].code, id, engine::no).first;
      at->second.second = diagram.either(at->second.second, conflict->truth);
    });
  Truth truth = engine::no;
  std::uint32_t fewest = UINT32_MAX;
  for (const auto& [code, debtor] : by_code) {
    const std::uint32_t answers = diagram.fewest_answers(debtor.second, fewest);
    if (joint.told && answers >= fewest) continue;
    joint.told = debtor.first;
    truth = debtor.second;
    fewest = answers;
  }
  for (const auto& [code, debtor] : by_code)
    (debtor.second == truth ? joint.debtors : joint.others).insert(debtor.first.index());

  const Conflict* shown = nullptr;  // whose two sentences are told
  bool first_has_room = true, second_has_room = true;
  const auto has_room = [&](const Row& row, const StateSet& debtors) {
    bool all = true;
    debtors.for_each([&](std::size_t s) {
      all =
          all && !explain::provisos_for(model, row, make_id<StateId>(s), explain::day_of_row(situation, row))
                      .empty();
    });
    return all;
  };
  for (const auto* conflict : here) {
    const StateSet debtors = conflict->debtors & joint.debtors;
    const bool turned = result.rows[conflict->first].provision != finding.first;
    first_has_room =
        first_has_room && has_room(result.rows[turned ? conflict->second : conflict->first], debtors);
    second_has_room =
        second_has_room && has_room(result.rows[turned ? conflict->first : conflict->second], debtors);
    if (conflict->debtors.contains(joint.told.index()) &&
        (shown == nullptr || diagram.fewest_answers(conflict->truth, UINT32_MAX) <
                                 diagram.fewest_answers(shown->truth, UINT32_MAX)))
      shown = conflict;
  }
  const auto terms = evaluator.diagram().minimal_terms(truth);
  joint.complete = terms.complete;
  if (!truth.is_yes())
    for (const auto& term : terms.terms) {
      auto& one = joint.terms.emplace_back();
      for (const auto& [question, answer] : term)
        one[engine::name_of(evaluator.program(), situation, result.questions[question].ask)] = answer;
    }
  if (!truth.is_yes())
    joint.words = explain::terms_words(evaluator.program(), situation, result, terms.terms, StateId::none());

  const auto sentence_of = [&](std::uint32_t index) {
    const Row& row = result.rows[index];
    explain::Told told{joint.told, {}, true};
    if (!row.truth.is_yes()) {
      auto own = evaluator.diagram().minimal_terms(row.truth);
      told.terms = std::move(own.terms);
      told.complete = own.complete;
    }
    return explain::sentence(evaluator, situation, result, row, told);
  };
  if (first_has_room) joint.leaves_room.push_back(finding.first);
  if (second_has_room && finding.second != finding.first) joint.leaves_room.push_back(finding.second);
  const bool turned = result.rows[shown->first].provision != finding.first;
  joint.first = sentence_of(turned ? shown->second : shown->first);
  joint.second = sentence_of(turned ? shown->first : shown->second);
  return joint;
}

}  // namespace casus::analysis
