#include "evidence/rates.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/decimal.h"
#include "model/currency.h"
#include "tables/columns.h"

namespace casus::evidence {

namespace {

using diag::Code;

__extension__ using Wide = __int128;

constexpr std::int64_t unit = 1'000'000'000;  // of a rate

const tables::DataSet& rates_set() {
  static const tables::DataSet set{
      .name = "rates",
      .group = "rates",
      .title = "rates of exchange",
      .columns = tables::columns_of("currency,base,rate text; on day; source text"),
      .key = {"currency", "on"},
  };
  return set;
}

}  // namespace

std::optional<Rates> Rates::read(const std::string& file, const tables::ByteSource& bytes, diag::Sink& sink) {
  const std::size_t before = sink.errors();
  Rates rates;
  tables::read_table(rates_set(), file, bytes, sink, [&](const tables::Record& record) {
    const auto text = [&](std::string_view column) {
      return std::string(record.text(*record.set().column(column)));
    };
    const auto fault = [&](Code code, const std::string& message, std::string_view hint) {
      sink.add(code, {}, fmt::format("{}, row {}: {}", file, record.row(), message), std::string(hint));
    };
    for (const auto* column : {"currency", "base"})
      if (const auto word = text(column); !is_currency(word)) {
        const auto why = why_no_currency(word);
        return fault(Code::unknown_currency, fmt::format("`{}` {}", word, why.message), why.hint);
      }
    if (rates.base_.empty()) rates.base_ = text("base");
    if (text("base") != rates.base_)
      return fault(Code::rates_unfit,
                   fmt::format("the base is {} here and {} above", text("base"), rates.base_),
                   "one file has one base; keep the others in a file of their own");
    if (text("currency") == rates.base_)
      return fault(Code::rates_unfit, fmt::format("a rate of {} in itself", rates.base_),
                   "leave the row out");
    if (text("source").empty())
      return fault(Code::rates_unfit, "a rate without a source",
                   "say where it stands, in the column `source`");
    // Thousandths of a millionth are billionths.
    const auto rate = read_thousandths(text("rate"), unit / 1000);
    if (!rate || *rate <= 0)
      return fault(Code::rates_unfit, fmt::format("`{}` is no rate", text("rate")),
                   "write a decimal number above zero with at most nine digits behind the point");
    rates.rates_[text("currency")].push_back(
        {text("currency"), *rate, read_date(text("on")).date->earliest, text("source")});
  });
  if (sink.errors() != before) return std::nullopt;
  for (auto& [currency, list] : rates.rates_) std::ranges::sort(list, {}, &Rate::on);
  return rates;
}

const Rate* Rates::rate(std::string_view currency, Day on) const {
  const auto at = rates_.find(currency);
  if (at == rates_.end()) return nullptr;
  const auto after = std::ranges::upper_bound(at->second, on, {}, &Rate::on);
  return after == at->second.begin() ? nullptr : &*std::prev(after);
}

std::optional<Converted> Rates::convert(const MoneyKind& kind, Thousandths amount, Day on) const {
  if (kind.constant_year) return std::nullopt;
  if (kind.currency == base_) return Converted{amount, nullptr};
  const Rate* found = rate(kind.currency, on);
  if (found == nullptr) return std::nullopt;
  const Wide product = Wide{amount} * found->rate;
  const Wide half = product < 0 ? -Wide{unit / 2} : Wide{unit / 2};
  const Wide rounded = (product + half) / unit;
  if (rounded > INT64_MAX || rounded < INT64_MIN) return std::nullopt;
  return Converted{static_cast<Thousandths>(rounded), found};
}

std::string rate_words(const Rate& rate, std::string_view base) {
  std::string digits = fmt::format("{}.{:09}", rate.rate / unit, rate.rate % unit);
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.ends_with('.')) digits.pop_back();
  return fmt::format("1 {} = {} {} on {} ({})", rate.currency, digits, base, to_iso(rate.on), rate.source);
}

}  // namespace casus::evidence
