// Files of wars, disputes and alliances made by hand in the columns of their data sets, and what is read of them as words.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "atop_rows.h"
#include "engine/program.h"
#include "history/atop.h"
#include "history/backtest.h"
#include "history/conflicts.h"
#include "support.h"
#include "tool/session.h"

namespace casus::test {

/// A file of the data set. What a row does not name is missing where the column may be, else its least value.
inline std::string csv_of(std::string_view set_name, const std::vector<Values>& rows) {
  const history::DataSet& set = *history::find_data_set(set_name);
  std::string text;
  for (const auto& column : set.columns) text += (text.empty() ? "" : ",") + std::string(column.name);
  text += "\n";
  for (const auto& row : rows) {
    for (const auto& [name, value] : row) EXPECT_TRUE(set.column(name)) << name;
    for (std::size_t i = 0; i < set.columns.size(); ++i) {
      const auto& column = set.columns[i];
      std::string value;
      if (const auto given = row.find(std::string(column.name)); given != row.end()) {
        value = given->second;
      } else if (set.version_column() == i) {
        value = set.versions.front();
      } else if (!column.missing.empty()) {
        value = column.missing.front();
      } else if (column.kind == history::ColumnKind::flag) {
        value = "0";
      } else if (column.kind != history::ColumnKind::text) {
        value = std::to_string(column.least);
      }
      text += (i == 0 ? "" : ",") + value;
    }
    text += "\n";
  }
  return text;
}

/// The rows of these files, by the name of the data set.
inline tables::Tables tables_of(std::map<std::string, std::string> files, diag::Sink& sink) {
  return [files = std::move(files), &sink](const history::DataSet& set,
                                           const std::function<void(const tables::Record&)>& take) {
    const auto file = files.find(std::string(set.name));
    if (file == files.end()) return false;
    return tables::read_table(set, file->first + ".csv", bytes_of(file->second), sink, take);
  };
}

/// The three columns of a day, as `Start` and `1` around their names.
inline void put_day(Values& row, const std::string& date, const std::string& year, const std::string& month,
                    const std::string& day) {
  row[year] = date.substr(0, 4);
  row[month] = std::to_string(std::stoi(date.substr(5, 2)));
  if (date.size() > 7) row[day] = std::to_string(std::stoi(date.substr(8, 2)));
}

inline Day iso(const std::string& date) {
  return *day_of(std::stoi(date.substr(0, 4)), std::stoi(date.substr(5, 2)), std::stoi(date.substr(8, 2)));
}

/// The states of the world.
inline const model::Model& world() {
  static tool::Session session{tool::Options{}};
  static const model::Model& model = [&]() -> const model::Model& {
    session.load_world();
    return session.build();
  }();
  return model;
}

/// The states, and alliances made of rows of ATOP.
struct Allied {
  tool::Session session{tool::Options{}};
  history::MadeInWar made_in;
  std::unique_ptr<engine::Program> program;

  explicit Allied(const std::vector<Values>& rows) {
    diag::Sink sink;
    const auto import = history::read_atop("atop.csv", bytes_of(table(rows)), world(), sink);
    for (const auto& d : sink.all()) ADD_FAILURE() << d.message;
    build(import.rows);
  }
  explicit Allied(std::span<const history::MemberPhase> rows) { build(rows); }
  /// Alliances written in the language.
  explicit Allied(const std::string& text) {
    session.load_world();
    session.add("test.casus", text, 1);
    compile();
  }

  const model::Model& model() const { return session.model(); }
  model::StateId state(std::string_view code) const { return find_state(model(), code); }

 private:
  void build(std::span<const history::MemberPhase> rows) {
    session.load_world();
    history::each_atop_source(
        rows, [&](std::string name, std::string text) { session.add(name + ".casus", std::move(text), 1); });
    made_in = history::made_in_war(rows);
    compile();
  }
  void compile() {
    session.build();
    for (const auto& d : session.sink().all()) ADD_FAILURE() << d.message;
    program = std::make_unique<engine::Program>(session.model());
  }
};

/// `1914-08-01 DEU armed_attack RUS, joins`, one for each attack.
inline std::vector<std::string> attacks_of(const model::Model& model, const history::Conflict& conflict) {
  std::vector<std::string> list;
  for (const auto& attack : conflict.attacks)
    list.push_back(fmt::format("{} {} {} {}{}{}", to_iso(attack.on), model[attack.by].code, name(attack.kind),
                               model[attack.target].code, attack.joiner ? ", joins" : "",
                               attack.goes_on ? ", goes on" : ""));
  return list;
}

/// `DEU 1 1914-08-01 1918-11-12, originator`: side, first day and the first after the last.
inline std::vector<std::string> belligerents_of(const model::Model& model,
                                                const history::Conflict& conflict) {
  std::vector<std::string> list;
  for (const auto& b : conflict.belligerents)
    list.push_back(fmt::format("{} {} {} {}{}", model[b.state].code, b.side, to_iso(b.from), to_iso(b.to),
                               b.originator ? ", originator" : ""));
  return list;
}

}  // namespace casus::test
