// Which words name a currency: the codes of ISO 4217. One list for files, tables, stores and rates.
#pragma once

#include <string_view>

namespace casus::model {

/// Whether the word is an alphabetic code of ISO 4217, current or withdrawn, in capitals; units of account such as `XDR` among them.
/// Metals, test codes and `XXX` are no currency, nor is a TIV.
bool is_currency(std::string_view word);

/// Why the word is no currency, as the rest of a sentence that begins with the word, and what to write instead.
struct CurrencyFault {
  std::string_view message;
  std::string_view hint;
};
CurrencyFault why_no_currency(std::string_view word);

}  // namespace casus::model
