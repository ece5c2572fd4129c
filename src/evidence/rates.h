// Rates of exchange that the user states: without them sums of two currencies are never added.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/steps.h"
#include "tables/csv.h"
#include "tables/table.h"

namespace casus::evidence {

/// On a day one unit of the currency was worth so much of the base.
struct Rate {
  std::string currency;
  std::int64_t rate = 0;  ///< in billionths of a unit of the base
  Day on;
  std::string source;
};

/// A sum in the base, and by which rate; none where it was in the base already.
struct Converted {
  Thousandths amount = 0;
  const Rate* rate = nullptr;
};

class Rates {
 public:
  /// A file of the columns `currency`, `base`, `rate`, `on`, `source`, in any order. Nothing, with faults in the sink, where it
  /// cannot be used: one base for all rows, currencies of ISO 4217, rates above zero, each with a source, no two of one day.
  static std::optional<Rates> read(const std::string& file, const tables::ByteSource& bytes,
                                   diag::Sink& sink);

  const std::string& base() const { return base_; }
  /// The newest rate of a currency that is not after the day; null where there is none.
  const Rate* rate(std::string_view currency, Day on) const;
  /// The sum in the base, rounded to a thousandth. Nothing where no rate is stated by the day, for prices of a year, which a rate of a
  /// day does not turn into anything, and where the result does not fit.
  std::optional<Converted> convert(const MoneyKind& kind, Thousandths amount, Day on) const;

 private:
  std::string base_;
  std::map<std::string, std::vector<Rate>, std::less<>> rates_;  ///< by day
};

/// `1 USD = 0.92 EUR on 2023-02-24 (European Central Bank)`.
std::string rate_words(const Rate& rate, std::string_view base);

}  // namespace casus::evidence
