#include "history/conflicts.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace casus::history {

using namespace casus::model;

std::pair<Day, Day> days_of(const Conflict& conflict) {
  Day first = Day::max(), last = Day::min();
  for (const auto& b : conflict.belligerents)
    first = std::min(first, b.from), last = std::max(last, Day{b.to.number - 1});
  return {first, last};
}

namespace {

/// Columns by name.
class Row {
 public:
  explicit Row(const Record& record) : record_(record) {}
  std::optional<int> number(std::string_view column) const {
    const auto value = record_.number(column);
    if (!value) return std::nullopt;
    return static_cast<int>(*value);
  }
  int at(std::string_view column) const { return number(column).value_or(0); }
  std::string text(std::string_view column) const {
    return std::string(record_.text(*record_.set().column(column)));
  }
  /// A day; without its number the first of the month, without its month nothing.
  std::optional<Day> day(std::string_view year, std::string_view month, std::string_view day) const {
    const auto y = number(year), m = number(month);
    if (!y || !m) return std::nullopt;
    return day_of(*y, *m, number(day).value_or(1));
  }

 private:
  const Record& record_;
};

/// The state that bears a code of the Correlates of War on the day; else, as with Sardinia and Italy, whoever bears it at another
/// time and exists on the day.
class States {
 public:
  States(const Model& model, diag::Sink& sink) : model_(model), sink_(sink) {}

  StateId find(int ccode, Day day, std::string_view where) {
    const std::string code = std::to_string(ccode);
    for (const auto& when : {std::optional(day), std::optional<Day>()}) {
      for (const auto state : find_by_code(model_, CodeSystem::cow, code, when))
        if (exists_on(model_[state], day)) return state;
    }
    if (told_.insert({ccode, std::string(where)}).second)
      sink_.add(diag::Code::table_state, {},
                fmt::format("{}: casus knows no state of the code {} on {}", where, ccode, to_iso(day)),
                "it is left out");
    return {};
  }

 private:
  const Model& model_;
  diag::Sink& sink_;
  std::set<std::pair<int, std::string>> told_;
};

Day next(Day day) { return Day{day.number + 1}; }

Day last_of_month(int year, int month) {
  const auto following = month == 12 ? day_of(year + 1, 1, 1) : day_of(year, month + 1, 1);
  return Day{following->number - 1};
}

int other(int side) { return side == 1 ? 2 : 1; }

void sort_attacks(Conflict& conflict) { std::ranges::stable_sort(conflict.attacks, {}, &Attack::on); }

Day day_it_began(const Conflict& conflict) { return days_of(conflict).first; }

/// Attacks after the initiators that the Correlates of War name.
void attack_by_side(Conflict& conflict, const std::set<int>& initiators) {
  conflict.attacks_from = "wars";
  const Day first = day_it_began(conflict);
  for (const auto& b : conflict.belligerents)
    for (const auto& against : conflict.belligerents) {
      if (against.side == b.side) continue;
      const bool begins = b.from == first && initiators.contains(b.ccode);
      // On the first day only those who began it act; whoever comes later acts on all who are at war.
      const bool meets = begins ? against.from == first : b.from != first && against.from <= b.from;
      if (meets && b.from < against.to)
        conflict.attacks.push_back(
            {b.from, b.state, against.state, EventKind::armed_attack, b.from != first});
    }
  sort_attacks(conflict);
}

/// One row of `wars_initiators`: the first of an initiator and its target.
struct Opponents {
  int larger_war = 0;  ///< as that data set numbers them
  int war = 0;         ///< likewise
  int by = 0;
  int target = 0;
  Day on;
  bool joiner = false;
};

/// The file has rows in which a state stands under the code of another, as Germany under 365. Such a row is left out, and told: which of
/// the two is meant is not guessed. The code that a name bears most often is taken to be its own.
std::vector<Opponents> read_pairs(const Tables& tables, diag::Sink& sink) {
  struct Named {
    Opponents pair;
    std::size_t row;
    std::string by, target;
  };
  std::vector<Named> rows;
  std::map<std::string, std::map<int, int>> codes;
  tables(*find_data_set("wars_initiators"), [&](const Record& record) {
    const Row row(record);
    const auto day = row.day("year", "month_entry", "day_entry");
    if (!day) return;
    rows.push_back({{row.at("larger_war_id"), row.at("init_war_id"), row.at("init_ccode"),
                     row.at("target_ccode"), *day, row.at("joiner") == 1},
                    record.row(),
                    row.text("init_name"),
                    row.text("target_name")});
    ++codes[rows.back().by][rows.back().pair.by];
    ++codes[rows.back().target][rows.back().pair.target];
  });
  const auto own = [&](const std::string& name) {
    return std::ranges::max_element(codes[name], {}, [](const auto& entry) { return entry.second; })->first;
  };
  std::map<std::tuple<int, int, int>, Opponents> first;  // the rows of one war are its years
  for (const auto& [pair, row, by, target] : rows) {
    bool fits = true;
    for (const auto& [name, code] : {std::pair(by, pair.by), std::pair(target, pair.target)})
      if (own(name) != code) {
        fits = false;
        sink.add(diag::Code::table_state, {},
                 fmt::format("wars_initiators, row {}: `{}` under the code {}, elsewhere under {}", row, name,
                             code, own(name)),
                 "the row is left out");
      }
    if (!fits) continue;
    const auto [at, fresh] = first.try_emplace({pair.war, pair.by, pair.target}, pair);
    if (!fresh && pair.on < at->second.on) at->second = pair;
  }
  std::vector<Opponents> pairs;
  for (const auto& [key, pair] : first) pairs.push_back(pair);
  return pairs;
}

constexpr int tolerance = 60;  // days by which the two data sets may differ on an entry

/// True where the two are on opposite sides of this war on the day.
bool belongs(const Conflict& conflict, const Opponents& pair) {
  for (const auto& a : conflict.belligerents)
    for (const auto& b : conflict.belligerents) {
      if (a.ccode != pair.by || b.ccode != pair.target || a.side == b.side) continue;
      const Day from = std::max(a.from, b.from), to = std::min(a.to, b.to);
      if (from < to && from.number - tolerance <= pair.on.number && pair.on < to) return true;
    }
  return false;
}

/// The war of each pair: the one in which the two are opponents; else, as for the Soviet Union and Poland in 1939, whom the Correlates
/// of War have on one side, the war of other pairs of the same larger war that has the one struck in it on the day. 0 where there is none.
std::vector<int> wars_of(const std::map<int, Conflict>& wars, const std::vector<Opponents>& pairs) {
  std::vector<int> list(pairs.size(), 0);
  std::map<int, std::set<int>> of_larger;
  for (std::size_t p = 0; p < pairs.size(); ++p)
    for (const auto& [number, war] : wars)
      if (belongs(war, pairs[p])) {
        list[p] = number;
        of_larger[pairs[p].larger_war].insert(number);
        break;
      }
  for (std::size_t p = 0; p < pairs.size(); ++p) {
    if (list[p] != 0) continue;
    for (const int number : of_larger[pairs[p].larger_war]) {
      bool struck = false, acts = false;  // on the day
      for (const auto& b : wars.at(number).belligerents) {
        if (pairs[p].on < b.from || b.to <= pairs[p].on) continue;
        struck = struck || b.ccode == pairs[p].target;
        acts = acts || b.ccode == pairs[p].by;
      }
      if (struck && !acts) list[p] = number;
    }
  }
  return list;
}

}  // namespace

