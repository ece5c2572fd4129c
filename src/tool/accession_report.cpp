#include "tool/accession_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "explain/layout.h"
#include "tool/catalogue.h"
#include "tool/question.h"

namespace casus::tool {

using json = nlohmann::ordered_json;
using namespace history;
using namespace model;

namespace {

int number_of(const Model& model, InstrumentId alliance) {
  const std::string& name = model[alliance].name;
  int number = 0;
  std::from_chars(name.data() + name.find('_') + 1, name.data() + name.size(), number);
  return number;
}

/// The code of the Correlates of War that a state bears at the beginning of a spell; empty where it bears none.
std::string ccode_of(const Model& model, const AccessionRow& row) {
  const VagueDay& day = row.begin.corpus ? *row.begin.corpus : *row.begin.atop;
  std::string other;
  for (const auto& code : model[row.state].codes) {
    if (code.system != CodeSystem::cow) continue;
    if (code.spell.may_contain(day.earliest)) return code.code;
    if (other.empty()) other = code.code;
  }
  return row.presence == Presence::no_code ? std::string() : other;
}

/// The words of a group, each as a list.
struct GroupWords {
  std::vector<std::string> instruments, alliances, signed_on, force;
};
GroupWords accession_words_of(const Model& model, const PairGroup& group) {
  GroupWords words;
  for (const auto id : group.instruments) {
    const Instrument& instrument = model[id];
    words.instruments.push_back(instrument.name);
    if (instrument.signed_on) words.signed_on.push_back(edtf(*instrument.signed_on));
    const std::string force(name(instrument.force));
    if (std::ranges::find(words.force, force) == words.force.end()) words.force.push_back(force);
  }
  for (const auto id : group.alliances) words.alliances.push_back(std::to_string(number_of(model, id)));
  return words;
}

std::string joined(const std::vector<std::string>& list, std::string_view between = ";") {
  return fmt::format("{}", fmt::join(list, between));
}

std::vector<std::string> role_words(const AccessionRow& row) {
  std::vector<std::string> words;
  for (const auto role : row.roles) words.emplace_back(name(role));
  return words;
}
std::vector<std::string> question_words(const Model& model, const AccessionRow& row) {
  std::vector<std::string> words;
  for (const auto question : row.questions) words.push_back(model[question].name);
  return words;
}

std::string_view finding(const PledgeRow& row) {
  if (row.corpus_only + row.atop_only == 0) return "both";
  if (row.both > 0) return "in_part";
  return row.corpus_only > 0 ? (row.atop_only > 0 ? "apart" : "corpus_only") : "atop_only";
}

// ── JSON

json end_json(const SpellEnd& end) {
  const auto day = [](const std::optional<VagueDay>& value) -> json {
    if (!value) return nullptr;
    const std::string text = edtf(*value);
    return text.empty() ? json("open") : json(text);
  };
  return {{"corpus", day(end.corpus)},
          {"atop", day(end.atop)},
          {"days", end.days ? json{{"least", end.days->least}, {"most", end.days->most}} : json(nullptr)},
          {"difference", end.difference ? json(name(*end.difference)) : json(nullptr)}};
}

json pair_json(const Pair& pair) {
  json item{{"instrument", pair.instrument}, {"alliance", pair.alliance}};
  if (!pair.doubt.empty()) item["doubtful"] = pair.doubt;
  return item;
}

json number_json(const std::optional<double>& number) { return number ? json(*number) : json(nullptr); }

json summary_json(const AccessionSummary& sum) {
  json presence = json::object(), differences = json::array();
  for (std::size_t i = 0; i < sum.presence.size(); ++i)
    presence[std::string(name(static_cast<Presence>(i)))] = sum.presence[i];
  for (const auto& count : sum.differences)
    differences.push_back({{"difference", name(count.difference)},
                           {"meaning", meaning(count.difference)},
                           {"begins", count.begins},
                           {"median_begin_days", number_json(count.begin_days)},
                           {"ends", count.ends},
                           {"median_end_days", number_json(count.end_days)}});
  return {{"pairs", sum.pairs},
          {"instruments", sum.instruments},
          {"alliances", sum.alliances},
          {"states", sum.states},
          {"spells", sum.spells},
          {"same", sum.same},
          {"presence", presence},
          {"differences", differences},
          {"median_begin_days", number_json(sum.begin_days)},
          {"median_end_days", number_json(sum.end_days)}};
}

// ── text

using Cells = std::vector<std::string>;

/// Columns as wide as their widest entry; those of `right` stand to the right.
std::string accession_table(const std::vector<Cells>& rows, const std::set<std::size_t>& right) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], explain::width_of(row[i]));
  }
  std::string out;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string space(widths[i] - explain::width_of(row[i]), ' ');
      line += (i == 0 ? "  " : "  ") + (right.contains(i) ? space + row[i] : row[i] + space);
    }
    while (line.ends_with(' ')) line.pop_back();
    out += line + "\n";
  }
  return out;
}

