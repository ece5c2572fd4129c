#include "tables/csv.h"

#include <csv.h>
#include <fmt/format.h>

#include <vector>

#include "base/text.h"

namespace casus::tables {

namespace {

constexpr std::size_t piece = 64 * 1024;
constexpr std::size_t longest_row = 1024 * 1024;  // bytes; no data set has a row of more than a few thousand
constexpr std::size_t most_fields = 4096;

/// What the parser's callbacks fill: one row at a time, its fields in one buffer.
struct Gathering {
  const RowSink& sink;
  std::size_t row = 1;
  std::string text;
  std::vector<std::size_t> ends;
  std::vector<std::string_view> fields;
  std::optional<CsvFault> fault;
  bool stopped = false;

  void fail(std::size_t column, std::string message) {
    if (!fault) fault = CsvFault{row, column, std::move(message)};
  }

  void field(std::string_view value) {
    if (fault || stopped) return;
    const std::size_t column = ends.size() + 1;
    if (column > most_fields || text.size() + value.size() > longest_row)
      return fail(column, "the row is longer than any row of such data; are its lines ended otherwise?");
    if (const auto bad = first_non_text(value); bad < value.size())
      return fail(column, fmt::format("byte {:#04x} is no part of UTF-8 text; a Latin-1 file becomes one "
                                      "with `iconv -f latin1 -t utf8`",
                                      static_cast<unsigned char>(value[bad])));
    text.append(value);
    ends.push_back(text.size());
  }

  void end_of_row() {
    if (fault || stopped) return;
    fields.clear();
    std::size_t from = 0;
    for (const auto to : ends) {
      fields.push_back(std::string_view(text).substr(from, to - from));
      from = to;
    }
    stopped = !sink(row, fields);
    text.clear();
    ends.clear();
    ++row;
  }
};

class Parser {
 public:
  Parser() { csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI); }
  ~Parser() { csv_free(&parser_); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
  csv_parser* get() { return &parser_; }

 private:
  csv_parser parser_{};
};

void on_field(void* value, std::size_t size, void* into) {
  static_cast<Gathering*>(into)->field({static_cast<const char*>(value), size});
}
void on_row(int, void* into) { static_cast<Gathering*>(into)->end_of_row(); }

}  // namespace

std::optional<CsvFault> read_csv(const ByteSource& bytes, const RowSink& sink) {
  Parser parser;
  Gathering into{sink};
  std::string buffer(piece, '\0');
  std::size_t since_row = 0;  // bytes since a row ended: a field that never ends is not kept in memory
  for (bool first = true;; first = false) {
    const std::size_t count = bytes(buffer);
    if (count == 0) break;
    std::string_view text(buffer.data(), count);
    if (first && text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (const auto zero = text.find('\0'); zero != std::string_view::npos) {
      into.fail(0, "a byte of zero: this is no text file");
      return into.fault;
    }
    const std::size_t row = into.row;
    if (csv_parse(parser.get(), text.data(), text.size(), on_field, on_row, &into) != text.size() &&
        !into.fault) {
      into.fail(into.ends.size() + 1,
                "a quotation mark stands inside a value that does not begin with one, or text follows the "
                "one that ends it");
      return into.fault;
    }
    if (into.fault || into.stopped) return into.fault;
    since_row = into.row == row ? since_row + count : 0;
    if (since_row > longest_row) {
      into.fail(into.ends.size() + 1,
                "the row is longer than any row of such data; a quotation mark may be missing");
      return into.fault;
    }
    if (count < buffer.size()) break;
  }
  if (csv_fini(parser.get(), on_field, on_row, &into) != 0)
    into.fail(into.ends.size() + 1, "the file ends inside quotation marks");
  return into.fault;
}

}  // namespace casus::tables
