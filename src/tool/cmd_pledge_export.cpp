// `casus pledge export`: the log as a table, as a document, or in the language.
#include <fmt/format.h>

#include <map>

#include "evidence/pledge_table.h"
#include "evidence/pledge_text.h"
#include "tool/catalogue.h"
#include "tool/pledge.h"
#include "tool/question.h"

namespace casus::tool {

using json = nlohmann::ordered_json;

namespace {

/// In the order of the log, so that an import into an empty store gives each entry its number again.
void export_csv(const std::vector<model::Pledge>& pledges) {
  const auto corrected = corrections_of(pledges);
  std::map<std::uint64_t, std::pair<const model::Pledge*, const model::PledgeEntry*>> log;
  std::string out = csv_line(evidence::pledge_header());
  for (const auto& pledge : pledges) {
    if (pledge.entries.empty()) out += csv_line(evidence::pledge_fields(pledge, nullptr, true));
    for (const auto& entry : pledge.entries) log[entry.number] = {&pledge, &entry};
  }
  for (const auto& [number, at] : log) {
    out += csv_line(evidence::pledge_fields(*at.first, at.second, !corrected.contains(number)));
    if (out.size() > (1 << 20)) {
      print(out);
      out.clear();
    }
  }
  print(out);
}

int export_text(std::vector<model::Pledge> pledges, Session& session) {
  const auto corrected = corrections_of(pledges);
  std::size_t left_out = 0;
  std::string out;
  for (auto& pledge : pledges) {
    left_out += std::erase_if(pledge.entries, [&](const model::PledgeEntry& entry) {
      return corrected.contains(entry.number) || entry.kind == model::EntryKind::withdrawn;
    });
    // What an entry corrects is left out with it; what is left stands for itself.
    for (auto& entry : pledge.entries) entry.corrects.reset();
    if (pledge.entries.empty()) continue;
    const auto text = evidence::pledge_text(pledge);
    if (!text) {
      session.sink().add(diag::Code::pledge_row, {}, text.error(),
                         "the language cannot say it: export it as csv or json");
      continue;
    }
    out += (out.empty() ? "" : "\n") + *text;
  }
  if (session.report()) return exit_input;
  print(out);
  if (left_out > 0)
    complain(
        "casus: {} entries are left out that others correct, or that correct them: the language tells "
        "what counts\n",
        left_out);
  return exit_done;
}

}  // namespace

int pledge_export(const Options& options, const StoreWords& words, const std::string& format) {
  Session session(options);
  auto& sink = session.sink();
  const auto known = known_as_of(words, sink);
  auto store = known ? open_store(words, evidence::StoreMode::read, sink) : std::nullopt;
  if (!store) return session.report(), exit_input;
  auto pledges = read_known(*store, words, *known, sink);
  if (!pledges) return session.report(), exit_input;
  if (format == "casus") return export_text(std::move(*pledges), session);
  if (format == "csv" && options.format != Format::json) {
    export_csv(*pledges);
    return exit_done;
  }
  const auto corrected = corrections_of(*pledges);
  auto document = store_head("casus/pledge-export/1", *store, *known);
  json list = json::array();
  for (const auto& pledge : *pledges) list.push_back(pledge_json(pledge, corrected));
  document["pledges"] = std::move(list);
  print(document.dump(2) + "\n");
  return exit_done;
}

}  // namespace casus::tool
