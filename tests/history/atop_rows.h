// Rows of ATOP's member level, made by hand in the columns of the file.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "history/datasets.h"

namespace casus::test {

using Values = std::map<std::string, std::string>;

/// A file of the data set: every column that a row does not name is 0.
inline std::string table(const std::vector<Values>& rows) {
  const history::DataSet& set = *history::find_data_set("atop");
  std::string text;
  for (const auto& column : set.columns)
    text += std::string(text.empty() ? "" : ",") + std::string(column.name);
  for (const auto& row : rows) {
    std::string line;
    for (const auto& column : set.columns) {
      const auto at = row.find(std::string(column.name));
      const std::string value = at != row.end() ? at->second : column.name == "version" ? "4.01" : "0";
      line += (line.empty() ? "" : ",") + value;
    }
    text += "\n" + line;
  }
  return text + "\n";
}

/// A member from one day to another; `to` may be empty.
inline Values member(const std::string& code, const std::string& from, const std::string& to,
                     Values more = {}) {
  const auto split = [&](const std::string& date, const std::string& suffix) {
    if (date.empty()) return;
    more["yr" + suffix] = std::to_string(std::stoi(date.substr(0, 4)));
    more["mo" + suffix] = std::to_string(std::stoi(date.substr(5, 2)));
    more["day" + suffix] = date.size() > 7 ? std::to_string(std::stoi(date.substr(8, 2))) : "";
  };
  split(from, "ent");
  split(to, "exit");
  more.try_emplace("atopid", "9001");
  more["member"] = code;
  return more;
}

}  // namespace casus::test
