// `casus pledge verify`: whether the store is what was written.
#include <fmt/format.h>

#include "tool/pledge.h"
#include "tool/question.h"

namespace casus::tool {

using json = nlohmann::ordered_json;

int pledge_verify(const Options& options, const StoreWords& words) {
  Session session(options);
  auto store = open_store(words, evidence::StoreMode::read, session.sink());
  if (!store) return session.report(), exit_input;
  const auto report = store->verify();
  if (!report) {
    add_fault(session.sink(), report.error());
    session.report();
    return exit_input;
  }
  const bool sound = report->findings.empty();
  if (options.format == Format::json) {
    auto document = store_head("casus/pledge-verify/1", *store, Day::max());
    document.erase("known_as_of");
    document["entries"] = report->entries;
    document["pledges"] = report->pledges;
    document["collections"] = report->collections;
    document["digest"] = "sha256:" + report->digest;
    json findings = json::array();
    for (const auto& [where, what] : report->findings) findings.push_back({{"where", where}, {"what", what}});
    document["findings"] = std::move(findings);
    print(document.dump(2) + "\n");
  } else {
    for (const auto& [where, what] : report->findings) print(fmt::format("{}: {}\n", where, what));
    print(fmt::format("{}: {} entries of {} pledges, {}\n", store->path(), report->entries, report->pledges,
                      sound ? "as they were written" : "and not as they were written"));
    if (sound) print(fmt::format("digest of the log: sha256:{}\n", report->digest));
  }
  return sound ? exit_done : exit_finding;
}

}  // namespace casus::tool
