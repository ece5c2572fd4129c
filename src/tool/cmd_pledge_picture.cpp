// `casus pledge picture`: how much reached each stage, how it grew by month, how late it was; one collection at a time.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "evidence/tally.h"
#include "tool/page.h"
#include "tool/pledge_books.h"
#include "tool/pledge_pictures.h"
#include "tool/question.h"

namespace casus::tool {

using evidence::Steps;

namespace {

/// The pledges of one collection in a book.
struct Chosen {
  const Steps* steps = nullptr;
  std::string origin;
  std::vector<std::uint32_t> pledges;
};

/// Every collection that has pledges here, by book.
std::vector<Chosen> collections_of(const PledgeBooks& books) {
  std::vector<Chosen> list;
  for (const auto& steps : books.books)
    for (std::uint32_t p = 0; p < steps.pledges.size(); ++p) {
      const auto& origin = steps.pledges[p].origin;
      const auto there = std::ranges::find_if(
          list, [&](const Chosen& one) { return one.steps == &steps && one.origin == origin; });
      if (there != list.end())
        there->pledges.push_back(p);
      else
        list.push_back({&steps, origin, {p}});
    }
  return list;
}

/// Kinds of money that the pledges have, and whether one has a quantity.
struct Measures {
  std::set<std::uint16_t> kinds;
  bool quantities = false;
};
Measures measures_of(const Chosen& chosen) {
  Measures found;
  for (const auto p : chosen.pledges)
    for (const auto& step : chosen.steps->of(p)) {
      if (step.money_kind != evidence::Step::no_money) found.kinds.insert(step.money_kind);
      found.quantities = found.quantities || (step.has_quantity && step.kind == model::EntryKind::stage);
    }
  return found;
}

/// The kind of money that the word names, or what the pledges have where there is no word; false, with a message, where it cannot be told.
bool choose_measure(const Chosen& chosen, const std::string& word, std::optional<std::uint16_t>& kind) {
  const auto found = measures_of(chosen);
  std::vector<std::string> names;
  for (const auto one : found.kinds) {
    names.push_back(kind_words(chosen.steps->kinds[one]));
    const auto& currency = chosen.steps->kinds[one].currency;
    const auto alike = std::ranges::count_if(
        found.kinds, [&](std::uint16_t other) { return chosen.steps->kinds[other].currency == currency; });
    if (names.back() == word || (currency == word && alike == 1)) kind = one;
  }
  if (kind || (word.empty() && (found.quantities || found.kinds.empty()))) return true;
  if (word.empty() && found.kinds.size() == 1) {
    kind = *found.kinds.begin();
    return true;
  }
  complain("casus: sums of two kinds are not added: `--money` names one of {}\n", fmt::join(names, "; "));
  return false;
}

/// What the picture shows, below its title.
std::string subtitle_of(std::string_view picture, const std::string& measure) {
  if (picture == "waterfall")
    return "What has reached each stage and what is open between two of them, in " + measure;
  if (picture == "months") return "What is reached in all at the end of each month, in " + measure;
  return "The days on which they were announced, due and delivered";
}

}  // namespace

int pledge_picture(const Options& options, const PledgeStandingWords& words, const PledgePictureWords& of) {
  int exit = exit_done;
  const auto books = load_books(options, words, exit);
  if (!books) return exit;
  const auto collections = collections_of(*books);
  if (collections.size() != 1) {
    std::vector<std::string> names;
    for (const auto& one : collections) names.push_back(one.origin.empty() ? "``" : one.origin);
    if (collections.empty())
      complain("casus: no pledge on record fits\n");
    else
      complain("casus: figures of two collections are not added: `--origin` names one of {}\n",
               fmt::join(names, ", "));
    return collections.empty() ? exit_input : exit_usage;
  }
  const Chosen& chosen = collections.front();
  PledgePicture asked;
  if (of.picture != "slip" && !choose_measure(chosen, of.money, asked.kind)) return exit_usage;
  const auto collection = evidence::collection_of(chosen.origin, books->collections);
  asked.on = books->on;
  asked.pledges = chosen.pledges;
  asked.collections = books->collections;
  asked.frame.title = books_title(*books, "Pledges");
  asked.frame.subtitle =
      subtitle_of(of.picture, asked.kind ? kind_words(chosen.steps->kinds[*asked.kind]) : "pieces");
  asked.frame.source =
      fmt::format("{}{}{} · casus {}, corpus {}", collection.title, collection.release.empty() ? "" : ", ",
                  collection.release, version, books->session->digest().substr(0, 19));
  const auto text = of.picture == "waterfall" ? pledge_waterfall(*chosen.steps, asked)
                    : of.picture == "months"  ? pledge_cumulated(*chosen.steps, asked)
                                              : pledge_slips(*chosen.steps, asked);
  if (of.svg == "-") {
    print(text);
    return exit_done;
  }
  return write_file(of.svg, text) ? exit_done : exit_usage;
}

}  // namespace casus::tool
