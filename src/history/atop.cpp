#include "history/atop.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace casus::history {

using namespace casus::model;

std::string atop_name(int alliance) { return fmt::format("atop_{}", alliance); }

namespace {

constexpr VagueDay open_end = VagueDay::exact(Day::max());

/// A date of the file. Without a day it lies anywhere in its month; without a month it is no date.
std::optional<VagueDay> date_of(std::optional<std::int64_t> year, std::optional<std::int64_t> month,
                                std::optional<std::int64_t> number) {
  if (!year || !month || *month < 1) return std::nullopt;
  const int y = static_cast<int>(*year), m = static_cast<int>(*month);
  if (number) {
    const auto day = day_of(y, m, static_cast<int>(*number));
    if (!day) return std::nullopt;
    return VagueDay::exact(*day);
  }
  const auto first = day_of(y, m, 1), next = m == 12 ? day_of(y + 1, 1, 1) : day_of(y, m + 1, 1);
  if (!first || !next) return std::nullopt;
  return VagueDay{*first, Day{next->number - 1}};
}

/// As the language writes it: a day, or a month.
std::string written(const VagueDay& day) {
  const std::string iso = to_iso(day.earliest);
  return day.earliest == day.latest ? iso : iso.substr(0, 7);
}

/// Columns by index, looked up once.
struct Columns {
  explicit Columns(const DataSet& set) : set_(set) {}
  std::size_t operator()(std::string_view column) const { return *set_.column(column); }

 private:
  const DataSet& set_;
};

PledgeLimits limits_of(const Record& record, const Columns& at, Pledge pledge) {
  PledgeLimits limits;
  const auto flag = [&](std::string_view column) { return record.flag(at(column)); };
  switch (pledge) {
    case Pledge::defense:
      limits.adversary = flag("defcoadv"), limits.location = flag("defcoloc"),
      limits.conflict = flag("defcocon");
      limits.number = flag("defconum"), limits.demand = flag("defcodem"),
      limits.unprovoked = flag("defconpr");
      break;
    case Pledge::offense:
      limits.adversary = flag("offcoadv"), limits.location = flag("offcoloc"),
      limits.conflict = flag("offcocon");
      limits.number = flag("offconum"), limits.demand = flag("offcodem");
      break;
    case Pledge::neutral:
      limits.adversary = flag("neucoadv"), limits.location = flag("neucoloc"),
      limits.conflict = flag("neucocon");
      limits.number = flag("neuconum"), limits.demand = flag("neucodem"),
      limits.unprovoked = flag("neuconpr");
      limits.attacked = flag("neucoatt");
      break;
    case Pledge::nonagg: break;
    case Pledge::consul:
      limits.adversary = flag("concoadv"), limits.location = flag("concoloc"),
      limits.conflict = flag("concocon");
      limits.request = flag("concoreq");
      break;
  }
  return limits;
}

/// A run of days and the state that a code means in it.
struct Piece {
  StateId state;
  VagueDay from;
  VagueDay to;
};

/// Whom a code of the Correlates of War means in a run of days: whoever bears it then, and in what is left whoever bears it at
/// another time and exists.
std::vector<Piece> pieces_of(const Model& model, const std::string& code, const VagueDay& from,
                             const VagueDay& to) {
  std::vector<Piece> pieces;
  const auto add = [&](StateId state, const Spell& spell) {
    // What no piece so far covers; there are one or two, in the order of time.
    VagueDay start = from.earliest < spell.from.earliest ? spell.from : from;
    const VagueDay end = spell.to.latest < to.latest ? spell.to : to;
    std::ranges::sort(pieces, {}, [](const Piece& p) { return p.from.earliest; });
    std::vector<Piece> fresh;
    for (const auto& piece : pieces) {
      if (piece.to.latest <= start.earliest) continue;
      if (piece.from.earliest >= end.latest) break;
      if (start.earliest < piece.from.earliest) fresh.push_back({state, start, piece.from});
      start = piece.to;
    }
    if (start.earliest < end.latest) fresh.push_back({state, start, end});
    pieces.insert(pieces.end(), fresh.begin(), fresh.end());
  };
  const auto bearers = find_by_code(model, CodeSystem::cow, code, std::nullopt);
  for (const auto state : bearers)
    for (const auto& dated : model[state].codes)
      if (dated.system == CodeSystem::cow && dated.code == code)
        for (const auto& exists : model[state].exists) {
          Spell both = exists;
          if (both.from.earliest < dated.spell.from.earliest) both.from = dated.spell.from;
          if (dated.spell.to.latest < both.to.latest) both.to = dated.spell.to;
          if (both.from.earliest < both.to.latest) add(state, both);
        }
  for (const auto state : bearers)
    for (const auto& exists : model[state].exists) add(state, exists);
  std::ranges::sort(pieces, {}, [](const Piece& p) { return p.from.earliest; });
  return pieces;
}

}  // namespace