std::string heading(const Model& model, const PairGroup& group) {
  const auto words = accession_words_of(model, group);
  return fmt::format("{} · ATOP {} · signed {} · {}\n", joined(words.instruments, ", "),
                     joined(words.alliances, ", "), joined(words.signed_on, ", "), joined(words.force, ", "));
}

std::string days_words(const std::optional<DaysApart>& days) {
  if (!days) return "–";
  return days->least == days->most ? std::to_string(days->least)
                                   : fmt::format("{} to {}", days->least, days->most);
}
std::string median_words(const std::optional<double>& days) {
  return days ? fmt::format("{:g}", *days) : std::string("–");
}

std::string rest_text(const AccessionCheck& check) {
  std::string out;
  if (!check.doubtful.empty()) {
    out += "\nDoubtful, not compared\n";
    for (const auto& pair : check.doubtful)
      out += explain::wrapped(fmt::format("{}, ATOP {}: {}", pair.instrument, pair.alliance, pair.doubt), 2,
                              terminal_width());
  }
  if (!check.absent.empty())
    out += fmt::format("\n{} of the pairs name an alliance that the import does not hold.\n",
                       check.absent.size());
  return out;
}

std::string counted(std::size_t number, std::string_view one) {
  return fmt::format("{} {}{}", number, one, number == 1 ? "" : "s");
}

std::string summary_text(const AccessionSummary& sum) {
  std::string out = fmt::format("{} of {} and {}; {}, {}, {} of them the same\n", counted(sum.pairs, "pair"),
                                counted(sum.instruments, "instrument"), counted(sum.alliances, "alliance"),
                                counted(sum.states, "state"), counted(sum.spells, "spell"), sum.same);
  std::vector<Cells> rows;
  for (std::size_t i = 0; i < sum.presence.size(); ++i)
    if (sum.presence[i] > 0)
      rows.push_back({std::string(name(static_cast<Presence>(i))), std::to_string(sum.presence[i]),
                      std::string(meaning(static_cast<Presence>(i)))});
  if (!rows.empty()) {
    rows.insert(rows.begin(), Cells{"presence", "spells", ""});
    out += "\n" + accession_table(rows, {1});
  }
  rows = {{"difference", "begins", "median", "ends", "median", ""}};
  for (const auto& count : sum.differences)
    rows.push_back({std::string(name(count.difference)), std::to_string(count.begins),
                    median_words(count.begin_days), std::to_string(count.ends), median_words(count.end_days),
                    std::string(meaning(count.difference))});
  const std::size_t both = sum.presence[static_cast<std::size_t>(Presence::both)];
  rows.push_back({"all", std::to_string(both), median_words(sum.begin_days), std::to_string(both),
                  median_words(sum.end_days), "days: positive where the corpus is later"});
  return out + "\n" + accession_table(rows, {1, 2, 3, 4});
}

}  // namespace

bool pledges_differ(const AccessionCheck& check) {
  return std::ranges::any_of(check.pledges, [](const PledgeRow& row) { return finding(row) != "both"; });
}

std::string accession_json(Session& session, const AccessionCheck& check) {
  const Model& model = session.model();
  const auto source = provenance(session);
  std::vector<json> groups;
  for (const auto& group : check.groups) {
    const auto words = accession_words_of(model, group);
    json alliances = json::array();
    for (const auto id : group.alliances) alliances.push_back(number_of(model, id));
    groups.push_back({{"instruments", words.instruments},
                      {"alliances", alliances},
                      {"signed", words.signed_on},
                      {"force", words.force},
                      {"spells", json::array()},
                      {"pledges", json::array()}});
  }
  for (const auto& row : check.rows)
    groups[row.group]["spells"].push_back({{"state", model[row.state].code},
                                           {"ccode", ccode_of(model, row)},
                                           {"roles", role_words(row)},
                                           {"questions", question_words(model, row)},
                                           {"presence", name(row.presence)},
                                           {"begin", end_json(row.begin)},
                                           {"end", end_json(row.end)}});
  for (const auto& row : check.pledges)
    groups[row.group]["pledges"].push_back({{"pledge", name(row.pledge)},
                                            {"both", row.both},
                                            {"corpus_only", row.corpus_only},
                                            {"atop_only", row.atop_only},
                                            {"finding", finding(row)}});
  json doubtful = json::array(), absent = json::array();
  for (const auto& pair : check.doubtful) doubtful.push_back(pair_json(pair));
  for (const auto& pair : check.absent) absent.push_back(pair_json(pair));
  return json{{"schema", "casus/accession/1"},
              {"engine", source.engine},
              {"corpus",
               {{"digest", source.digest}, {"instruments", source.instruments}, {"coded", source.coded}}},
              {"pairs", groups},
              {"doubtful", doubtful},
              {"absent", absent},
              {"summary", summary_json(summary(check))}}
             .dump(2) +
         "\n";
}

