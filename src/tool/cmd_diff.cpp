// `casus diff`: what one arrangement makes of the same situations that another makes differently.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include "analysis/features.h"
#include "explain/layout.h"
#include "tool/analysis.h"
#include "tool/arrangement.h"
#include "tool/page.h"
#include "tool/question.h"

namespace casus::tool {

using json = nlohmann::ordered_json;
using namespace model;
using analysis::Change;
using analysis::Comparison;
using analysis::Difference;
using analysis::Owed;
using analysis::Posed;

namespace {

std::string_view words_of(Change change) {
  switch (change) {
    case Change::lost: return "owed on the left only";
    case Change::gained: return "owed on the right only";
    case Change::weaker: return "weaker on the right";
    case Change::stronger: return "stronger on the right";
    case Change::less_certain: return "certain on the left, hanging on a question on the right";
    case Change::more_certain: return "hanging on a question on the left, certain on the right";
    case Change::more_discretion: return "more discretion on the right";
    case Change::less_discretion: return "less discretion on the right";
    case Change::later: return "due later on the right";
    case Change::sooner: return "due sooner on the right";
  }
  return {};
}

/// Those who owe the same under one side, told once: the sentence of the first by code, and who stands like it.
struct Told {
  std::vector<std::string> debtors;
  std::string sentence;
};

/// One comparison, put into words for whichever form is asked for.
class Telling {
 public:
  Telling(const std::vector<Arrangement>& sides, const Comparison& comparison, std::string beneficiary,
          Day day)
      : sides_(sides), comparison_(comparison), beneficiary_(std::move(beneficiary)), day_(day) {}

  const Comparison& comparison() const { return comparison_; }
  const std::string& label(bool right) const { return sides_[right ? 1 : 0].side.label; }
  const Model& model() const { return sides_[0].session->model(); }
  std::string beneficiary_words() const {
    return spoken_on(model()[find_state(model(), beneficiary_)], day_);
  }
  Day day() const { return day_; }

  std::string situation(const Posed& posed) const {
    return analysis::words(sides_[0].side, posed, beneficiary_, day_);
  }

  std::string sentence(bool right, const Posed& posed, const std::optional<Owed>& owed) const {
    if (!owed) return "nothing of the kind is owed";
    return analysis::sentence(sides_[right ? 1 : 0].side, posed, beneficiary_, day_, *owed);
  }

  /// What one side asks in the smallest situation and the other does not.
  std::vector<Told> smallest(bool right) const {
    const auto& list = right ? comparison_.right : comparison_.left;
    std::vector<std::pair<Owed, Told>> groups;
    for (const auto& owed : list) {
      const auto same = std::ranges::find_if(groups, [&](const auto& group) {
        Owed other = group.first;
        other.debtor = owed.debtor;
        return other == owed;
      });
      if (same != groups.end()) {
        same->second.debtors.push_back(owed.debtor);
      } else {
        groups.push_back({owed, {{owed.debtor}, sentence(right, *comparison_.smallest, owed)}});
      }
    }
    std::vector<Told> out;
    for (auto& group : groups) out.push_back(std::move(group.second));
    return out;
  }

 private:
  const std::vector<Arrangement>& sides_;
  const Comparison& comparison_;
  std::string beneficiary_;
  Day day_;
};

std::string others(const std::vector<std::string>& debtors) {
  if (debtors.size() < 2) return {};
  return fmt::format("{} The same holds of {} other{}: {}.", "", debtors.size() - 1,
                     debtors.size() == 2 ? "" : "s", fmt::join(debtors.begin() + 1, debtors.end(), " "));
}

/// The features of each side, one row a feature; what no side speaks of is left out.
std::vector<std::vector<std::string>> feature_rows(const std::vector<Arrangement>& sides) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& arrangement : sides) {
    const auto list =
        analysis::features(arrangement.session->model(), analysis::instruments_of(arrangement.side));
    if (rows.empty())
      for (const auto& feature : list) rows.push_back({feature.key});
    for (std::size_t i = 0; i < list.size(); ++i) rows[i].push_back(list[i].value);
  }
  std::erase_if(rows, [](const auto& row) {
    return std::all_of(row.begin() + 1, row.end(), [](const auto& value) { return value == "–"; });
  });
  return rows;
}