std::vector<Conflict> read_wars(const Tables& tables, const Model& model, InitiatorRule rule,
                                diag::Sink& sink) {
  std::map<int, Conflict> wars;
  std::map<int, std::set<int>> initiators;
  States states(model, sink);
  const bool read = tables(*find_data_set("wars"), [&](const Record& record) {
    const Row row(record);
    const int number = row.at("WarNum");
    Conflict& war = wars[number];
    war.number = number;
    war.title = row.text("WarName");
    const int ccode = row.at("ccode");
    if (row.at("Initiator") == 1) initiators[number].insert(ccode);
    for (const auto& [y, m, d, ey, em, ed] :
         {std::array{"StartYear1", "StartMonth1", "StartDay1", "EndYear1", "EndMonth1", "EndDay1"},
          std::array{"StartYear2", "StartMonth2", "StartDay2", "EndYear2", "EndMonth2", "EndDay2"}}) {
      const auto from = row.day(y, m, d), last = row.day(ey, em, ed);
      if (!from || !last) continue;
      const StateId state = states.find(ccode, *from, fmt::format("war {}", number));
      if (state) war.belligerents.push_back({state, ccode, row.at("Side"), *from, next(*last)});
    }
  });
  if (!read) return {};
  const auto pairs = rule == InitiatorRule::dyads ? read_pairs(tables, sink) : std::vector<Opponents>();
  const auto war_of_pair = wars_of(wars, pairs);
  std::vector<Conflict> list;
  for (auto& [number, war] : wars) {
    const Day first = day_it_began(war);
    for (auto& b : war.belligerents) b.originator = b.from == first;
    for (std::size_t p = 0; p < pairs.size(); ++p) {
      if (war_of_pair[p] != number) continue;
      const Opponents& pair = pairs[p];
      const auto where = fmt::format("war {}", number);
      const StateId by = states.find(pair.by, pair.on, where);
      const StateId target = states.find(pair.target, pair.on, where);
      if (by && target && by != target)
        war.attacks.push_back({pair.on, by, target, EventKind::armed_attack, pair.joiner});
    }
    war.attacks_from = "wars_initiators";
    sort_attacks(war);
    if (war.attacks.empty()) attack_by_side(war, initiators[number]);
    list.push_back(std::move(war));
  }
  return list;
}