std::string accession_csv(const Model& model, const AccessionCheck& check) {
  std::string out =
      csv_line({"instrument", "alliance", "signed", "force", "state", "ccode", "role", "question", "presence",
                "corpus_begin", "atop_begin", "begin_days_least", "begin_days_most", "begin_difference",
                "corpus_end", "atop_end", "end_days_least", "end_days_most", "end_difference"});
  for (const auto& row : check.rows) {
    const auto group = accession_words_of(model, check.groups[row.group]);
    std::vector<std::string> fields = {joined(group.instruments),      joined(group.alliances),
                                       joined(group.signed_on),        joined(group.force),
                                       model[row.state].code,          ccode_of(model, row),
                                       joined(role_words(row)),        joined(question_words(model, row)),
                                       std::string(name(row.presence))};
    for (const auto* end : {&row.begin, &row.end}) {
      for (const auto* day : {&end->corpus, &end->atop}) {
        // No field is empty for two reasons: a side that lacks the spell says NA.
        const std::string text = *day ? edtf(**day) : std::string("NA");
        fields.push_back(text.empty() ? "open" : text);
      }
      fields.push_back(end->days ? std::to_string(end->days->least) : "NA");
      fields.push_back(end->days ? std::to_string(end->days->most) : "NA");
      fields.push_back(end->difference ? std::string(name(*end->difference)) : "NA");
    }
    out += csv_line(fields);
  }
  return out;
}

std::string pledges_csv(const Model& model, const AccessionCheck& check) {
  std::string out = csv_line(
      {"instrument", "alliance", "signed", "force", "pledge", "both", "corpus_only", "atop_only", "finding"});
  for (const auto& row : check.pledges) {
    const auto group = accession_words_of(model, check.groups[row.group]);
    out +=
        csv_line({joined(group.instruments), joined(group.alliances), joined(group.signed_on),
                  joined(group.force), std::string(name(row.pledge)), std::to_string(row.both),
                  std::to_string(row.corpus_only), std::to_string(row.atop_only), std::string(finding(row))});
  }
  return out;
}

std::string accession_text(const Model& model, const AccessionCheck& check) {
  std::string out;
  for (std::size_t g = 0, at = 0; g < check.groups.size(); ++g) {
    out += heading(model, check.groups[g]);
    std::vector<Cells> rows = {{"state", "role", "begin: corpus", "ATOP", "days", "difference", "end: corpus",
                                "ATOP", "days", "difference"}};
    for (; at < check.rows.size() && check.rows[at].group == g; ++at) {
      const auto& row = check.rows[at];
      Cells cells = {model[row.state].code, joined(role_words(row), ", ")};
      for (const auto* end : {&row.begin, &row.end}) {
        for (const auto* day : {&end->corpus, &end->atop}) {
          const std::string text = *day ? edtf(**day) : std::string("–");
          cells.push_back(text.empty() ? "open" : text);
        }
        cells.push_back(days_words(end->days));
        cells.emplace_back(end->difference ? name(*end->difference) : name(row.presence));
      }
      rows.push_back(std::move(cells));
    }
    out += accession_table(rows, {4, 8}) + "\n";
  }
  return out + summary_text(summary(check)) + rest_text(check);
}

std::string pledges_text(const Model& model, const AccessionCheck& check) {
  std::string out;
  std::map<std::string_view, std::array<std::size_t, pledges.size()>> counts;
  for (std::size_t g = 0, at = 0; g < check.groups.size(); ++g) {
    std::vector<Cells> rows = {{"pledge", "both", "corpus only", "ATOP only", "finding"}};
    for (; at < check.pledges.size() && check.pledges[at].group == g; ++at) {
      const auto& row = check.pledges[at];
      ++counts[finding(row)][static_cast<std::size_t>(row.pledge)];
      rows.push_back({std::string(name(row.pledge)), std::to_string(row.both),
                      std::to_string(row.corpus_only), std::to_string(row.atop_only),
                      std::string(finding(row))});
    }
    if (rows.size() > 1) out += heading(model, check.groups[g]) + accession_table(rows, {1, 2, 3}) + "\n";
  }
  std::vector<Cells> rows = {{"pairs by finding"}};
  for (const auto pledge : pledges) rows.front().emplace_back(name(pledge));
  for (const auto& [what, numbers] : counts) {
    Cells cells = {std::string(what)};
    for (const auto number : numbers) cells.push_back(std::to_string(number));
    rows.push_back(std::move(cells));
  }
  return out + accession_table(rows, {1, 2, 3, 4, 5}) + rest_text(check);
}

}  // namespace casus::tool
