// What the commands on what became of pledges share: the pledges of the corpus and of the store, and the day they are told for.
#pragma once

#include <memory>

#include "evidence/lateness.h"
#include "evidence/periods.h"
#include "tool/pledge.h"

namespace casus::tool {

/// The words of `casus pledge status`, `late` and `due`.
struct PledgeStandingWords {
  StoreWords store;
  std::string under;  ///< an instrument
  std::string rates;  ///< a file
  std::string by;     ///< donor, item, category or month; empty: category, donor and item
  int within = 90;    ///< days, of `due`
};

/// Pledges from wherever they are, as known on a day. Those of the corpus and those of the store stay apart.
struct PledgeBooks {
  std::unique_ptr<Session> session;
  Day on;
  Day known;          ///< `Day::max()`: everything that is known by now
  std::string store;  ///< the file; empty where there is none
  std::vector<evidence::Steps> books;
  std::vector<evidence::Conversion> conversions;  ///< of each book, where there are rates
  std::vector<evidence::Collection> collections;
  std::optional<evidence::Rates> rates;
  model::InstrumentId under;
  evidence::PledgeFilter filter;  ///< as asked for, states by their codes

  const model::Model& model() const { return session->model(); }
  /// By pledge of a book: whether its deliveries are recorded.
  std::vector<bool> recorded(const evidence::Steps& steps) const;
  /// The collections some of whose pledges have no deliveries recorded.
  struct Unrecorded {
    std::string origin;
    std::string title;
    std::size_t pledges = 0;  ///< without
    std::size_t of = 0;       ///< all that are asked for
  };
  std::vector<Unrecorded> without_deliveries() const;
  std::vector<const evidence::Steps*> pointers() const;
};

/// Loads them. On a fault prints the diagnostics, sets `exit` and returns nothing.
std::optional<PledgeBooks> load_books(const Options& options, PledgeStandingWords words, int& exit);

/// `schema`, `engine`, the day, the day of knowledge, what was asked for: the head of every document.
nlohmann::ordered_json books_head(const PledgeBooks& books, std::string_view what);
/// What a collection covers, as JSON.
nlohmann::ordered_json collection_json(const evidence::Collection& collection);
/// `Pledges to UKR on 1 December 2026`, and as known when.
std::string books_title(const PledgeBooks& books, std::string_view what);

// ── words of figures

/// `548.0 bn`, `12.5 mn`, `950`: a sum, or a number of pieces.
std::string sum_words(evidence::Thousandths amount);
/// The same with how it is meant: `at least 100`.
std::string bound_words(evidence::Thousandths amount, model::Bound bound);
/// `EUR, estimated`, `USD in prices of 2021`.
std::string kind_words(const evidence::MoneyKind& kind);
/// What a collection covers and what it does not, a line each, indented by two.
std::string coverage_lines(const evidence::Collection& collection, Day last);
/// Rows of a table, the first column to the left and the others to the right; the first row is its head.
std::string figure_table(const std::vector<std::vector<std::string>>& rows, std::size_t indent);

/// `casus pledge status`: what stages have reached, a section a collection.
int pledge_status(const Options& options, const PledgeStandingWords& words);
/// `casus pledge late`: what was due and is not delivered on record, or was delivered after its day.
int pledge_late(const Options& options, const PledgeStandingWords& words);
/// `casus pledge due`: what comes due within so many days, and the periods of standing duties that end in them.
int pledge_due(const Options& options, const PledgeStandingWords& words);

/// The periods of the standing duties of the instrument asked for, or of each that has pledges under it: as text and as JSON.
std::string ladder_lines(const PledgeBooks& books, std::span<const evidence::DutyLadder> ladders);
nlohmann::ordered_json ladders_json(const PledgeBooks& books, std::span<const evidence::DutyLadder> ladders);

}  // namespace casus::tool
