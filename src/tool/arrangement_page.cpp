#include "tool/arrangement_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "analysis/features.h"
#include "explain/layout.h"
#include "tool/question.h"

namespace casus::tool {

using namespace model;

Rows feature_rows(const std::vector<Arrangement>& sides, const std::string& beneficiary,
                  const analysis::Comparison* comparison) {
  Rows rows;
  for (const auto& arrangement : sides) {
    const analysis::Arising* arising = comparison == nullptr       ? nullptr
                                       : &arrangement == &sides[0] ? &comparison->left_arising
                                                                   : &comparison->right_arising;
    const auto list =
        analysis::features(arrangement.session->model(), analysis::instruments_of(arrangement.side),
                           find_state(arrangement.session->model(), beneficiary), arising);
    if (rows.empty())
      for (const auto& feature : list) rows.push_back({feature.key});
    for (std::size_t i = 0; i < list.size(); ++i) rows[i].push_back(list[i].value);
  }
  std::erase_if(rows, [](const auto& row) {
    return std::all_of(row.begin() + 1, row.end(), [](const auto& value) { return value == "–"; });
  });
  return rows;
}

void print_table(const std::vector<std::string>& head, const Rows& rows, std::size_t width) {
  const std::size_t columns = head.size();
  std::size_t first = explain::width_of(head[0]);
  for (const auto& row : rows) first = std::max(first, std::min<std::size_t>(24, explain::width_of(row[0])));
  const std::size_t each = std::max<std::size_t>(18, (width - 2 - first - 2 * (columns - 1)) / (columns - 1));
  const auto lines_of = [](const std::string& text, std::size_t wide) {
    std::vector<std::string> lines;
    const std::string wrapped = explain::wrapped(text, 0, wide);
    std::size_t start = 0;
    while (start < wrapped.size()) {
      const std::size_t end = wrapped.find('\n', start);
      lines.push_back(wrapped.substr(start, end - start));
      start = end + 1;
    }
    return lines;
  };
  const auto line = [&](const std::vector<std::string>& row) {
    Rows cells;
    std::size_t height = 0;
    for (std::size_t c = 0; c < columns; ++c) {
      cells.push_back(lines_of(row[c], c == 0 ? first : each));
      height = std::max(height, cells.back().size());
    }
    for (std::size_t l = 0; l < height; ++l) {
      std::string text = "  ";
      for (std::size_t c = 0; c < columns; ++c)
        text += explain::padded(l < cells[c].size() ? cells[c][l] : "", (c == 0 ? first : each)) + "  ";
      print(text.substr(0, text.find_last_not_of(' ') + 1) + "\n");
    }
  };
  line(head);
  for (const auto& row : rows) line(row);
}

void add_sources(Page& page, const std::vector<Arrangement>& sides) {
  std::set<std::string> cites, doubts;
  std::size_t instruments = 0, not_reviewed = 0, provisions = 0;
  for (const auto& arrangement : sides) {
    const Model& model = arrangement.session->model();
    for (auto id : analysis::instruments_of(arrangement.side)) {
      const Instrument& instrument = model[id];
      if (!cites.insert(fmt::format("{}: {}", instrument.title, instrument.cite)).second) continue;
      ++instruments;
      for (auto p : instrument.provisions) {
        const auto status = model[p].status == CodingStatus::none ? instrument.status : model[p].status;
        ++provisions;
        not_reviewed += status != CodingStatus::reviewed;
        if (status == CodingStatus::disputed)
          doubts.insert(fmt::format("{}: coding disputed.{}", explain::source(model, p),
                                    model[p].note.empty() ? "" : " " + model[p].note));
      }
      // Of many texts the notes would fill the page; `casus show` has them.
      if (sides.size() == 2 && !instrument.note.empty())
        doubts.insert(fmt::format("{}: {}", instrument.title, instrument.note));
    }
  }
  if (not_reviewed > 0)
    doubts.insert(fmt::format("The coding of {} of {} provisions of {} texts has not been reviewed.",
                              not_reviewed, provisions, instruments));
  if (!doubts.empty()) {
    page.heading(2, "What speaks against reading too much into it");
    for (const auto& doubt : doubts) page.bullet(doubt);
  }
  page.heading(2, "Sources");
  for (const auto& cite : cites) page.bullet(cite);
}

void add_foot(Page& page, const std::vector<Arrangement>& sides, Day day) {
  const auto source = provenance(*sides[0].session);
  page.paragraph(
      fmt::format("Judged on {}. casus {}, corpus {} ({} instruments, {}). A statement about texts, not a "
                  "prediction.",
                  to_words(day), version, source.coded, source.instruments, source.digest));
}

}  // namespace casus::tool