/// How many owe help in a plain attack, before and after a request and a decision, beyond what is owed without the arrangement.
std::vector<std::vector<std::string>> outcome_rows(const std::vector<Arrangement>& sides,
                                                   const std::vector<Owed>& without_plain,
                                                   const std::vector<Owed>& without_decided,
                                                   const Posed& plain, const Posed& decided,
                                                   const std::string& beneficiary, Day day) {
  const auto tell = [&](const Arrangement& arrangement, const Posed& posed,
                        const std::vector<Owed>& without) {
    // The same state may stand under several texts: it is told under the strongest.
    enum Rank { binding, by_draft, disputed, called, open, talk, ranks };
    static constexpr std::string_view what[] = {"bound to assist",
                                                "would be bound to assist, were the draft in force",
                                                "bound to assist, if the text binds",
                                                "called on, or have undertaken politically, to assist",
                                                "open",
                                                "to consult"};
    std::array<std::set<std::string>, ranks> who;
    std::set<std::string> hangs_on;
    for (const auto& owed : analysis::owed_under(arrangement.side, posed, beneficiary, day)) {
      if (owed.standing || std::ranges::find(without, owed) != without.end()) continue;
      if (family(owed.act) != ActFamily::force) {
        if (owed.act == Act::consult && !owed.open) who[talk].insert(owed.debtor);
        continue;
      }
      const bool must = owed.modality == Modality::must;
      const bool is_draft = owed.force == Force::proposal || owed.force == Force::draft;
      const Rank rank = owed.open                                                         ? open
                        : !must || owed.force == Force::political                         ? called
                        : is_draft                                                        ? by_draft
                        : owed.force == Force::binding || owed.force == Force::unilateral ? binding
                                                                                          : disputed;
      who[rank].insert(owed.debtor);
      if (rank == open) hangs_on.insert(owed.on.begin(), owed.on.end());
    }
    std::string text;
    std::set<std::string> told;
    for (std::size_t rank = 0; rank < ranks; ++rank) {
      std::size_t count = 0;
      for (const auto& state : who[rank]) count += rank == talk || told.insert(state).second;
      if (count == 0) continue;
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, what[rank]);
      if (rank != open) continue;
      constexpr std::size_t most = 3;
      std::vector<std::string> questions(hangs_on.begin(), hangs_on.end());
      const std::size_t left = questions.size() > most ? questions.size() - most : 0;
      questions.resize(questions.size() - left);
      text += fmt::format(" (on {}{})", fmt::join(questions, ", "),
                          left > 0 ? fmt::format(" and {} more", left) : "");
    }
    return text.empty() ? std::string("nobody") : text;
  };
  std::vector<std::string> first = {"an attack, nobody asks, nobody decides"},
                           second = {"an attack, help is asked for, and whoever may decide does"};
  for (const auto& arrangement : sides) {
    first.push_back(tell(arrangement, plain, without_plain));
    second.push_back(tell(arrangement, decided, without_decided));
  }
  return {first, second};
}

void print_table(const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows,
                 std::size_t width) {
  const std::size_t columns = head.size();
  std::size_t first = explain::width_of(head[0]);
  for (const auto& row : rows) first = std::max(first, std::min<std::size_t>(24, explain::width_of(row[0])));
  const std::size_t each = std::max<std::size_t>(18, (width - 2 - first - 2 * (columns - 1)) / (columns - 1));
  const auto lines_of = [](const std::string& text, std::size_t wide) {
    std::vector<std::string> lines;
    const std::string wrapped = explain::wrapped(text, 0, wide);
    std::size_t start = 0;
    while (start < wrapped.size()) {
      const std::size_t end = wrapped.find('\n', start);
      lines.push_back(wrapped.substr(start, end - start));
      start = end + 1;
    }
    return lines;
  };
  const auto line = [&](const std::vector<std::string>& row) {
    std::vector<std::vector<std::string>> cells;
    std::size_t height = 0;
    for (std::size_t c = 0; c < columns; ++c) {
      cells.push_back(lines_of(row[c], c == 0 ? first : each));
      height = std::max(height, cells.back().size());
    }
    for (std::size_t l = 0; l < height; ++l) {
      std::string text = "  ";
      for (std::size_t c = 0; c < columns; ++c)
        text += explain::padded(l < cells[c].size() ? cells[c][l] : "", (c == 0 ? first : each)) + "  ";
      print(text.substr(0, text.find_last_not_of(' ') + 1) + "\n");
    }
  };
  line(head);
  for (const auto& row : rows) line(row);
}

