// `casus agree`: two codings of the same instruments, compared field by field.
#include "catalogue/agree.h"

#include <fmt/format.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "tool/catalogue.h"
#include "tool/commands.h"
#include "tool/question.h"

namespace casus::tool {

using json = nlohmann::ordered_json;

namespace {

/// One coding: the built-in world with the instruments of that folder in place of those of the same name.
struct Coding {
  std::unique_ptr<Session> session;
  std::vector<model::InstrumentId> instruments;
};

std::optional<Coding> coding(Options options, const std::string& folder, int& exit) {
  options.corpus.push_back(folder);
  Coding result{load_checked(options, exit), {}};
  if (!result.session) return std::nullopt;
  result.session->load(folder);  // read already: this only marks it as what is meant
  const auto& model = result.session->model();
  const auto& given = result.session->given();
  for (std::size_t i = 0; i < model.instruments.size(); ++i)
    if (std::ranges::find(given, model.instruments[i].span.source) != given.end())
      result.instruments.push_back(make_id<model::InstrumentId>(i));
  return result;
}

json alpha_json(const std::optional<double>& alpha) { return alpha ? json(*alpha) : json(nullptr); }
std::string alpha_words(const std::optional<double>& alpha) {
  return alpha ? fmt::format("{:.3f}", *alpha) : std::string("–");
}

}  // namespace

int agree(const Options& options, const std::string& first, const std::string& second) {
  int exit = exit_done;
  const auto a = coding(options, first, exit);
  const auto b = a ? coding(options, second, exit) : std::nullopt;
  if (!b) return exit;
  const auto result =
      catalogue::agree(a->session->model(), a->instruments, b->session->model(), b->instruments);
  const bool whole = result.disputes.empty() && result.only_first.empty() && result.only_second.empty();
  if (options.format == Format::json) {
    json fields = json::array(), disputes = json::array();
    for (const auto& f : result.fields)
      fields.push_back(
          {{"field", f.field}, {"units", f.units}, {"agreed", f.agreed}, {"alpha", alpha_json(f.alpha)}});
    for (const auto& d : result.disputes)
      disputes.push_back({{"instrument", d.instrument},
                          {"provision", d.provision},
                          {"field", d.field},
                          {"first", d.first},
                          {"second", d.second}});
    print(json{{"schema", "casus/agree/1"},
               {"units", result.units},
               {"agreed", result.agreed},
               {"alpha", alpha_json(result.alpha)},
               {"fields", fields},
               {"disputes", disputes},
               {"only_first", result.only_first},
               {"only_second", result.only_second}}
              .dump(2) +
          "\n");
    return whole ? exit_done : exit_finding;
  }
  std::string out = fmt::format("{:<30}{:>7}{:>9}{:>8}\n", "field", "units", "agreed", "alpha");
  for (const auto& f : result.fields)
    out +=
        fmt::format("{:<30}{:>7}{:>8.1f}%{:>8}\n", f.field, f.units,
                    f.units == 0 ? 0.0 : 100.0 * static_cast<double>(f.agreed) / static_cast<double>(f.units),
                    alpha_words(f.alpha));
  out += fmt::format("{:<30}{:>7}{:>8.1f}%{:>8}\n", "all", result.units,
                     result.units == 0
                         ? 0.0
                         : 100.0 * static_cast<double>(result.agreed) / static_cast<double>(result.units),
                     alpha_words(result.alpha));
  for (const auto& d : result.disputes)
    out += fmt::format("\n{}{}: {}\n  first:  {}\n  second: {}\n", d.instrument,
                       d.provision.empty() ? "" : ", " + d.provision, d.field,
                       d.first.empty() ? "–" : d.first, d.second.empty() ? "–" : d.second);
  const auto alone = [&](const char* who, const std::vector<std::string>& list) {
    if (list.empty()) return;
    out += fmt::format("\nOnly in the {} coding: {}\n", who, list.size());
    constexpr std::size_t most = 20;
    for (std::size_t i = 0; i < std::min(most, list.size()); ++i) out += fmt::format("  {}\n", list[i]);
    if (list.size() > most) out += "  … (`--json` lists all)\n";
  };
  alone("first", result.only_first);
  alone("second", result.only_second);
  print(out);
  return whole ? exit_done : exit_finding;
}

}  // namespace casus::tool
