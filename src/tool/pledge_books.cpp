#include "tool/pledge_books.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>

#include "evidence/words.h"
#include "explain/layout.h"
#include "explain/words.h"
#include "tool/catalogue.h"
#include "tool/history_files.h"
#include "tool/question.h"

namespace casus::tool {

using evidence::Collection;
using evidence::Steps;
using evidence::Thousandths;
using json = nlohmann::ordered_json;
using model::Stage;

std::vector<bool> PledgeBooks::recorded(const Steps& steps) const {
  std::vector<bool> result(steps.pledges.size());
  // Pledges of one collection mostly stand together.
  Collection collection;
  bool any = false;
  for (std::size_t p = 0; p < steps.pledges.size(); ++p) {
    const auto& pledge = steps.pledges[p];
    if (!any || collection.origin != pledge.origin)
      collection = evidence::collection_of(pledge.origin, collections), any = true;
    result[p] = evidence::records(pledge, collection, Stage::delivered);
  }
  return result;
}

std::vector<PledgeBooks::Unrecorded> PledgeBooks::without_deliveries() const {
  std::vector<Unrecorded> list;
  for (const auto& steps : books) {
    const auto recorded_of = recorded(steps);
    std::size_t at = 0;
    for (std::size_t p = 0; p < steps.pledges.size(); ++p) {
      if (steps.of(p).empty()) continue;
      const auto& origin = steps.pledges[p].origin;
      if (at >= list.size() || list[at].origin != origin) {
        at = static_cast<std::size_t>(std::ranges::find(list, origin, &Unrecorded::origin) - list.begin());
        if (at == list.size()) list.push_back({origin, evidence::collection_of(origin, collections).title});
      }
      ++list[at].of;
      list[at].pledges += !recorded_of[p];
    }
  }
  std::erase_if(list, [](const Unrecorded& one) { return one.pledges == 0; });
  std::ranges::sort(list, {}, &Unrecorded::origin);
  return list;
}

std::vector<const Steps*> PledgeBooks::pointers() const {
  std::vector<const Steps*> result;
  for (const auto& steps : books) result.push_back(&steps);
  return result;
}

namespace {

/// The code of a state that an option names; a fault where there is none.
std::string state_code(Session& session, std::string_view option, const std::string& word) {
  if (word.empty()) return {};
  const auto& model = session.model();
  if (const auto at = model.state_codes.find(word); at != model.state_codes.end()) return word;
  std::string lower;
  for (const char c : word)
    lower += c == ' ' ? '_' : (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  if (const auto at = model.state_aliases.find(lower); at != model.state_aliases.end())
    return model.states[at->second].code;
  session.sink().add(diag::Code::unknown_state, {},
                     fmt::format("`{} {}` names no state that casus knows", option, word),
                     "`casus list states` shows them");
  return word;
}

/// The pledges of the corpus that are asked for.
void add_corpus(PledgeBooks& books, const evidence::PledgeFilter& filter) {
  std::vector<model::Pledge> taken;
  for (const auto& pledge : books.model().pledges)
    if (evidence::takes(filter, pledge)) taken.push_back(pledge);
  Collection collection;
  collection.origin = "corpus";
  collection.title = "Pledges written in the corpus";
  books.collections.push_back(std::move(collection));
  if (!taken.empty()) books.books.push_back(evidence::steps_of(taken, books.known));
}

/// Those of the store, where there is one. Only a store that the user names has to be there.
void add_store(PledgeBooks& books, const StoreWords& words) {
  const char* const set = std::getenv("CASUS_PLEDGES");
  const bool named = !words.store.empty() || (set != nullptr && *set != '\0');
  std::error_code ignored;
  if (!named && !std::filesystem::exists(store_path(words), ignored)) return;
  auto& sink = books.session->sink();
  auto store = open_store(words, evidence::StoreMode::read, sink);
  if (!store) return;
  books.store = store->path();
  auto collections = store->collections();
  auto steps = store->steps(books.known, words.filter);
  if (!collections) return add_fault(sink, collections.error());
  if (!steps) return add_fault(sink, steps.error());
  // The newest file of a collection says what it covers.
  for (auto& stored : *collections) {
    const auto there = std::ranges::find(books.collections, stored.collection.origin, &Collection::origin);
    if (there != books.collections.end() && there->origin != "corpus")
      *there = std::move(stored.collection);
    else if (there == books.collections.end())
      books.collections.push_back(std::move(stored.collection));
  }
  books.books.push_back(std::move(*steps));
}

void convert_books(PledgeBooks& books, const std::string& path) {
  auto& sink = books.session->sink();
  const auto file = OpenFile::open(path, sink);
  if (!file) return;
  books.rates = evidence::Rates::read(path, file->bytes(), sink);
  file->whole(sink);
  if (!books.rates) return;
  for (auto& steps : books.books)
    books.conversions.push_back(evidence::convert(steps, *books.rates, books.on));
}

}  // namespace

std::optional<PledgeBooks> load_books(const Options& options, PledgeStandingWords words, int& exit) {
  PledgeBooks books;
  books.session = std::make_unique<Session>(options);
  auto& session = *books.session;
  session.load_corpus();
  session.load_evidence();
  session.build();
  const auto on = asked_day(session, options);
  const auto known = known_as_of(words.store, session.sink());
  auto& filter = words.store.filter;
  filter.donor = state_code(session, "--donor", filter.donor);
  filter.recipient = state_code(session, "--recipient", filter.recipient);
  if (!words.under.empty()) {
    books.under = instrument_named(session, words.under);
    if (books.under) filter.instrument = session.model()[books.under].name;
  }
  if (on && known && !session.sink().has_errors()) {
    books.on = *on;
    books.known = *known;
    books.filter = filter;
    add_corpus(books, filter);
    add_store(books, words.store);
    // What the user has put together comes before what casus brings.
    std::ranges::reverse(books.books);
    if (!words.rates.empty()) convert_books(books, words.rates);
  }
  if (!session.report()) return books;
  exit = session.exit_of_errors();
  return std::nullopt;
}

json books_head(const PledgeBooks& books, std::string_view what) {
  const auto or_null = [](const std::string& text) { return text.empty() ? json(nullptr) : json(text); };
  return {{"schema", "casus/pledges/1"},
          {"engine", version},
          {"what", what},
          {"on", to_iso(books.on)},
          {"known_as_of", books.known == Day::max() ? json(nullptr) : json(to_iso(books.known))},
          {"store", or_null(books.store)},
          {"asked",
           {{"donor", or_null(books.filter.donor)},
            {"recipient", or_null(books.filter.recipient)},
            {"origin", or_null(books.filter.origin)},
            {"item", or_null(books.filter.item)},
            {"under", books.under ? json(books.model()[books.under].name) : json(nullptr)}}}};
}

namespace {

std::vector<std::string> stage_names(const Collection& collection, bool covered) {
  std::vector<std::string> names;
  for (std::size_t s = 0; s < static_cast<std::size_t>(Stage::replaced); ++s)
    if (collection.records(static_cast<Stage>(s)) == covered)
      names.emplace_back(model::name(static_cast<Stage>(s)));
  return names;
}

}  // namespace

json collection_json(const Collection& collection) {
  const auto day = [](const std::optional<Day>& d) { return d ? json(to_iso(*d)) : json(nullptr); };
  return {{"origin", collection.origin},
          {"title", collection.title},
          {"release", collection.release},
          {"covers", stage_names(collection, true)},
          {"not_covered", stage_names(collection, false)},
          {"from", day(collection.from)},
          {"to", day(collection.to)},
          {"recipients", collection.recipients},
          {"cite", collection.cite},
          {"terms", collection.terms},
          {"note", collection.note}};
}

std::string books_title(const PledgeBooks& books, std::string_view what) {
  const auto& filter = books.filter;
  std::string out(what);
  if (!filter.donor.empty()) out += " of " + filter.donor;
  if (!filter.recipient.empty()) out += " to " + filter.recipient;
  if (!filter.item.empty()) out += fmt::format(", `{}`", filter.item);
  if (!filter.origin.empty()) out += fmt::format(", of the collection {}", filter.origin);
  if (books.under) out += fmt::format(", under the {}", books.model()[books.under].title);
  out += " · " + to_words(books.on);
  if (books.known != Day::max()) out += ", as known on " + to_words(books.known);
  return out + "\n";
}

std::string sum_words(Thousandths amount) {
  const bool negative = amount < 0;
  const std::uint64_t value =
      negative ? 0 - static_cast<std::uint64_t>(amount) : static_cast<std::uint64_t>(amount);
  constexpr std::uint64_t million = 1'000'000'000, billion = 1'000 * million;  // in thousandths
  const auto scaled = [&](std::uint64_t unit, std::string_view word) {
    const std::uint64_t tenths = value / (unit / 10) + (value % (unit / 10) >= unit / 20);
    return fmt::format("{}{}.{} {}", negative ? "-" : "", tenths / 10, tenths % 10, word);
  };
  // What rounds up to the next unit is told in it.
  if (value >= billion - million / 20) return scaled(billion, "bn");
  if (value >= million - million / 20000) return scaled(million, "mn");
  std::string text = std::to_string(value / 1000);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, ",");
  if (value % 1000 != 0) {
    text += fmt::format(".{:03}", value % 1000);
    text.erase(text.find_last_not_of('0') + 1);
  }
  return (negative ? "-" : "") + text;
}

std::string bound_words(Thousandths amount, model::Bound bound) {
  return std::string(evidence::before_number(bound)) + sum_words(amount);
}

std::string kind_words(const evidence::MoneyKind& kind) {
  constexpr std::array<std::string_view, 7> how = {"",
                                                   ", as the donor states it",
                                                   ", at what it cost",
                                                   ", at what replacing it costs",
                                                   ", at book value",
                                                   ", at market prices",
                                                   ", estimated"};
  static_assert(how.size() == static_cast<std::size_t>(model::Valuation::count_));
  std::string out = kind.currency;
  if (kind.constant_year) out += fmt::format(" in prices of {}", *kind.constant_year);
  return out + std::string(how[static_cast<std::size_t>(kind.valuation)]);
}

std::string coverage_lines(const Collection& collection, Day last) {
  const auto line = [](std::string_view word, const std::string& text) {
    auto wrapped = explain::wrapped(text, 15, 100);
    return fmt::format("  {:<13}", word) + wrapped.substr(15);
  };
  const auto not_covered = stage_names(collection, false);
  std::string covers = not_covered.empty()
                           ? "every stage, as far as its entries go"
                           : fmt::format("{}", fmt::join(stage_names(collection, true), ", "));
  if (collection.from && collection.to)
    covers += fmt::format("; {} to {}", to_words(*collection.from), to_words(Day{collection.to->number - 1}));
  if (!collection.recipients.empty())
    covers += fmt::format("; to {}", fmt::join(collection.recipients, ", "));
  std::string out = line("covers", covers);
  std::vector<std::string> gaps;
  if (!not_covered.empty()) gaps.push_back(fmt::format("{}", fmt::join(not_covered, ", ")));
  if (collection.from) gaps.push_back("days before " + to_words(*collection.from));
  if (collection.to) gaps.push_back("days from " + to_words(*collection.to) + " on");
  if (!collection.to && last != Day::min())
    gaps.push_back(fmt::format("whatever is not written in it: its last entry is of {}", to_words(last)));
  if (!gaps.empty()) out += line("not covered", fmt::format("{}", fmt::join(gaps, "; ")));
  if (!collection.note.empty()) out += line("note", collection.note);
  if (!collection.cite.empty()) out += line("cite", collection.cite);
  if (!collection.terms.empty()) out += line("terms", collection.terms);
  return out;
}

std::string figure_table(const std::vector<std::vector<std::string>>& rows, std::size_t indent) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (widths.size() <= i) widths.push_back(0);
      widths[i] = std::max(widths[i], explain::width_of(row[i]));
    }
  std::string out;
  for (const auto& row : rows) {
    std::string line(indent, ' ');
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string blanks(widths[i] - explain::width_of(row[i]), ' ');
      line += i == 0 ? row[i] + blanks : "   " + blanks + row[i];
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

}  // namespace casus::tool