json owed_json(const std::optional<Owed>& owed, const std::string& sentence) {
  if (!owed) return nullptr;
  json out = {{"debtor", owed->debtor},
              {"instrument", owed->instrument},
              {"provision", owed->provision},
              {"modality", name(owed->modality)},
              {"act", name(owed->act)},
              {"discretion", name(owed->discretion)},
              {"hours", nullptr},
              {"status", owed->open ? "open" : "arises"},
              {"sentence", sentence}};
  if (owed->hours) out["hours"] = *owed->hours;
  return out;
}

json posed_json(const Telling& telling, const Posed& posed) {
  const auto answer = [](const std::optional<bool>& value) { return value ? json(*value) : json(nullptr); };
  return {{"kind", name(posed.kind)},
          {"attacker", posed.attacker},
          {"place", posed.place.empty() ? json(nullptr) : json(posed.place)},
          {"unprovoked", answer(posed.unprovoked)},
          {"requested", answer(posed.requested)},
          {"decided", answer(posed.decided)},
          {"words", telling.situation(posed)}};
}

json document(const Telling& telling, const std::vector<Arrangement>& sides,
              const std::vector<std::vector<std::string>>& features) {
  const Comparison& c = telling.comparison();
  json arrangements = json::array();
  for (const auto& arrangement : sides)
    arrangements.push_back({{"label", arrangement.side.label}, {"corpus", arrangement.session->digest()}});
  json table = json::array();
  for (const auto& row : features)
    table.push_back({{"feature", row[0]}, {"values", std::vector<std::string>(row.begin() + 1, row.end())}});
  json differences = json::array();
  for (const auto& d : c.differences)
    differences.push_back({{"change", name(d.change)},
                           {"debtors", d.debtors},
                           {"situations", d.situations},
                           {"smallest", posed_json(telling, d.smallest)},
                           {"there", d.there},
                           {"left", owed_json(d.left, telling.sentence(false, d.smallest, d.left))},
                           {"right", owed_json(d.right, telling.sentence(true, d.smallest, d.right))}});
  json standing = json::array();
  for (const auto& s : c.standing)
    standing.push_back({{"act", name(s.act)}, {"left", s.left}, {"right", s.right}});
  json smallest = nullptr;
  if (c.smallest) {
    const auto side = [&](bool right) {
      json list = json::array();
      for (const auto& told : telling.smallest(right))
        list.push_back({{"debtors", told.debtors}, {"sentence", told.sentence}});
      return list;
    };
    smallest = {
        {"situation", posed_json(telling, *c.smallest)}, {"left", side(false)}, {"right", side(true)}};
  }
  const auto source = provenance(*sides[0].session);
  return {{"schema", "casus/diff/1"},
          {"engine", version},
          {"corpus", {{"digest", source.digest}, {"instruments", source.instruments}}},
          {"on", to_iso(telling.day())},
          {"beneficiary", telling.model()[c.beneficiary].code},
          {"arrangements", std::move(arrangements)},
          {"situations", c.posed.size()},
          {"features", std::move(table)},
          {"smallest", std::move(smallest)},
          {"differences", std::move(differences)},
          {"standing", std::move(standing)}};
}

