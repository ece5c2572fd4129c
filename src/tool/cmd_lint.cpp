// `casus lint`: what a treaty lawyer would mark, and what a coder has overlooked.
#include "catalogue/lint.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "tool/catalogue.h"
#include "tool/commands.h"
#include "tool/question.h"

namespace casus::tool {

using catalogue::LintClass;
using json = nlohmann::ordered_json;

int lint(const Options& options, const std::vector<std::string>& files, bool drafting) {
  Session session(options);
  session.load_corpus();
  for (const auto& file : files) session.load(file);
  const auto& model = session.build();
  if (session.sink().has_errors()) {
    session.report();
    return session.exit_of_errors();
  }
  const auto& given = session.given();
  const auto all = catalogue::lint(model);
  // Of the corpus that is shipped, what the texts themselves leave open is a count, unless it is asked for; of the
  // user's own files it is what he came for.
  std::vector<const catalogue::Finding*> told;
  std::map<std::string_view, std::size_t> counted;
  std::size_t accepted = 0, open = 0;
  for (const auto& finding : all) {
    const bool own = std::ranges::find(given, finding.span.source) != given.end();
    if (!files.empty() && !own) continue;
    const bool remark = finding.rule->kind == LintClass::drafting && !own && !drafting;
    if (!finding.reason.empty()) {
      ++accepted;
      if (drafting) told.push_back(&finding);
    } else if (remark) {
      ++counted[finding.rule->name];
    } else {
      ++open;
      told.push_back(&finding);
    }
  }
  const auto sources = session.source_texts();
  json findings = json::array();
  for (const auto* finding : told) {
    const auto& source = sources[finding->span.source.index()];
    const auto at = diag::position_of(source.text, finding->span.begin);
    const auto& instrument = model[finding->instrument].name;
    const std::string where = finding->provision ? model[finding->provision].label : std::string();
    if (options.format == Format::json) {
      findings.push_back({{"rule", finding->rule->name},
                          {"class", finding->rule->kind == LintClass::coding ? "coding" : "drafting"},
                          {"file", source.path},
                          {"line", at.line},
                          {"column", at.column},
                          {"instrument", instrument},
                          {"provision", where},
                          {"message", finding->message},
                          {"accepted", finding->reason.empty() ? json(nullptr) : json(finding->reason)}});
      continue;
    }
    print(fmt::format("{}:{}:{}: {}: {}{}: {}{}\n", source.path, at.line, at.column, finding->rule->name,
                      instrument, where.empty() ? "" : ", " + where, finding->message,
                      finding->reason.empty() ? "" : fmt::format(" (accepted: {})", finding->reason)));
  }
  session.report();  // the warnings of the checker
  const bool clean = open == 0 && session.sink().warnings() == 0;
  if (options.format == Format::json) {
    json remarks = json::object();
    for (const auto& [name, count] : counted) remarks[std::string(name)] = count;
    print(json{{"schema", "casus/lint/1"},
               {"findings", findings},
               {"accepted", accepted},
               {"open", open},
               {"warnings", session.sink().warnings()},
               {"left_open_by_the_texts", remarks}}
              .dump(2) +
          "\n");
    return clean ? exit_done : exit_finding;
  }
  for (const auto& rule : catalogue::lint_rules())
    if (const auto found = counted.find(rule.name); found != counted.end())
      print(fmt::format("{:>6} × {}: {}\n", found->second, rule.name, rule.meaning));
  if (!counted.empty()) print("These the texts themselves leave open; `casus lint --drafting` lists them.\n");
  print(fmt::format("{} findings, {} accepted with a reason, {} warnings\n", open, accepted,
                    session.sink().warnings()));
  return clean ? exit_done : exit_finding;
}

}  // namespace casus::tool
