// `casus pledge list [NAME]`: what the store holds, one line a pledge; or the log of one, entry by entry.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/decimal.h"
#include "base/suggest.h"
#include "base/text.h"
#include "evidence/pledge_table.h"
#include "evidence/words.h"
#include "explain/layout.h"
#include "tool/catalogue.h"
#include "tool/pledge.h"
#include "tool/question.h"

namespace casus::tool {

using json = nlohmann::ordered_json;

namespace {

/// A pledge in a line: what the log holds of it, and not what became of it.
struct ListLine {
  const model::Pledge* pledge;
  std::size_t entries = 0;
  std::size_t corrected = 0;
  Day last = Day::min();  ///< the latest day of knowledge
};

std::vector<ListLine> list_lines_of(const std::vector<model::Pledge>& pledges) {
  const auto corrected = corrections_of(pledges);
  std::vector<ListLine> lines;
  for (const auto& pledge : pledges) {
    ListLine line{&pledge, pledge.entries.size()};
    for (const auto& entry : pledge.entries) {
      line.corrected += corrected.contains(entry.number);
      line.last = std::max(line.last, entry.known);
    }
    lines.push_back(line);
  }
  return lines;
}

/// Columns as wide as their widest value, up to a limit.
std::string list_table(const std::vector<std::vector<std::string>>& rows) {
  constexpr std::size_t widest = 40;
  std::vector<std::size_t> widths(rows.front().size());
  for (const auto& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], std::min(explain::width_of(row[i]), widest));
  std::string out;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i)
      line += explain::padded(i + 1 < row.size() ? shortened(row[i], widest) : row[i], widths[i] + 2);
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

std::string list_text(const std::vector<ListLine>& lines, const std::string& path) {
  std::vector<std::vector<std::string>> rows = {{"PLEDGE", "BY", "TO", "ENTRIES", "LAST KNOWN", "ITEM"}};
  std::size_t entries = 0;
  for (const auto& line : lines) {
    entries += line.entries;
    rows.push_back({line.pledge->name, evidence::joined(line.pledge->by), evidence::joined(line.pledge->to),
                    std::to_string(line.entries), to_iso(line.last), line.pledge->item});
  }
  return list_table(rows) + fmt::format("\n{} pledges with {} entries in {}\n", lines.size(), entries, path);
}

json list_json(const std::vector<ListLine>& lines) {
  json list = json::array();
  for (const auto& [pledge, entries, corrected, last] : lines)
    list.push_back({{"pledge", pledge->name},
                    {"title", pledge->title},
                    {"by", pledge->by},
                    {"to", pledge->to},
                    {"item", pledge->item},
                    {"category", model::name(pledge->category)},
                    {"instrument", pledge->instrument},
                    {"origin", pledge->origin},
                    {"entries", entries},
                    {"corrected", corrected},
                    {"last_known", last == Day::min() ? json(nullptr) : json(to_iso(last))}});
  return list;
}

void list_csv(const std::vector<ListLine>& lines) {
  print(csv_line({"pledge", "title", "by", "to", "item", "category", "instrument", "origin", "entries",
                  "corrected", "last_known"}));
  for (const auto& [pledge, entries, corrected, last] : lines)
    print(csv_line({pledge->name, pledge->title, evidence::joined(pledge->by), evidence::joined(pledge->to),
                    pledge->item, std::string(model::name(pledge->category)), pledge->instrument,
                    pledge->origin, std::to_string(entries), std::to_string(corrected), to_iso(last)}));
}

/// `at least 14`, `3300000000 EUR in prices of 2021, acquisition`; `in all` where it says so.
std::string number_words(const model::PledgeEntry& entry) {
  std::string out;
  if (entry.quantity) out = thousandths_to_text(*entry.quantity);
  if (const auto& money = entry.money) {
    out +=
        fmt::format("{}{} {}", out.empty() ? "" : ", ", thousandths_to_text(money->amount), money->currency);
    if (money->constant_year) out += fmt::format(" in prices of {}", *money->constant_year);
    if (money->valuation != model::Valuation::unstated)
      out += fmt::format(" ({})", model::name(money->valuation));
  }
  if (out.empty()) return out;
  return std::string(evidence::before_number(entry.bound)) + out + (entry.in_all ? " in all" : "");
}

std::string log_text(const model::Pledge& pledge, const std::map<std::uint64_t, std::uint64_t>& corrected) {
  std::string out = pledge.name;
  if (!pledge.title.empty() && pledge.title != pledge.name) out += ", " + pledge.title;
  out += fmt::format("\n  by {}, to {}", fmt::join(pledge.by, ", "), fmt::join(pledge.to, ", "));
  if (!pledge.item.empty()) out += ", " + pledge.item;
  if (pledge.category != model::Category::unspecified)
    out += fmt::format(", {}", model::name(pledge.category));
  if (!pledge.instrument.empty()) {
    out += ", under " + pledge.instrument;
    if (!pledge.provision.empty()) out += " " + pledge.provision;
    if (!pledge.period.empty()) out += " for " + pledge.period;
  }
  if (!pledge.origin.empty()) out += ", of the collection " + pledge.origin;
  out += "\n\n";
  std::vector<std::vector<std::string>> rows = {{"NUMBER", "ENTRY", "HOW MUCH", "ON", "KNOWN", "SOURCE"}};
  for (const auto& entry : pledge.entries) {
    std::string said = entry.source;
    if (!entry.by_pledge.empty()) said += fmt::format("; by {}", entry.by_pledge);
    if (!entry.note.empty()) said += fmt::format("; {}", entry.note);
    if (entry.corrects) said += fmt::format("; corrects {}", *entry.corrects);
    if (const auto by = corrected.find(entry.number); by != corrected.end())
      said += fmt::format("; corrected by {}", by->second);
    rows.push_back({std::to_string(entry.number), std::string(evidence::entry_word(entry)),
                    number_words(entry), evidence::written(entry.on), to_iso(entry.known), said});
  }
  return out + list_table(rows);
}

int list_one(const Options& options, const std::vector<model::Pledge>& pledges,
             const evidence::PledgeStore& store, Day known) {
  const auto corrected = corrections_of(pledges);
  const auto& pledge = pledges.front();
  if (options.format == Format::json) {
    auto document = store_head("casus/pledge-export/1", store, known);
    document["pledges"] = json::array({pledge_json(pledge, corrected)});
    print(document.dump(2) + "\n");
  } else if (options.format == Format::csv) {
    print(csv_line(evidence::pledge_header()));
    for (const auto& entry : pledge.entries)
      print(csv_line(evidence::pledge_fields(pledge, &entry, !corrected.contains(entry.number))));
  } else {
    print(log_text(pledge, corrected));
  }
  return exit_done;
}

}  // namespace

