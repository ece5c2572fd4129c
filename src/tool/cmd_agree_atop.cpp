// `casus agree corpus FOLDER`: where the corpus and an import of ATOP differ, state by state and day by day.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "history/accession.h"
#include "history/rights.h"
#include "tool/accession_report.h"
#include "tool/catalogue.h"
#include "tool/embedded.h"
#include "tool/history.h"
#include "tool/question.h"

namespace casus::tool {

using namespace history;
using namespace model;

namespace {

std::optional<std::string> text_of_file(const std::string& path, diag::Sink& sink) {
  std::error_code ignored;
  const bool folder = std::filesystem::is_directory(path, ignored);
  if (std::ifstream file(path, std::ios::binary); file && !folder)
    return std::string{std::istreambuf_iterator<char>(file), {}};
  sink.add(diag::Code::cannot_read, {},
           fmt::format("{}: {}", path, folder ? "this is a folder, not a file" : "the file cannot be opened"),
           "check the path");
  return std::nullopt;
}

/// The list of pairs: the user's, or that of the corpus. Faults go to the sink.
std::pair<std::string, std::vector<Pair>> pairs_of(const AgreeWords& words, diag::Sink& sink) {
  if (words.pairs.empty()) {
    const std::string name = "corpus/pairs/atop.txt";
    for (const auto& file : embedded::pairs())
      if (file.path == "atop.txt") return {name, read_pairs(name, file.text, sink)};
    return {name, {}};
  }
  const auto text = text_of_file(words.pairs, sink);
  if (!text) return {words.pairs, {}};
  return {words.pairs, read_pairs(words.pairs, *text, sink)};
}

/// Leaves the pairs of instruments whose names begin with `only`, and those that share an instrument or an alliance with them.
void keep(std::vector<Pair>& pairs, const std::string& only) {
  std::set<std::string> instruments;
  std::set<int> alliances;
  for (const auto& pair : pairs)
    if (pair.instrument.starts_with(only)) instruments.insert(pair.instrument);
  for (std::size_t before = 0; before != instruments.size() + alliances.size();) {
    before = instruments.size() + alliances.size();
    for (const auto& pair : pairs) {
      // A doubtful pair joins nothing.
      if (!pair.doubt.empty()) continue;
      if (instruments.contains(pair.instrument)) alliances.insert(pair.alliance);
      if (alliances.contains(pair.alliance)) instruments.insert(pair.instrument);
    }
  }
  std::erase_if(pairs, [&](const Pair& pair) { return !instruments.contains(pair.instrument); });
}

}  // namespace

int agree_atop(const Options& given, const AgreeWords& words) {
  Options options = given;
  options.corpus.push_back(words.second);
  int exit = exit_done;
  auto session = load_checked(options, exit);
  if (!session) return exit;
  const Model& model = session->model();
  if (std::ranges::none_of(model.instruments,
                           [](const auto& instrument) { return instrument.name.starts_with("atop_"); })) {
    complain(
        "casus: {} holds no alliance of ATOP; `casus import atop FILE --out FOLDER` makes them, and a "
        "folder of the name `corpus` is written `./corpus`\n",
        words.second);
    return exit_input;
  }
  auto [file, pairs] = pairs_of(words, session->sink());
  keep(pairs, words.only);
  const auto check = check_accession(model, file, pairs, session->sink());
  if (session->report()) return exit_input;
  if (pairs.empty()) {
    complain("casus: {} has no pair of an instrument whose name begins with `{}`\n", file, words.only);
    return exit_input;
  }
  // A table for others to read holds the dates of the data set; what is shown to the user is no passing on.
  const bool table = options.format == Format::json || options.format == Format::csv;
  if (table &&
      refuse_without_rights(history::sources_of(model, "atop_"), words.has_rights, session->sink())) {
    session->report();
    return exit_input;
  }
  if (options.format == Format::json) {
    print(accession_json(*session, check));
  } else if (options.format == Format::csv) {
    print(words.pledges ? pledges_csv(model, check) : accession_csv(model, check));
  } else {
    print(words.pledges ? pledges_text(model, check) : accession_text(model, check));
  }
  const bool found = words.pledges ? pledges_differ(check) : differs(check);
  return found ? exit_finding : exit_done;
}

}  // namespace casus::tool