AtopImport read_atop(const Tables& tables, const std::string& file, const Model& model, diag::Sink& sink) {
  AtopImport import;
  const DataSet& set = *find_data_set("atop");
  const Columns at(set);
  const auto take = [&](const Record& record) {
    const auto number = [&](std::string_view column) { return record.number(at(column)); };
    const auto from = date_of(number("yrent"), number("moent"), number("dayent"));
    const bool open = number("yrexit").value_or(0) == 0;
    const auto to =
        open ? open_end : date_of(number("yrexit"), number("moexit"), number("dayexit")).value_or(VagueDay{});
    if (!from || to == VagueDay{}) {
      sink.add(diag::Code::table_value, {},
               fmt::format("{}, row {}, column `{}`: there is no such day", file, record.row(),
                           from ? "dayexit" : "dayent"));
      return;
    }
    MemberPhase phase;
    phase.row = record.row();
    phase.alliance = static_cast<int>(*number("atopid"));
    phase.phase = static_cast<int>(number("phase").value_or(0));
    phase.ccode = static_cast<int>(*number("member"));
    phase.bilateral = record.flag(at("bilat"));
    if (number("wartime") == 1) phase.made_in_war = static_cast<int>(number("cowwar").value_or(0));
    std::vector<std::string> threats;
    for (const auto column : {"statthr1", "statthr2"})
      if (const auto code = number(column); code && *code > 0) {
        const auto meant = pieces_of(model, std::to_string(*code), *from, to);
        for (const auto& piece : meant) {
          const std::string& threat = model[piece.state].code;
          if (std::ranges::find(threats, threat) == threats.end()) threats.push_back(threat);
        }
      }
    for (const auto pledge : pledges) {
      if (!record.flag(at(name(pledge)))) continue;
      PledgeLimits limits = limits_of(record, at, pledge);
      if (limits.adversary) limits.adversaries = threats;
      phase.pledged[static_cast<std::size_t>(pledge)] = std::move(limits);
    }
    const auto pieces = pieces_of(model, std::to_string(phase.ccode), *from, to);
    if (pieces.empty()) {
      ++import.left_out;
      sink.add(diag::Code::table_state, {},
               fmt::format("{}, row {}: casus knows no state of the code {} between {} and {}", file,
                           record.row(), phase.ccode, written(*from), open ? "now" : written(to)),
               "the row is left out");
      return;
    }
    bool whole = pieces.front().from == *from && pieces.back().to == to;
    for (std::size_t i = 1; i < pieces.size(); ++i) whole = whole && pieces[i - 1].to == pieces[i].from;
    import.clipped += !whole;
    for (const auto& piece : pieces) {
      phase.state = model[piece.state].code;
      phase.from = piece.from;
      phase.to.reset();
      if (!(piece.to == open_end)) phase.to = piece.to;
      import.rows.push_back(phase);
    }
  };
  tables(set, take);
  std::ranges::stable_sort(import.rows, {}, [](const MemberPhase& row) {
    return std::tuple(row.alliance, row.phase, row.state, row.from.earliest);
  });
  return import;
}

AtopImport read_atop(const std::string& file, const ByteSource& bytes, const Model& model, diag::Sink& sink) {
  return read_atop([&](const DataSet& set,
                       const auto& take) { return read_table(set, file, bytes, sink, take, data_sets()); },
                   file, model, sink);
}

