// Files of data sets in one SQLite file, and their rows out of it again as if they were read from the files.
//
// One table a data set, with a column `row` before those of the schema: the row of the file, and the key of the table. Rows stand
// in the order of the file and tables in the order of their names, so that the same files give the same bytes in whatever order
// they are imported. What is missing is NULL. The table `data_set` says what is there, of which file and on what terms.
#pragma once

#include <expected>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "history/datasets.h"
#include "tables/sqlite.h"
#include "tables/table.h"

namespace casus::history {

/// What a store says of a data set that it holds.
struct Stored {
  const DataSet* set = nullptr;
  std::string file;    ///< its name, without a folder
  std::string sha256;  ///< of its bytes
  std::size_t rows = 0;
};

class Store {
 public:
  /// The store, or why these bytes are none. A database with anything in it that casus did not make is none.
  static std::expected<Store, std::string> open(std::string_view bytes);

  /// By name.
  const std::vector<Stored>& sets() const { return sets_; }
  bool has(std::string_view set) const;

  /// Hands each row to `take`, as `read_table` does with the file. A value, a row or a column that does not fit the schema is an
  /// error in the sink that names the table, the row of the file and the column; `file` is the name of the store there. True where
  /// there was none.
  bool read(const DataSet& set, const std::string& file, diag::Sink& sink,
            const std::function<void(const Record&)>& take) const;

 private:
  friend std::expected<std::string, std::string> write_store(std::span<const Store> stores);
  explicit Store(SqliteReader reader) : reader_(std::move(reader)) {}

  SqliteReader reader_;
  std::vector<Stored> sets_;
};

/// A file that goes into a store.
struct StoredFile {
  std::string path;                     ///< for messages
  std::string name;                     ///< without a folder
  ByteSource bytes;                     ///< is read to its end
  std::function<std::string()> sha256;  ///< of the bytes read; asked at the end
};

/// Reads a file of a group against its schema into a store of its own; nothing where there was an error.
std::optional<Store> store_file(std::string_view group, const StoredFile& file, diag::Sink& sink);

/// The bytes of one store with what all of them hold; of a data set that several hold the last one counts. Why not, where a table
/// is damaged or has lost rows: nothing is left out in silence.
std::expected<std::string, std::string> write_store(std::span<const Store> stores);

}  // namespace casus::history
