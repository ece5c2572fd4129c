// National Material Capabilities out of the store of data sets, as plain values.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "history/datasets.h"
#include "tool/balance.h"
#include "tool/history_files.h"
#include "tool/page.h"
#include "tool/streams.h"

namespace casus::tool {

using diag::Code;
using namespace model;

namespace {

struct NmcMeasure {
  std::string_view name;
  std::string_view title;
};
constexpr std::array nmc_measures = {
    NmcMeasure{"cinc",
               "composite index: the mean of a state's shares in the six below, of all states of the year"},
    NmcMeasure{"milex", "military expenditure, in thousands of the money of the year"},
    NmcMeasure{"milper", "military personnel, in thousands"},
    NmcMeasure{"irst", "iron and steel production, in thousands of tons"},
    NmcMeasure{"pec", "primary energy consumption, in thousands of tons of coal"},
    NmcMeasure{"tpop", "population, in thousands"},
    NmcMeasure{"upop", "urban population, in thousands"}};

/// Whether the state bears the code of the Correlates of War on that day.
bool bears(const State& state, const std::string& code, Day day) {
  return std::ranges::any_of(state.codes, [&](const DatedCode& dated) {
    return dated.system == CodeSystem::cow && dated.code == code && dated.spell.may_contain(day);
  });
}

/// Reads the values of a measure of the parties in the years. A state may have changed its code within a year: the code that it bore last
/// counts.
class CapabilityRows {
 public:
  CapabilityRows(const Model& model, const evidence::BalanceAsked& asked) : asked_(asked) {
    std::vector<std::string> names = asked.against;
    names.push_back(asked.state);
    for (const auto& name : names)
      if (const auto id = find_state(model, name)) parties_.push_back(&model[id]);
  }

  void take(int ccode, int year, const tables::Record& row, std::span<const std::size_t> columns) {
    if (year < asked_.first_year() || year > asked_.last_year()) return;
    const std::string code = std::to_string(ccode);
    for (const State* state : parties_) {
      int rank = 0;
      for (const auto& [month, day] : {std::pair(12, 31), std::pair(7, 1), std::pair(1, 1)})
        if (++rank; bears(*state, code, *day_of(year, month, day))) {
          keep({state->code, year}, rank, row, columns);
          break;
        }
    }
  }

  std::vector<evidence::Capability> values(std::size_t measure) const {
    std::vector<evidence::Capability> list;
    for (const auto& [of, found] : rows_)
      if (const auto value = found.values[measure]) list.push_back({of.first, of.second, *value});
    return list;
  }

 private:
  struct Found {
    int rank;
    std::vector<std::optional<double>> values;
  };

  void keep(std::pair<std::string, int> of, int rank, const tables::Record& row,
            std::span<const std::size_t> columns) {
    const auto there = rows_.find(of);
    if (there != rows_.end() && there->second.rank <= rank) return;
    Found found{rank, {}};
    for (const auto column : columns) {
      const auto number = row.number(column);
      found.values.push_back(number ? static_cast<double>(*number) : row.real(column));
    }
    rows_.insert_or_assign(std::move(of), std::move(found));
  }

  const evidence::BalanceAsked& asked_;
  std::vector<const State*> parties_;
  std::map<std::pair<std::string, int>, Found> rows_;
};

int year_of(Day day) { return std::stoi(to_iso(day).substr(0, 4)); }

}  // namespace

std::optional<std::vector<std::string>> nmc_measures_of(const std::string& words) {
  std::vector<std::string> names;
  for (const auto& measure : nmc_measures) names.emplace_back(measure.name);
  if (words == "all") return names;
  auto wanted = parts_of(words.empty() ? "cinc" : words);
  for (const auto& word : wanted)
    if (std::ranges::find(names, word) == names.end()) {
      complain("casus: `--measure`: `{}` is none of {}, all\n", word, fmt::join(names, ", "));
      return std::nullopt;
    }
  return wanted;
}

void read_capabilities(BalanceReport& report, const std::string& path,
                       const std::vector<std::string>& wanted) {
  auto& sink = report.session->sink();
  const auto store = read_store(path, sink);
  if (!store) return;
  const auto* name = store->has("nmc_7") ? "nmc_7" : "nmc_5";
  const history::DataSet& set = *history::find_data_set(name);
  if (!store->has(name)) {
    sink.add(Code::no_store, {}, fmt::format("{} does not hold {}", path, set.title),
             fmt::format("`casus import nmc FILE --out {}` adds it", path));
    return;
  }
  std::vector<std::size_t> columns;
  for (const auto& measure : wanted) columns.push_back(*set.column(measure));
  CapabilityRows rows(report.session->model(), report.asked);
  const std::size_t code = *set.column("ccode"), year = *set.column("year");
  const bool sound = store->read(set, path, sink, [&](const tables::Record& row) {
    rows.take(static_cast<int>(*row.number(code)), static_cast<int>(*row.number(year)), row, columns);
  });
  if (!sound) return;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const auto title = std::ranges::find(nmc_measures, wanted[i], &NmcMeasure::name)->title;
    report.measures.push_back({wanted[i], std::string(title),
                               evidence::capability_balance(report.asked, rows.values(i)), year_of(set.from),
                               year_of(set.to) - 1, set.may_pass_on});
  }
  for (const auto& stored : store->sets()) {
    if (stored.set != &set) continue;
    report.sources.push_back({{"name", set.name},
                              {"title", set.title},
                              {"sha256", stored.sha256},
                              {"rows", stored.rows},
                              {"cite", set.cite}});
    report.source_titles.push_back(fmt::format("{}, sha256:{}", set.title, stored.sha256.substr(0, 12)));
  }
}

}  // namespace casus::tool