namespace {

/// Days of one state, runs that touch put together.
using Runs = std::vector<std::pair<VagueDay, VagueDay>>;

void add_run(Runs& runs, const VagueDay& from, const VagueDay& to) {
  runs.emplace_back(from, to);
  std::ranges::sort(runs, {},
                    [](const auto& run) { return std::pair(run.first.earliest, run.second.latest); });
  Runs merged;
  for (const auto& run : runs) {
    if (!merged.empty() && run.first.earliest <= merged.back().second.latest) {
      if (merged.back().second.latest < run.second.latest) merged.back().second = run.second;
    } else {
      merged.push_back(run);
    }
  }
  runs = std::move(merged);
}

using Holders = std::map<std::string, Runs>;  // by state

std::string run_words(const VagueDay& from, const VagueDay& to) {
  return to == open_end ? fmt::format("from {}", written(from))
                        : fmt::format("from {} to {}", written(from), written(to));
}

/// `WORD FRA, GBR from … to …`, states of the same days on one line.
std::string holder_lines(std::string_view word, const Holders& holders) {
  // The words tell a vague day from the first of its month.
  std::map<std::tuple<Day, Day, std::string>, std::vector<std::string>> by_days;
  for (const auto& [state, runs] : holders)
    for (const auto& [from, to] : runs)
      by_days[{from.earliest, to.latest, run_words(from, to)}].push_back(state);
  std::string out;
  for (const auto& [days, states] : by_days)
    out += fmt::format("  {} {} {}\n", word, fmt::join(states, ", "), std::get<2>(days));
  return out;
}

/// What a question of an alliance asks: on which limit of ATOP's, and how.
struct LimitQuestion {
  std::string_view word;
  std::string_view question;
  std::string_view yes;
  std::string_view no;
};
constexpr std::array limit_questions = {
    LimitQuestion{"adversary", "Is it the adversary against whom the alliance is directed?",
                  "the adversary is the one that the alliance is directed against",
                  "the adversary is not the one that the alliance is directed against"},
    LimitQuestion{"location", "Does it happen where the alliance applies?",
                  "it happens where the alliance applies", "it does not happen where the alliance applies"},
    LimitQuestion{"conflict", "Is it the conflict for which the alliance was made?",
                  "the conflict is the one that the alliance was made for",
                  "the conflict is not the one that the alliance was made for"},
    LimitQuestion{"number", "Are there as many adversaries as the alliance asks for?",
                  "there are as many adversaries as the alliance asks for",
                  "there are not as many adversaries as the alliance asks for"},
    LimitQuestion{"demand", "Was the demand made of which the alliance speaks?",
                  "the demand of which the alliance speaks was made",
                  "the demand of which the alliance speaks was not made"},
};

class Source {
 public:
  explicit Source(std::span<const MemberPhase> rows) : rows_(rows), alliance_(rows.front().alliance) {}

  std::string text() {
    Runs force;
    for (const auto& row : rows_) {
      add_run(members_[row.state], row.from, row.to.value_or(open_end));
      add_run(force, row.from, row.to.value_or(open_end));
    }
    std::string provisions;
    for (const auto pledge : pledges) provisions += sections(pledge);

    std::string out = fmt::format(
        "// Alliance {} of the Alliance Treaty Obligations and Provisions (ATOP) 4.01.\n\n", alliance_);
    for (const auto& question : limit_questions)
      if (asked_.contains(std::string(question.word)))
        out += fmt::format("question {} factual per event\n    \"{}\" {{\n  yes \"{}\"\n  no \"{}\"\n}}\n\n",
                           name_of(question.word), question.question, question.yes, question.no);
    out += fmt::format("instrument {} \"ATOP {}\" {{\n  kind treaty\n  force binding\n  signed {}\n",
                       atop_name(alliance_), alliance_, written(force.front().first));
    for (const auto& [from, to] : force)
      out += fmt::format("  in force {} ..{}\n", written(from), to == open_end ? "" : " " + written(to));
    out += fmt::format("  cite \"{}\"\n  coded 2026-11-25 status draft\n  confidence medium\n\n", source());
    out += holder_lines("party", members_);
    for (const auto& [character, holders] : characters_)
      out += holder_lines("character " + character, holders);
    return out + provisions + "}\n";
  }

 private:
  std::string source() const {
    return fmt::format("Leeds, Ritter, Mitchell and Long 2002, ATOP 4.01, alliance {}", alliance_);
  }
  std::string name_of(std::string_view question) const {
    return fmt::format("{}_{}", atop_name(alliance_), question);
  }