int pledge_list(const Options& options, const StoreWords& words) {
  Session session(options);
  auto& sink = session.sink();
  const auto known = known_as_of(words, sink);
  auto store = known ? open_store(words, evidence::StoreMode::read, sink) : std::nullopt;
  if (!store) return session.report(), exit_input;
  const auto pledges = read_known(*store, words, *known, sink);
  if (!pledges) return session.report(), exit_input;
  if (!words.filter.name.empty()) {
    if (!pledges->empty()) return list_one(options, *pledges, *store, *known);
    std::vector<std::string_view> names;
    const auto all = store->pledges();
    if (all)
      for (const auto& pledge : *all) names.push_back(pledge.name);
    const auto near = nearest(words.filter.name, names);
    sink.add(diag::Code::unknown_name, {},
             fmt::format("there is no pledge `{}` in {}{}", words.filter.name, store->path(),
                         *known == Day::max() ? "" : " as known on " + to_iso(*known)),
             near.empty() || near == words.filter.name ? "`casus pledge list` shows them"
                                                       : fmt::format("did you mean `{}`?", near));
    session.report();
    return exit_input;
  }
  const auto lines = list_lines_of(*pledges);
  if (options.format == Format::json) {
    auto document = store_head("casus/pledge-list/1", *store, *known);
    document["pledges"] = list_json(lines);
    print(document.dump(2) + "\n");
  } else if (options.format == Format::csv) {
    list_csv(lines);
  } else {
    print(list_text(lines, store->path()));
  }
  return exit_done;
}

}  // namespace casus::tool