void print_text(const Telling& telling, const explain::Provenance& source,
                const std::vector<std::vector<std::string>>& features, const explain::TableOptions& options) {
  const Comparison& c = telling.comparison();
  const auto say = [&](const std::string& text, std::size_t indent) {
    print(explain::wrapped(text, indent, options.width));
  };
  const auto heading = [&](std::string_view text) {
    print(fmt::format("\n  {}\n", explain::bold(text, options)));
  };
  print(fmt::format("\n  For {} · {} · {} situations · corpus {} ({} instruments)\n",
                    telling.beneficiary_words(), to_words(telling.day()), c.posed.size(), source.coded,
                    source.instruments));
  say("left   " + telling.label(false), 2);
  say("right  " + telling.label(true), 2);
  if (!features.empty()) {
    heading("FEATURES");
    print_table({"", "left", "right"}, features, options.width);
  }
  if (!c.smallest && c.standing.empty()) {
    print("\n  The two make the same of every situation.\n\n  A statement about texts, not a prediction.\n");
    return;
  }
  if (c.smallest) {
    heading("SMALLEST SITUATION THAT TELLS THEM APART");
    say(telling.situation(*c.smallest) + ".", 2);
    for (const bool right : {false, true}) {
      print(fmt::format("  {}\n", right ? "right" : "left"));
      const auto told = telling.smallest(right);
      if (told.empty()) print("      Nobody is bound or called on to anything more.\n");
      for (const auto& one : told) say(one.sentence + others(one.debtors), 6);
    }
    heading("DIFFERENCES");
    for (const auto& d : c.differences) {
      say(fmt::format("{}: {} {}, in {} of {} situations", words_of(d.change), d.debtors.size(),
                      d.debtors.size() == 1 ? "state" : "states", d.situations, c.posed.size()),
          2);
      if (options.all || d.debtors.size() <= 40) say(fmt::format("{}", fmt::join(d.debtors, " ")), 6);
      if (d.smallest == *c.smallest && d.change == c.differences.front().change) continue;
      say("smallest: " + telling.situation(d.smallest), 6);
      say("left:  " + telling.sentence(false, d.smallest, d.left), 6);
      say("right: " + telling.sentence(true, d.smallest, d.right), 6);
    }
  }
  if (!c.standing.empty()) {
    heading("AT ALL TIMES");
    // Acts that the same states owe stand in one line.
    std::vector<std::pair<const analysis::StandingDifference*, std::string>> lines;
    for (const auto& s : c.standing) {
      const auto same = std::ranges::find_if(lines, [&](const auto& line) {
        return line.first->left == s.left && line.first->right == s.right;
      });
      const std::string act = explain::plain(name(s.act));
      if (same == lines.end())
        lines.emplace_back(&s, act);
      else
        same->second += ", " + act;
    }
    for (const auto& [s, acts] : lines) {
      say(acts, 2);
      for (const bool right : {false, true}) {
        const auto& who = right ? s->right : s->left;
        say(fmt::format("{} {}", right ? "right:" : "left: ",
                        who.empty() ? "nobody" : fmt::format("{}", fmt::join(who, " "))),
            6);
      }
    }
  }
  print("\n  A statement about texts, not a prediction.\n");
}

/// Sources of the provisions of the arrangements' own instruments, and what is doubtful in their coding.
void sources(Page& page, const std::vector<Arrangement>& sides) {
  std::set<std::string> cites, doubts;
  std::size_t instruments = 0, not_reviewed = 0, provisions = 0;
  for (const auto& arrangement : sides) {
    const Model& model = arrangement.session->model();
    for (auto id : analysis::instruments_of(arrangement.side)) {
      const Instrument& instrument = model[id];
      if (!cites.insert(fmt::format("{}: {}", instrument.title, instrument.cite)).second) continue;
      ++instruments;
      for (auto p : instrument.provisions) {
        const auto status = model[p].status == CodingStatus::none ? instrument.status : model[p].status;
        ++provisions;
        not_reviewed += status != CodingStatus::reviewed;
        if (status == CodingStatus::disputed)
          doubts.insert(fmt::format("{}: coding disputed.{}", explain::source(model, p),
                                    model[p].note.empty() ? "" : " " + model[p].note));
      }
      // Of many texts the notes would fill the page; `casus show` has them.
      if (sides.size() == 2 && !instrument.note.empty())
        doubts.insert(fmt::format("{}: {}", instrument.title, instrument.note));
    }
  }
  if (not_reviewed > 0)
    doubts.insert(fmt::format("The coding of {} of {} provisions of {} texts has not been reviewed.",
                              not_reviewed, provisions, instruments));
  if (!doubts.empty()) {
    page.heading(2, "What speaks against reading too much into it");
    for (const auto& doubt : doubts) page.bullet(doubt);
  }
  page.heading(2, "Sources");
  for (const auto& cite : cites) page.bullet(cite);
}

