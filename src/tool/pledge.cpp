#include "tool/pledge.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "base/decimal.h"
#include "evidence/pledge_table.h"
#include "evidence/words.h"
#include "tool/question.h"

namespace casus::tool {

using json = nlohmann::ordered_json;

std::string store_path(const StoreWords& words) {
  if (!words.store.empty()) return words.store;
  const char* const set = std::getenv("CASUS_PLEDGES");
  return set != nullptr && *set != '\0' ? set : "pledges.sqlite";
}

void add_fault(diag::Sink& sink, const evidence::StoreFault& fault) {
  sink.add(fault.code, {}, fault.message, fault.hint);
}

std::optional<evidence::PledgeStore> open_store(const StoreWords& words, evidence::StoreMode mode,
                                                diag::Sink& sink) {
  auto store = evidence::PledgeStore::open(store_path(words), mode);
  if (!store) {
    add_fault(sink, store.error());
    return std::nullopt;
  }
  if (!store->backup().empty())
    complain("casus: {} was upgraded to the format of this version; as it was it lies in {}\n", store->path(),
             store->backup());
  return std::move(*store);
}

std::optional<Day> day_of_option(std::string_view option, const std::string& text, diag::Sink& sink) {
  const auto reading = read_date(text);
  if (reading.date && reading.date->is_exact()) return reading.date->earliest;
  sink.add(reading.fault == DateFault::no_such_day && !reading.date ? diag::Code::no_such_day
                                                                    : diag::Code::not_a_date,
           {}, fmt::format("`{} {}` is not one day of the calendar", option, text),
           "write year-month-day, as 2023-02-21");
  return std::nullopt;
}

std::optional<Day> known_as_of(const StoreWords& words, diag::Sink& sink) {
  if (words.known_as_of.empty()) return Day::max();
  return day_of_option("--known-as-of", words.known_as_of, sink);
}

std::optional<std::vector<model::Pledge>> read_known(evidence::PledgeStore& store, const StoreWords& words,
                                                     Day known, diag::Sink& sink) {
  auto pledges = store.pledges(words.filter);
  if (!pledges) {
    add_fault(sink, pledges.error());
    return std::nullopt;
  }
  if (known == Day::max()) return std::move(*pledges);
  for (auto& pledge : *pledges)
    std::erase_if(pledge.entries, [&](const model::PledgeEntry& entry) { return entry.known > known; });
  // A pledge of which nothing was known yet is not known itself.
  std::erase_if(*pledges, [](const model::Pledge& pledge) { return pledge.entries.empty(); });
  return std::move(*pledges);
}

bool says_known(const Session& session, const model::PledgeEntry& entry) {
  return std::ranges::any_of(session.tree(entry.span.source).tokens(), [&](const syntax::Token& token) {
    return token.keyword == syntax::Keyword::k_known && entry.span.begin <= token.begin &&
           token.end <= entry.span.end;
  });
}

std::map<std::uint64_t, std::uint64_t> corrections_of(std::span<const model::Pledge> pledges) {
  std::map<std::uint64_t, std::uint64_t> corrected;
  for (const auto& pledge : pledges)
    for (const auto& entry : pledge.entries)
      if (entry.corrects) corrected[*entry.corrects] = entry.number;
  return corrected;
}

json store_head(std::string_view schema, const evidence::PledgeStore& store, Day known) {
  return {{"schema", schema},
          {"engine", version},
          {"store", store.path()},
          {"known_as_of", known == Day::max() ? json(nullptr) : json(to_iso(known))}};
}

namespace {

json number_or_null(const std::optional<model::Thousandths>& number) {
  // As text: a number of JSON is read as a floating point number, which 548.037 is not.
  return number ? json(thousandths_to_text(*number)) : json(nullptr);
}

json money_json(const std::optional<model::Money>& money) {
  if (!money) return nullptr;
  return {{"amount", thousandths_to_text(money->amount)},
          {"currency", money->currency},
          {"constant_year", money->constant_year ? json(*money->constant_year) : json(nullptr)},
          {"valuation", model::name(money->valuation)}};
}

}  // namespace

json pledge_json(const model::Pledge& pledge, const std::map<std::uint64_t, std::uint64_t>& corrected) {
  json covers = json::array(), entries = json::array();
  for (const auto stage : pledge.covers) covers.push_back(model::name(stage));
  for (const auto& entry : pledge.entries) {
    const auto by = corrected.find(entry.number);
    const bool counts = by == corrected.end();
    const auto iati = evidence::iati_transaction_type(pledge, entry, counts);
    entries.push_back({{"number", entry.number},
                       {"entry", evidence::entry_word(entry)},
                       {"quantity", number_or_null(entry.quantity)},
                       {"bound", evidence::name(entry.bound)},
                       {"money", money_json(entry.money)},
                       {"in_all", entry.in_all},
                       {"on", evidence::written(entry.on)},
                       {"earliest", to_iso(entry.on.earliest)},
                       {"latest", to_iso(entry.on.latest)},
                       {"known", entry.known == Day::min() ? json(nullptr) : json(to_iso(entry.known))},
                       {"item", entry.item},
                       {"category", model::name(entry.category)},
                       {"by_pledge", entry.by_pledge},
                       {"accepted", entry.accepted},
                       {"source", entry.source},
                       {"note", entry.note},
                       {"corrects", entry.corrects ? json(*entry.corrects) : json(nullptr)},
                       {"corrected_by", counts ? json(nullptr) : json(by->second)},
                       {"iati_transaction_type", iati.empty() ? json(nullptr) : json(iati)}});
  }
  return {{"pledge", pledge.name},
          {"title", pledge.title},
          {"by", pledge.by},
          {"to", pledge.to},
          {"item", pledge.item},
          {"category", model::name(pledge.category)},
          {"instrument", pledge.instrument},
          {"provision", pledge.provision},
          {"period", pledge.period},
          {"origin", pledge.origin},
          {"covers", std::move(covers)},
          {"note", pledge.note},
          {"entries", std::move(entries)}};
}

}  // namespace casus::tool