  /// One provision for each set of limits under which the pledge is made.
  std::string sections(Pledge pledge) {
    std::map<PledgeLimits, Holders> by_limits;
    for (const auto& row : rows_)
      if (const auto& limits = row.pledged[static_cast<std::size_t>(pledge)])
        add_run(by_limits[*limits][row.state], row.from, row.to.value_or(open_end));
    std::string out;
    char letter = 'a';
    for (const auto& [limits, holders] : by_limits) {
      std::string label(name(pledge));
      if (by_limits.size() > 1) label += fmt::format(", {}", letter);
      std::string character;
      if (holders != members_) {
        character =
            fmt::format("pledges_{}{}", name(pledge), by_limits.size() > 1 ? fmt::format("_{}", letter) : "");
        characters_[character] = holders;
        character = " with character " + character;
      }
      ++letter;
      out += fmt::format(
          "\n  section \"{}\" \"{}\" {{\n    gist \"{}\"\n    cite \"{}\"\n    confidence medium\n{}  }}\n",
          label, title(pledge), gist(pledge), source(), clause(pledge, limits, character));
    }
    return out;
  }

  static std::string_view title(Pledge pledge) {
    switch (pledge) {
      case Pledge::defense: return "Defence";
      case Pledge::offense: return "Offence";
      case Pledge::neutral: return "Neutrality";
      case Pledge::nonagg: return "Non-aggression";
      case Pledge::consul: return "Consultation";
    }
    return {};
  }
  static std::string_view gist(Pledge pledge) {
    switch (pledge) {
      case Pledge::defense: return "Active military help where a partner is attacked.";
      case Pledge::offense: return "Active military help for a partner also where it was not attacked.";
      case Pledge::neutral: return "Neutrality where a partner is in conflict.";
      case Pledge::nonagg: return "No military conflict with a partner.";
      case Pledge::consul: return "Consultation in a crisis that could become a military conflict.";
    }
    return {};
  }

  /// The limit as a line that asks its question.
  std::string asks(std::string_view limit) {
    asked_.insert(std::string(limit));
    return fmt::format("    if question {}\n", name_of(limit));
  }

  std::string clause(Pledge pledge, const PledgeLimits& limits, const std::string& character) {
    if (pledge == Pledge::nonagg)
      return fmt::format("    standing\n    every party{} must not use_force against the other parties\n",
                         character);
    if (pledge == Pledge::consul) {
      const std::string by =
          limits.adversaries.empty() ? "" : fmt::format(" by {}", fmt::join(limits.adversaries, ", "));
      std::string lines =
          fmt::format("    when any of {{ armed_attack on a party{0}; held_threat on a party{0} }}\n", by);
      if (limits.request) lines += "    on request of a party\n";
      lines += fmt::format("    every party{} must consult the other parties\n", character);
      if (limits.adversary && limits.adversaries.empty()) lines += asks("adversary");
      return lines + further(limits);
    }
    const bool attack = pledge == Pledge::defense || limits.attacked;
    std::string by = "any state";
    std::string lines;
    if (limits.adversary && !limits.adversaries.empty())
      by = fmt::format("{}", fmt::join(limits.adversaries, ", "));
    if (attack) {
      lines = fmt::format("    when armed_attack on a party{}{}\n", by == "any state" ? "" : " by " + by,
                          limits.unprovoked ? " unprovoked" : "");
    } else {
      lines = fmt::format("    when a party is at war with {}\n", by);
    }
    lines += pledge == Pledge::neutral
                 ? fmt::format("    each other party{} must stay_neutral\n", character)
                 : fmt::format("    each other party{} must assist the victim with armed_force\n", character);
    if (limits.adversary && limits.adversaries.empty()) lines += asks("adversary");
    if (!attack && limits.unprovoked) lines += "    if unprovoked\n";
    if (limits.number) lines += asks("number");  // how many, ATOP does not say
    return lines + further(limits);
  }

  std::string further(const PledgeLimits& limits) {
    std::string lines;
    if (limits.location) lines += asks("location");
    if (limits.conflict) lines += asks("conflict");
    if (limits.demand) lines += asks("demand");
    return lines;
  }

  std::span<const MemberPhase> rows_;
  int alliance_;
  Holders members_;
  std::map<std::string, Holders> characters_;
  std::set<std::string> asked_;
};

}  // namespace

std::string atop_source(std::span<const MemberPhase> rows) { return Source(rows).text(); }

void each_atop_source(std::span<const MemberPhase> rows,
                      const std::function<void(std::string name, std::string text)>& take) {
  for (std::size_t from = 0, to = 0; from < rows.size(); from = to) {
    while (to < rows.size() && rows[to].alliance == rows[from].alliance) ++to;
    take(atop_name(rows[from].alliance), atop_source(rows.subspan(from, to - from)));
  }
}

}  // namespace casus::history