namespace {

/// What the highest action of a dispute is as an event, by its code (Palmer and others 2022); nothing where none was taken.
std::optional<EventKind> event_of(int action) {
  switch (action) {
    case 0: return std::nullopt;
    case 10: return EventKind::mobilisation;
    case 12: return EventKind::incursion;  // violation of a border
    case 13: return EventKind::blockade;
    case 14: return EventKind::occupation;
    case 15: return EventKind::seizure;
    case 16: return EventKind::armed_attack;
    case 17: return EventKind::border_clash;
    case 18: return EventKind::declaration_of_war;
    case 19: return EventKind::armed_attack;  // chemical, biological or radiological weapons
    case 20: return EventKind::armed_attack;  // begins a war
    case 21: return EventKind::armed_attack;  // joins one
    default: return EventKind::threat;        // 1 to 6 threats, 7 to 11 shows of force
  }
}

constexpr int use_of_force = 4;

struct Actor {
  std::size_t belligerent;
  int action;
  int hostility;
  bool originator;
};

void act(Conflict& dispute, const std::vector<Actor>& actors, int side) {
  for (const auto& actor : actors) {
    const Belligerent& by = dispute.belligerents[actor.belligerent];
    if (by.side != side) continue;
    const auto kind = event_of(actor.action);
    if (!kind) continue;
    for (const auto& against : actors) {
      const Belligerent& target = dispute.belligerents[against.belligerent];
      // A joiner acts on those who are there; those who are there do not act on one who is not.
      if (target.side != other(side) || target.from > by.from || !(by.from < target.to)) continue;
      if (target.state != by.state)
        dispute.attacks.push_back({by.from, by.state, target.state, *kind, !actor.originator});
    }
  }
}

}  // namespace

std::vector<Conflict> read_disputes(const Tables& tables, const Model& model, diag::Sink& sink) {
  std::map<int, Conflict> disputes;
  std::map<int, std::vector<Actor>> actors;
  States states(model, sink);
  if (!tables(*find_data_set("mid"), [&](const Record& record) {
        const Row row(record);
        Conflict& dispute = disputes[row.at("dispnum")];
        dispute.kind = ConflictKind::dispute;
        dispute.number = row.at("dispnum");
        dispute.hostility = row.at("hostlev");
        dispute.attacks_from = "mid_participants";
      }))
    return {};
  const auto add = [&](const Record& record) {
    const Row row(record);
    const int number = row.at("dispnum");
    const auto found = disputes.find(number);
    const auto from = row.day("styear", "stmon", "stday");
    auto last = row.day("endyear", "endmon", "endday");
    if (found == disputes.end() || !from || !last) return;
    // Where the last day is not known, the dispute goes to the end of the month.
    if (!row.number("endday")) last = last_of_month(row.at("endyear"), row.at("endmon"));
    const StateId state = states.find(row.at("ccode"), *from, fmt::format("dispute {}", number));
    if (!state) return;
    Conflict& dispute = found->second;
    actors[number].push_back(
        {dispute.belligerents.size(), row.at("hiact"), row.at("hostlev"), row.at("orig") == 1});
    dispute.belligerents.push_back({state, row.at("ccode"), row.at("sidea") == 1 ? 1 : 2, *from,
                                    std::max(next(*from), next(*last)), row.at("orig") == 1});
  };
  if (!tables(*find_data_set("mid_participants"), add)) return {};
  std::vector<Conflict> list;
  for (auto& [number, dispute] : disputes) {
    const auto& all = actors[number];
    std::array<std::string, 3> names;
    std::array<int, 3> highest{};
    for (const auto& actor : all) {
      const Belligerent& b = dispute.belligerents[actor.belligerent];
      const auto side = static_cast<std::size_t>(b.side);
      highest[side] = std::max(highest[side], actor.hostility);
      if (actor.originator) names[side] += (names[side].empty() ? "" : ", ") + model[b.state].code;
    }
    dispute.title = fmt::format("{} against {}", names[1], names[2]);
    act(dispute, all, 1);
    if (highest[1] < use_of_force && highest[2] >= use_of_force) act(dispute, all, 2);
    sort_attacks(dispute);
    list.push_back(std::move(dispute));
  }
  return list;
}

bool is_force(EventKind kind) {
  return kind != EventKind::threat && kind != EventKind::mobilisation && kind != EventKind::incursion;
}

Staged stage(const Conflict& conflict, const std::vector<std::size_t>& attacks, bool victims_ask) {
  Staged staged;
  staged.scenario.events.reserve(2 * attacks.size());
  StateSet asked;
  auto number = static_cast<std::int16_t>(conflict.attacks.size());
  for (const auto index : attacks) {
    const Attack& attack = conflict.attacks[index];
    Event event;
    event.number = static_cast<std::int16_t>(index + 1);
    event.kind = attack.kind;
    event.on = attack.on;
    event.by.insert(attack.by.index());
    event.against.push_back(attack.target);
    staged.scenario.events.push_back(std::move(event));
    staged.attack_of.push_back(static_cast<std::int16_t>(index));
    if (!victims_ask || asked.contains(attack.target.index())) continue;
    asked.insert(attack.target.index());
    Event request;
    request.number = ++number;
    request.kind = EventKind::request;
    request.on = attack.on;
    request.by.insert(attack.target.index());
    staged.scenario.events.push_back(std::move(request));
    staged.attack_of.push_back(-1);
  }
  if (!staged.scenario.events.empty()) staged.scenario.on = staged.scenario.events.front().on;
  return staged;
}

}  // namespace casus::history
