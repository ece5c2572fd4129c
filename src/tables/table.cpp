#include "tables/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/suggest.h"
#include "base/text.h"
#include "tables/check.h"

namespace casus::tables {

namespace {

using diag::Code;

constexpr std::size_t most_faults = 20;   // of one file; the rest is counted
constexpr std::size_t named_at_most = 5;  // columns of a header that does not fit

class Reading {
 public:
  Reading(const DataSet& set, const std::string& file, diag::Sink& sink,
          const std::function<void(const Record&)>& take, std::span<const DataSet> known)
      : set_(set),
        file_(file),
        sink_(sink),
        take_(take),
        known_(known),
        values_(set.columns.size()),
        check_(set) {}

  bool row(std::size_t number, std::span<const std::string_view> fields) {
    row_ = number;
    if (number == 1) return header(fields);
    if (fields.size() != places_.size()) {
      add(Code::table_columns, fmt::format("{} values, the header has {}", fields.size(), places_.size()),
          "is the file cut short, or is a value with a comma not in quotation marks?");
      return ++faults_ < most_faults;
    }
    bool good = true;
    for (std::size_t i = 0; i < fields.size(); ++i) good = value(places_[i], fields[i]) && good;
    if (!good) return faults_ < most_faults;
    if (const auto wrong = check_(values_)) {
      if (wrong->column)
        fault(wrong->code, *wrong->column, wrong->message, wrong->hint);
      else
        add(wrong->code, wrong->message, wrong->hint), ++faults_;
      return wrong->code != Code::table_version && faults_ < most_faults;
    }
    take_(Record(set_, number, values_));
    return true;
  }

  void fault(const CsvFault& csv) {
    std::string where = csv.row == 0 ? file_ : fmt::format("{}, row {}", file_, csv.row);
    if (csv.row != 0 && csv.column != 0) where += fmt::format(", value {}", csv.column);
    sink_.add(Code::table_unreadable, {}, fmt::format("{}: {}", where, csv.message));
    ++faults_;
  }

  /// After the last row.
  bool finish() {
    if (row_ == 0 && faults_ == 0) {
      sink_.add(Code::table_unreadable, {}, fmt::format("{} is empty", file_));
      ++faults_;
    } else if (row_ == 1 && faults_ == 0) {
      sink_.add(Code::table_unreadable, {}, fmt::format("{} has a header and no rows", file_),
                "is the file cut short, or are its lines ended otherwise?");
      ++faults_;
    }
    if (faults_ >= most_faults)
      sink_.add(Code::table_value, {},
                fmt::format("{}: {} faults, and reading stopped there", file_, faults_));
    return faults_ == 0;
  }

 private:
  bool header(std::span<const std::string_view> fields) {
    if (fields.size() == 1 && fields[0].find_first_of(";\t|") != fields[0].npos)
      return wrong(fmt::format("row 1: `{}` is no column of the {}", shortened(fields[0], 60), set_.title),
                   "values are parted by commas: this file parts them otherwise");
    for (const auto& set : known_)
      if (&set != &set_ && fits(set, fields))
        return wrong(
            fmt::format("row 1: these are the columns of the {}, not of the {}", set.title, set_.title),
            fmt::format("`casus import {} FILE --out NAME.sqlite` takes it", set.group));
    std::vector<bool> seen(set_.columns.size());
    std::vector<std::string_view> names, missing;
    std::vector<std::size_t> unknown;
    for (const auto& column : set_.columns) names.push_back(column.name);
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const auto at = set_.column(fields[i]);
      if (!at) {
        unknown.push_back(i);
      } else if (seen[*at]) {
        wrong(fmt::format("row 1, column {}: `{}` stands there twice", i + 1, fields[i]),
              "take one of the two out");
      } else {
        seen[*at] = true;
        places_.push_back(*at);
      }
    }
    for (std::size_t i = 0; i < seen.size(); ++i)
      if (!seen[i]) missing.push_back(names[i]);
    for (std::size_t i = 0; i < std::min(unknown.size(), named_at_most); ++i)
      wrong(fmt::format("row 1, column {}: `{}` is no column of the {}", unknown[i] + 1,
                        shortened(fields[unknown[i]], 60), set_.title),
            meant(fields[unknown[i]], names));
    if (unknown.size() > named_at_most)
      wrong(fmt::format("row 1: {} more columns that it does not have", unknown.size() - named_at_most),
            "is it another file?");
    if (!missing.empty())
      wrong(fmt::format("row 1: without the column{} {}{}", missing.size() == 1 ? "" : "s",
                        fmt::join(std::span(missing).first(std::min(missing.size(), named_at_most)), ", "),
                        missing.size() > named_at_most
                            ? fmt::format(" and {} more", missing.size() - named_at_most)
                            : ""),
            fmt::format("this reads the {}", set_.title));
    return faults_ == 0;
  }

