// What entries of a store share: texts, what is told in one word, kinds of money. Looked up, or added where they are new.
#pragma once

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "evidence/store_parts.h"

namespace casus::evidence {

/// An id, and whether it was made just now: then nothing that is there can have it. None for what is not told.
struct Shared {
  std::optional<std::int64_t> id;
  bool is_new = false;
};

class Pool {
 public:
  explicit Pool(tables::SqliteFile& file);
  /// False where the file holds words that casus does not know.
  bool is_good() const { return good_; }

  Shared text(const std::string& value);
  Shared told(const Told& value);
  Shared money_kind(const std::optional<Money>& money);

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  tables::SqliteFile& file_;
  tables::SqliteStatement find_text_, add_text_;
  std::unordered_map<std::string, std::int64_t, TextHash, std::equal_to<>> texts_;
  std::vector<Told> told_;
  std::vector<MoneyKind> kinds_;
  bool good_ = true;
};

}  // namespace casus::evidence
