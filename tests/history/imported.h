// The rows that are exported of an import or of a written text.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "atop_rows.h"
#include "history/atop.h"
#include "history/layout.h"
#include "history/table_writer.h"
#include "support.h"
#include "tool/session.h"

namespace casus::test {

/// The built-in states, and what was imported or written.
struct Imported {
  tool::Session session{tool::Options{}};

  static Imported atop(const std::string& text) {
    Imported made;
    tool::Session states{tool::Options{}};
    states.load_corpus();
    states.build();
    diag::Sink sink;
    const auto import = history::read_atop("atop.csv", bytes_of(text), states.model(), sink);
    EXPECT_FALSE(sink.has_errors());
    made.session.load_corpus();
    history::each_atop_source(
        import.rows, [&](std::string name, std::string text) { made.session.add(name, std::move(text), 1); });
    made.session.build();
    EXPECT_FALSE(made.session.sink().has_errors());
    return made;
  }

  std::vector<Values> rows(history::Export asked) const {
    std::vector<Values> list;
    const history::Unit& unit = *asked.unit;
    history::export_rows(session.model(), asked, [&](std::span<const history::Cell> cells) {
      Values row;
      ASSERT_EQ(cells.size(), unit.fields.size());
      for (std::size_t i = 0; i < cells.size(); ++i) {
        std::string value(history::missing_value);
        if (const auto* number = std::get_if<std::int64_t>(&cells[i])) value = std::to_string(*number);
        if (const auto* text = std::get_if<std::string_view>(&cells[i])) value = *text;
        row[std::string(unit.fields[i].name)] = value;
      }
      list.push_back(std::move(row));
    });
    return list;
  }
  std::vector<Values> rows(std::string_view unit, std::string_view only = "atop_") const {
    return rows({.unit = history::find_unit(unit), .only = only, .covered = {1816, 2016}});
  }
};

}  // namespace casus::test