void foot(Page& page, const std::vector<Arrangement>& sides, Day day) {
  const auto source = provenance(*sides[0].session);
  page.paragraph(
      fmt::format("Judged on {}. casus {}, corpus {} ({} instruments, {}). A statement about texts, not a "
                  "prediction.",
                  to_words(day), version, source.coded, source.instruments, source.digest));
}

Page brief_of_two(const Telling& telling, const std::vector<Arrangement>& sides,
                  const std::vector<std::vector<std::string>>& features) {
  const Comparison& c = telling.comparison();
  Page page;
  page.heading(1, fmt::format("What differs for {}: {} or {}?", telling.beneficiary_words(),
                              telling.label(false), telling.label(true)));
  page.heading(2, "Answer");
  if (!c.smallest) {
    page.paragraph(
        fmt::format("The two make the same of all {} situations that were put to both.", c.posed.size()));
  } else {
    page.paragraph(
        fmt::format("The smallest situation that tells them apart: **{}.**", telling.situation(*c.smallest)));
    for (const bool right : {false, true}) {
      const auto told = telling.smallest(right);
      page.paragraph(fmt::format("**{}.**", telling.label(right)));
      if (told.empty()) page.bullet("Nobody is bound or called on to anything more.");
      for (const auto& one : told) page.bullet(one.sentence + others(one.debtors));
    }
  }
  if (!features.empty()) {
    page.heading(2, "Features");
    page.table({"", telling.label(false), telling.label(true)}, features);
  }
  if (!c.differences.empty()) {
    page.heading(2, fmt::format("Differences over {} situations", c.posed.size()));
    std::vector<std::vector<std::string>> rows;
    for (const auto& d : c.differences)
      rows.push_back({std::string(words_of(d.change)), fmt::format("{}", d.debtors.size()),
                      fmt::format("{}", d.situations), telling.situation(d.smallest)});
    page.table({"what", "states", "situations", "smallest situation"}, rows);
  }
  if (!c.standing.empty()) {
    page.heading(2, "At all times");
    std::vector<std::vector<std::string>> rows;
    for (const auto& s : c.standing)
      rows.push_back({std::string(explain::plain(name(s.act))), fmt::format("{}", s.left.size()),
                      fmt::format("{}", s.right.size())});
    page.table({"act", telling.label(false), telling.label(true)}, rows);
  }
  sources(page, sides);
  foot(page, sides, telling.day());
  return page;
}

}  // namespace