  bool wrong(const std::string& message, std::string hint) {
    sink_.add(Code::table_columns, {}, fmt::format("{}, {}", file_, message), std::move(hint));
    ++faults_;
    return false;
  }

  static std::string meant(std::string_view field, const std::vector<std::string_view>& names) {
    const auto near = nearest(field, names);
    return near.empty() ? std::string() : fmt::format("did you mean `{}`?", near);
  }

  bool value(std::size_t at, std::string_view text) {
    const Column& column = set_.columns[at];
    Value& value = values_[at] = {};
    if (std::ranges::find(column.missing, text) != column.missing.end()) return true;
    if (column.kind == ColumnKind::text || column.kind == ColumnKind::day) {
      value.text = text;
      if (column.kind == ColumnKind::day && text.empty()) return absent(at);
    } else if (column.kind == ColumnKind::real) {
      double real = 0;
      if (!read(text, real) || !std::isfinite(real))
        return text.empty() ? absent(at)
                            : fault(Code::table_value, at, fmt::format("`{}` is no number", text), {});
      value.real = real;
    } else {
      std::int64_t number = 0;
      if (!read(text, number))
        return text.empty() ? absent(at)
                            : fault(Code::table_value, at, fmt::format("`{}` is no whole number", text), {});
      value.number = number;
    }
    const auto wrong = misfit(column, value);
    if (wrong.empty()) return true;
    return fault(
        Code::table_value, at, wrong,
        "a value that the data set uses for something missing has to be known to casus; none is guessed");
  }

  static bool read(std::string_view text, auto& number) {
    const auto end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    return read.ec == std::errc() && read.ptr == end;
  }

  bool absent(std::size_t at) {
    return fault(Code::table_value, at, "no value, and the data set has one in every row", {});
  }

  bool fault(Code code, std::size_t column, const std::string& message, std::string hint) {
    sink_.add(code, {},
              fmt::format("{}, row {}, column `{}`: {}", file_, row_, set_.columns[column].name, message),
              std::move(hint));
    ++faults_;
    return false;
  }
  void add(Code code, const std::string& message, std::string hint) {
    sink_.add(code, {}, fmt::format("{}, row {}: {}", file_, row_, message), std::move(hint));
  }

  const DataSet& set_;
  const std::string& file_;
  diag::Sink& sink_;
  const std::function<void(const Record&)>& take_;
  std::span<const DataSet> known_;
  std::vector<std::size_t> places_;  ///< by field of a row: the column of the schema
  std::vector<Value> values_;
  RowCheck check_;
  std::size_t row_ = 0;
  std::size_t faults_ = 0;
};

}  // namespace

bool read_table(const DataSet& set, const std::string& file, const ByteSource& bytes, diag::Sink& sink,
                const std::function<void(const Record&)>& take, std::span<const DataSet> known) {
  Reading reading(set, file, sink, take, known);
  const auto fault = read_csv(bytes, [&](std::size_t row, std::span<const std::string_view> fields) {
    return reading.row(row, fields);
  });
  if (fault) reading.fault(*fault);
  return reading.finish();
}

const DataSet* read_group(std::span<const DataSet* const> sets, const std::string& file,
                          const ByteSource& bytes, diag::Sink& sink,
                          const std::function<void(const Record&)>& take, std::span<const DataSet> known) {
  const DataSet* set = sets.front();
  std::optional<Reading> reading;
  const auto fault = read_csv(bytes, [&](std::size_t row, std::span<const std::string_view> fields) {
    if (row == 1) {
      set = &nearest_set(sets, fields);
      reading.emplace(*set, file, sink, take, known);
    }
    return reading->row(row, fields);
  });
  // A file without a header is no file of any set.
  if (!reading) reading.emplace(*set, file, sink, take, known);
  if (fault) reading->fault(*fault);
  return reading->finish() ? set : nullptr;
}

}  // namespace casus::tables
