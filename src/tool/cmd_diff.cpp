// `casus diff`: what one arrangement makes of the same situations that another makes differently; and many side by side.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include "explain/layout.h"
#include "tool/analysis.h"
#include "tool/diff_report.h"
#include "tool/question.h"

namespace casus::tool {

using json = nlohmann::ordered_json;
using namespace model;
using analysis::Comparison;
using analysis::Owed;
using analysis::Posed;

namespace {

/// How many owe help in a plain attack, before and after a request and a decision, beyond what is owed without the arrangement.
Rows outcome_rows(const std::vector<Arrangement>& sides, const std::vector<Owed>& without_plain,
                  const std::vector<Owed>& without_decided, const Posed& plain, const Posed& decided,
                  const std::string& beneficiary, Day day) {
  const auto tell = [&](const Arrangement& arrangement, const Posed& posed,
                        const std::vector<Owed>& without) {
    // The same state may stand under several texts: it is told under the strongest.
    enum Rank { binding, by_draft, disputed, called, called_by_draft, open, talk, talk_by_draft, ranks };
    static constexpr std::string_view what[] = {"bound to assist",
                                                "would be bound to assist, were the text in force",
                                                "bound to assist, if the text binds",
                                                "called on, or have undertaken politically, to assist",
                                                "would be called on to assist, were the text in force",
                                                "open",
                                                "to consult",
                                                "to consult, were the text in force"};
    std::array<std::set<std::string>, ranks> who;
    std::set<std::string> hangs_on;
    for (const auto& owed : analysis::owed_under(arrangement.side, posed, beneficiary, day)) {
      if (owed.standing || std::ranges::find(without, owed) != without.end()) continue;
      const bool is_draft = owed.force == Force::proposal || owed.force == Force::draft;
      if (family(owed.act) != ActFamily::force) {
        if (owed.act == Act::consult && !owed.open) who[is_draft ? talk_by_draft : talk].insert(owed.debtor);
        continue;
      }
      const bool must = owed.modality == Modality::must;
      const Rank rank = owed.open                                 ? open
                        : is_draft                                ? (must ? by_draft : called_by_draft)
                        : !must || owed.force == Force::political ? called
                        : owed.force == Force::binding || owed.force == Force::unilateral ? binding
                                                                                          : disputed;
      who[rank].insert(owed.debtor);
      if (rank == open) hangs_on.insert(owed.on.begin(), owed.on.end());
    }
    std::string text;
    std::set<std::string> told;
    for (std::size_t rank = 0; rank < ranks; ++rank) {
      std::size_t count = 0;
      for (const auto& state : who[rank]) count += rank >= talk || told.insert(state).second;
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

/// The features of the arrangements side by side, with what each makes of a plain attack.
int matrix(const Options& options, const DiffWords& words, const std::vector<Arrangement>& sides,
           const std::string& common, const std::vector<std::string>& named, const std::string& beneficiary,
           Day day, const analysis::DiffOptions& how, const explain::TableOptions& table) {
  int exit = exit_done;
  const Rows features = feature_rows(sides, beneficiary);
  const Comparison first = analysis::compare(sides[0].side, sides[1].side, beneficiary, day, how);
  Posed plain = first.posed.empty() ? Posed{} : first.posed.front();
  plain.unprovoked = true;
  plain.requested = plain.decided = false;
  Posed decided = plain;
  decided.requested = decided.decided = true;
  auto without = read_arrangement(options, "nothing", common, exit, named);
  if (!without) return exit;
  const std::string without_note =
      fmt::format("In force on the day, and taken away from those that do not name it: {}.",
                  explain::list_words(without->without));
  auto rows = features;
  auto outcome = outcome_rows(sides, analysis::owed_under(without->side, plain, beneficiary, day),
                              analysis::owed_under(without->side, decided, beneficiary, day), plain, decided,
                              beneficiary, day);
  rows.insert(rows.end(), outcome.begin(), outcome.end());
  std::vector<std::string> head = {""};
  for (const auto& arrangement : sides) head.push_back(arrangement.side.label);
  if (words.brief || !words.html.empty()) {
    Page page;
    page.heading(
        1,
        fmt::format(
            "{} arrangements for {}", sides.size(),
            spoken_on(sides[0].session->model()[find_state(sides[0].session->model(), beneficiary)], day)));
    // Features down, one table for each: eight columns fit no page.
    page.paragraph(fmt::format(
        "What each makes of an attack by {}, beyond what is owed without it:",
        spoken_on(sides[0].session->model()[find_state(sides[0].session->model(), plain.attacker)], day)));
    Rows short_rows;
    for (std::size_t i = 0; i < sides.size(); ++i)
      short_rows.push_back({head[i + 1], outcome[0][i + 1], outcome[1][i + 1]});
    page.table(
        {"arrangement", "nobody asks, nobody decides", "help is asked for, and whoever may decide does"},
        short_rows);
    for (std::size_t i = 0; i < sides.size(); ++i) {
      page.heading(2, head[i + 1]);
      Rows own;
      for (const auto& row : features)
        if (row[i + 1] != "–") own.push_back({row[0], row[i + 1]});
      if (own.empty())
        page.paragraph("Nothing is added to what is in force.");
      else
        page.table({"feature", "what the clauses say"}, own);
    }
    if (!without->without.empty()) page.paragraph(without_note);
    add_sources(page, sides);
    add_foot(page, sides, day);
    if (!words.html.empty() && !write_file(words.html, page.html("Arrangements compared"))) return exit_input;
    if (words.brief) print(page.markdown());
    return exit_done;
  }
  if (options.format == Format::json || options.format == Format::ndjson) {
    json out = json::array();
    for (const auto& row : rows)
      out.push_back({{"feature", row[0]}, {"values", std::vector<std::string>(row.begin() + 1, row.end())}});
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
  if (!without->without.empty()) print("\n" + explain::wrapped(without_note, 2, table.width));
  print("\n  A statement about texts, not a prediction.\n");
  return exit_done;
}

}  // namespace

int diff(const Options& options, const DiffWords& words) {
  int exit = exit_done;
  std::vector<std::string> specs = words.arrangements;
  std::string common;
  if (!words.file.empty()) {
    const auto file = read_arrangement_file(words.file);
    if (!file) {
      complain("casus: cannot read {}\n", words.file);
      return exit_input;
    }
    specs.insert(specs.end(), file->sides.begin(), file->sides.end());
    common = file->common;
  }
  if (specs.size() < 2 || (specs.size() > 2 && !words.matrix)) {
    complain("casus: diff compares two arrangements; with --matrix as many as you like\n");
    return exit_usage;
  }
  // What one side names is taken away from those that do not name it: it may stand in force on the day anyway.
  std::vector<std::string> named;
  for (const auto& spec : specs)
    for (auto& name : instruments_named(spec))
      if (std::ranges::find(named, name) == named.end()) named.push_back(std::move(name));
  std::vector<Arrangement> sides;
  for (const auto& spec : specs) {
    auto arrangement = read_arrangement(options, spec, common, exit, named);
    if (!arrangement) return exit;
    sides.push_back(std::move(*arrangement));
  }
  const StateId who = beneficiary_of(sides, words.beneficiary, exit);
  if (!who) return exit;
  const std::string beneficiary = sides[0].session->model()[who].code;
  const Day day = *sides[0].side.base.on;
  analysis::DiffOptions how;
  for (const auto& code : words.attackers) {
    if (!find_state(sides[0].session->model(), code)) {
      complain("casus: there is no state `{}`; `casus list states` names them\n", code);
      return exit_input;
    }
    how.attackers.push_back(code);
  }
  explain::TableOptions table;
  table.colour = options.format == Format::text && colour_on(1);
  table.width = terminal_width();
  table.all = options.all;

  if (sides.size() > 2 || words.matrix)
    return matrix(options, words, sides, common, named, beneficiary, day, how, table);

  const Comparison comparison = analysis::compare(sides[0].side, sides[1].side, beneficiary, day, how);
  const Compared compared{sides, comparison, beneficiary, day, feature_rows(sides, beneficiary, &comparison)};
  const bool differs = comparison.smallest || !comparison.standing.empty();
  if (options.format == Format::json || options.format == Format::ndjson) {
    print(document(compared).dump(options.format == Format::json ? 2 : -1) + "\n");
  } else if (words.brief || !words.html.empty()) {
    const Page page = page_of(compared);
    if (!words.html.empty() && !write_file(words.html, page.html("Two arrangements compared")))
      return exit_input;
    if (words.brief) print(page.markdown());
  } else {
    print_text(compared, table);
  }
  return differs ? exit_finding : exit_done;
}

}  // namespace casus::tool