int diff(const Options& options, const DiffWords& words) {
  int exit = exit_done;
  std::vector<std::string> specs = words.arrangements;
  std::string common;
  if (!words.file.empty()) {
    const auto file = read_arrangement_file(words.file);
    if (!file) {
      fmt::print(stderr, "casus: cannot read {}\n", words.file);
      return exit_input;
    }
    specs.insert(specs.end(), file->sides.begin(), file->sides.end());
    common = file->common;
  }
  if (specs.size() < 2 || (specs.size() > 2 && !words.matrix)) {
    fmt::print(stderr, "casus: diff compares two arrangements; with --matrix as many as you like\n");
    return exit_usage;
  }
  std::vector<Arrangement> sides;
  for (const auto& spec : specs) {
    auto arrangement = read_arrangement(options, spec, common, exit);
    if (!arrangement) return exit;
    sides.push_back(std::move(*arrangement));
    sides.back().side.program = sides.back().program.get();
  }
  const StateId who = beneficiary_of(sides, words.beneficiary, exit);
  if (!who) return exit;
  const std::string beneficiary = sides[0].session->model()[who].code;
  const Day day = *sides[0].side.base.on;
  analysis::DiffOptions how;
  for (const auto& code : words.attackers) {
    if (!find_state(sides[0].session->model(), code)) {
      fmt::print(stderr, "casus: there is no state `{}`; `casus list states` names them\n", code);
      return exit_input;
    }
    how.attackers.push_back(code);
  }
  const auto features = feature_rows(sides);
  explain::TableOptions table;
  table.colour = options.format == Format::text && colour_on(1);
  table.width = terminal_width();
  table.all = options.all;

  if (sides.size() > 2 || words.matrix) {
    const Comparison first = analysis::compare(sides[0].side, sides[1].side, beneficiary, day, how);
    Posed plain = first.posed.empty() ? Posed{} : first.posed.front();
    plain.unprovoked = true;
    plain.requested = plain.decided = false;
    Posed decided = plain;
    decided.requested = decided.decided = true;
    auto without = read_arrangement(options, "nothing", common, exit);
    if (!without) return exit;
    without->side.program = without->program.get();
    auto rows = features;
    auto outcome = outcome_rows(sides, analysis::owed_under(without->side, plain, beneficiary, day),
                                analysis::owed_under(without->side, decided, beneficiary, day), plain,
                                decided, beneficiary, day);
    rows.insert(rows.end(), outcome.begin(), outcome.end());
    std::vector<std::string> head = {""};
    for (const auto& arrangement : sides) head.push_back(arrangement.side.label);
    if (words.brief || !words.html.empty()) {
      Page page;
      page.heading(1, fmt::format("{} arrangements for {}", sides.size(),
                                  spoken_on(sides[0].session->model()[who], day)));
      // Features down, one table for each: eight columns fit no page.
      page.paragraph(fmt::format(
          "What each makes of an attack by {}, beyond what is owed without it:",
          spoken_on(sides[0].session->model()[find_state(sides[0].session->model(), plain.attacker)], day)));
      std::vector<std::vector<std::string>> short_rows;
      for (std::size_t i = 0; i < sides.size(); ++i)
        short_rows.push_back({head[i + 1], outcome[0][i + 1], outcome[1][i + 1]});
      page.table(
          {"arrangement", "nobody asks, nobody decides", "help is asked for, and whoever may decide does"},
          short_rows);
      for (std::size_t i = 0; i < sides.size(); ++i) {
        page.heading(2, head[i + 1]);
        std::vector<std::vector<std::string>> own;
        for (const auto& row : features)
          if (row[i + 1] != "–") own.push_back({row[0], row[i + 1]});
        if (own.empty())
          page.paragraph("Nothing is added to what is in force.");
        else
          page.table({"feature", "what the clauses say"}, own);
      }
      sources(page, sides);
      foot(page, sides, day);
      if (!words.html.empty() && !write_file(words.html, page.html("Arrangements compared")))
        return exit_input;
      if (words.brief) print(page.markdown());
      return exit_done;
    }
    if (options.format == Format::json || options.format == Format::ndjson) {
      json out = json::array();
      for (const auto& row : rows)
        out.push_back(
            {{"feature", row[0]}, {"values", std::vector<std::string>(row.begin() + 1, row.end())}});
      const auto source = provenance(*sides[0].session);
      print(json{{"schema", "casus/matrix/1"},
                 {"engine", version},
                 {"corpus", {{"digest", source.digest}, {"instruments", source.instruments}}},
                 {"on", to_iso(day)},
                 {"beneficiary", beneficiary},
                 {"arrangements", std::vector<std::string>(head.begin() + 1, head.end())},
                 {"features", out}}
                .dump(options.format == Format::json ? 2 : -1) +
            "\n");
      return exit_done;
    }
    print("\n");
    print_table(head, rows, std::max<std::size_t>(table.width, 20 + 26 * sides.size()));
    print("\n  A statement about texts, not a prediction.\n");
    return exit_done;
  }

  const Comparison comparison = analysis::compare(sides[0].side, sides[1].side, beneficiary, day, how);
  const Telling telling(sides, comparison, beneficiary, day);
  const bool differs = comparison.smallest || !comparison.standing.empty();
  if (options.format == Format::json || options.format == Format::ndjson) {
    print(document(telling, sides, features).dump(options.format == Format::json ? 2 : -1) + "\n");
  } else if (words.brief || !words.html.empty()) {
    const Page page = brief_of_two(telling, sides, features);
    if (!words.html.empty() && !write_file(words.html, page.html("Two arrangements compared")))
      return exit_input;
    if (words.brief) print(page.markdown());
  } else {
    print_text(telling, provenance(*sides[0].session), features, table);
  }
  return differs ? exit_finding : exit_done;
}

}  // namespace casus::tool
