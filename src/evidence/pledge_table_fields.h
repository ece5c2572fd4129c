// The columns of a table of pledges, by place. For its reader and its writer alone.
#pragma once

#include <array>

#include "evidence/pledge_table.h"

namespace casus::evidence::pledge_table {

enum Field : std::uint8_t {
  number_,
  pledge_,
  title_,
  by_,
  to_,
  item_,
  category_,
  instrument_,
  provision_,
  period_,
  origin_,
  covers_,
  pledge_note_,
  entry_,
  quantity_,
  bound_,
  amount_,
  currency_,
  constant_year_,
  valuation_,
  in_all_,
  on_,
  known_,
  entry_item_,
  entry_category_,
  by_pledge_,
  accepted_,
  source_,
  note_,
  corrects_,
  iati_,
  fields
};

inline constexpr std::array<PledgeColumn, fields> columns = {{
    {"number", false, "the number of the entry in the file, for `corrects`; blank: its place"},
    {"pledge", true, "the name of the pledge, as leopard_2_germany"},
    {"title", false, "of the pledge"},
    {"by", true, "codes of those who pledge, parted by + or a blank"},
    {"to", true, "codes of those to whom"},
    {"item", false, "what is pledged"},
    {"category", false, "military, financial, humanitarian, political, diplomatic"},
    {"instrument", false, "the name of the instrument that it is under"},
    {"provision", false, "of it, as `article 5`"},
    {"period", false, "of a duty that returns, as 2019"},
    {"origin", false, "the collection: figures of two collections are never added"},
    {"covers", false, "stages that the collection records of it; blank: every one"},
    {"pledge_note", false, "of the pledge"},
    {"entry", true, "a stage, `due`, `late` or `withdrawn`; blank: the row only names the pledge"},
    {"quantity", false, "of the item"},
    {"bound", false, "how numbers are meant: exact, about, at_least, up_to"},
    {"amount", false, "of money"},
    {"currency", false, "ISO 4217"},
    {"constant_year", false, "the year in whose prices it is counted"},
    {"valuation", false, "stated, acquisition, replacement, book, market, estimate"},
    {"in_all", false, "1: numbers are what is reached in all; 0 or blank: they come on top"},
    {"on", true, "when, in EDTF: 2023-02-21, 2023-02, 2023-02-21~, [2023-02-03..2023-02-09]"},
    {"known", false, "the day since when it was known"},
    {"entry_item", false, "of the entry, where narrower"},
    {"entry_category", false, "likewise"},
    {"by_pledge", false, "of `replaced`: the pledge in its place"},
    {"accepted", false, "why it stands though it goes beyond what came before"},
    {"source", true, "where it is told"},
    {"note", false, "of the entry"},
    {"corrects", false, "the number of the entry of the file that no longer counts"},
    {"iati_transaction_type", false, "is written, and not read"},
}};

}  // namespace casus::evidence::pledge_table
