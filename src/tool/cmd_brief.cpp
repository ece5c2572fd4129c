// `casus brief`: one page on a scenario, as Markdown and as one HTML file.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "analysis/flip.h"
#include "explain/help.h"
#include "explain/layout.h"
#include "tool/analysis.h"
#include "tool/flip_words.h"
#include "tool/page.h"
#include "tool/question.h"

namespace casus::tool {

using namespace model;
using engine::RowKind;

namespace {

/// Debtors that stand alike under one duty.
struct BriefGroup {
  const engine::Row* row = nullptr;
  explain::Item sample;
  StateSet debtors;
};

std::vector<BriefGroup> groups_of(const Asked& asked, const explain::Answer& answer) {
  std::vector<BriefGroup> groups;
  for (const auto& item : answer.items) {
    const auto& row = asked.result.rows[item.row];
    if (row.kind == RowKind::standing) continue;
    const auto same = std::ranges::find_if(groups, [&](const BriefGroup& g) {
      return g.row->provision == row.provision && g.row->duty == row.duty && g.row->kind == row.kind &&
             g.row->victim == row.victim && g.sample.truth == item.truth &&
             (row.kind != RowKind::breach || g.row->event == row.event);
    });
    BriefGroup& group = same == groups.end() ? groups.emplace_back() : *same;
    if (group.row == nullptr) {
      group.row = &row;
      group.sample = item;
    }
    group.debtors.insert(item.debtor.index());
  }
  return groups;
}

class Brief {
 public:
  Brief(Asked& asked, const explain::Answer& answer)
      : asked_(asked), answer_(answer), model_(asked.program->model()), groups_(groups_of(asked, answer)) {}

  std::string title() const {
    std::vector<std::string> events;
    for (const auto& event : asked_.scenario.events) events.push_back(explain::event_words(model_, event));
    return fmt::format("{}: who is bound to do what?", explain::sentence_case(explain::list_words(events)));
  }

  Page page() {
    page_.heading(1, title());
    page_.paragraph(fmt::format("Judged on {}.", to_words(asked_.situation.day)));
    for (const auto& s : asked_.scenario.suppositions) page_.bullet("Supposing " + s.text);
    for (auto id : asked_.scenario.readings) page_.bullet("Read as: " + model_[id].title);
    for (const auto& f : asked_.scenario.facts) page_.bullet("Given: " + f.text.substr(f.text.find(' ') + 1));
    answer();
    table();
    open();
    against();
    sources();
    const auto source = provenance(*asked_.session);
    page_.paragraph(
        fmt::format("casus {}, corpus {} ({} instruments, {}). A statement about texts, not a prediction.",
                    version, source.coded, source.instruments, source.digest));
    return std::move(page_);
  }

 private:
  /// What the group's duty says, once for those of whom the same holds.
  std::vector<std::string> sentences(const BriefGroup& group) {
    explain::Told told{{}, {}, true};
    engine::Row row = *group.row;
    row.truth = group.sample.truth;
    if (row.truth.is_open()) {
      auto terms = asked_.evaluator->diagram().minimal_terms(row.truth);
      told.terms = std::move(terms.terms);
      told.complete = terms.complete;
    }
    const Day day = explain::day_of_row(asked_.situation, row);
    explain::SpokenTogether together;
    for (const auto& code : explain::codes(model_, group.debtors)) {
      told.debtor = find_state(model_, code);
      together.add(code, spoken_on(model_[told.debtor], day),
                   explain::sentence(*asked_.evaluator, asked_.situation, asked_.result, row, told));
    }
    return together.told();
  }
  void tell(const BriefGroup& group) {
    for (const auto& sentence : sentences(group)) page_.bullet(sentence);
  }

  /// `; with a proviso for AUT FIN`, or nothing.
  std::string proviso_note(const BriefGroup& group, Day day) const {
    StateSet concerned;
    group.debtors.for_each([&](std::size_t d) {
      if (!explain::provisos_for(model_, *group.row, make_id<StateId>(d), day).empty()) concerned.insert(d);
    });
    return concerned.empty()
               ? std::string()
               : fmt::format("; with a proviso for {}", fmt::join(explain::codes(model_, concerned), " "));
  }

  void answer() {
    page_.heading(2, "Answer");
    explain::HelpCount bound(model_, asked_.situation.day), might = bound;
    for (const auto& group : groups_)
      if (explain::binds_to_help(*group.row))
        (group.sample.status == explain::Status::arises ? bound : might).add(*group.row, group.debtors);
    const auto more = might.beyond(bound);
    std::string text = fmt::format("**{}**", bound.told());
    if (!more.empty()) text += fmt::format(" It hangs on open questions for {}.", more.each(!bound.empty()));
    page_.paragraph(text);
    for (const auto& group : groups_)
      if (explain::binds_to_help(*group.row)) tell(group);
    const bool breach =
        std::ranges::any_of(groups_, [](const BriefGroup& g) { return g.row->kind == RowKind::breach; });
    if (breach) page_.paragraph("What is contrary to which text, as the facts are stated:");
    for (const auto& group : groups_)
      if (group.row->kind == RowKind::breach) tell(group);
  }

  void table() {
    page_.heading(2, "Every duty and permission");
    std::vector<std::vector<std::string>> rows;
    for (const auto& group : groups_) {
      if (group.row->kind == RowKind::breach) continue;
      const Day day = explain::day_of_row(asked_.situation, *group.row);
      const bool many = group.debtors.size() > 1;
      const StateId first = make_id<StateId>(group.debtors.first());
      const auto& elements = group.row->duty->debtor.elements;
      const bool anybody = !elements.empty() && elements[0].head == Head::any_state && many;
      rows.push_back({explain::source(model_, group.row->provision),
                      anybody ? "any state"
                      : many  ? fmt::format("{} states", group.debtors.size())
                              : title_on(model_[first], day),
                      explain::duty_note(model_, *group.row, day, many, first),
                      explain::form_note(model_, *group.row->duty) + proviso_note(group, day),
                      group.sample.status == explain::Status::arises ? "arises" : "open"});
    }
    if (rows.empty())
      page_.paragraph("None.");
    else
      page_.table({"provision", "who", "what", "form", "status"}, rows);
  }

  void open() {
    page_.heading(2, "What is open");
    const auto flips = analysis::flip(*asked_.evaluator, asked_.situation, asked_.result, answer_);
    if (flips.sets.empty()) {
      page_.paragraph("Nothing here hangs on an open question.");
      return;
    }
    for (const auto& pivot : flips.pivots)
      if (pivot.duties > 0)
        page_.bullet(fmt::format("{} ({}; pivotal for {} {})", pivot.text, pivot.id, pivot.debtors.size(),
                                 pivot.debtors.size() == 1 ? "state" : "states"));
    explain::HelpCount bound(model_, asked_.situation.day);
    for (const auto& effect : flips.bound)
      if (const auto& row = asked_.result.rows[effect.row]; explain::binds_to_help(row))
        bound.add(row, effect.debtors);
    if (const auto smallest = smallest_words(asked_, flips, bound); !smallest.empty())
      page_.paragraph("The fewest answers that bind more: " + smallest);
  }

  void against() {
    std::vector<std::string> lines;
    for (const auto& line : explain::conflict_lines(model_, asked_.situation, asked_.result))
      lines.push_back("Two duties that exclude each other: " + line + ".");
    std::set<ProvisionId> used;
    for (const auto& group : groups_) used.insert(group.row->provision);
    std::size_t drafts = 0;
    for (auto id : used) {
      const auto status =
          model_[id].status == CodingStatus::none ? model_[model_[id].instrument].status : model_[id].status;
      drafts += status == CodingStatus::draft || status == CodingStatus::none;
      if (status == CodingStatus::disputed)
        lines.push_back(
            fmt::format("{}: the coding is disputed. {}", explain::source(model_, id), model_[id].note));
      if (model_[model_[id].instrument].force == Force::disputed)
        lines.push_back(fmt::format("{}: whether the text binds is disputed.", explain::source(model_, id)));
    }
    if (drafts > 0)
      lines.push_back(
          fmt::format("The coding of {} of {} provisions used has not been reviewed.", drafts, used.size()));
    if (lines.empty()) return;
    page_.heading(2, "What speaks against reading too much into it");
    for (const auto& line : lines) page_.bullet(line);
  }

  void sources() {
    page_.heading(2, "Sources");
    std::set<std::string> cites;
    for (const auto& group : groups_) {
      const Provision& provision = model_[group.row->provision];
      cites.insert(fmt::format("{}: {}", explain::source(model_, group.row->provision),
                               provision.cite.empty() ? model_[provision.instrument].cite : provision.cite));
    }
    for (const auto& cite : cites) page_.bullet(cite);
  }

  Asked& asked_;
  const explain::Answer& answer_;
  const Model& model_;
  std::vector<BriefGroup> groups_;
  Page page_;
};

}  // namespace

int brief(const Options& options, const std::vector<std::string>& events, const std::string& html) {
  int exit = exit_done;
  auto asked = ask_question(options, events, exit);
  if (!asked) return exit;
  const auto answer = evaluate(*asked);
  Brief brief(*asked, answer);
  const std::string title = brief.title();
  const Page page = brief.page();
  if (html.empty()) {
    print(page.markdown());
  } else if (!write_file(html, page.html(title))) {
    return exit_input;
  }
  const int code = settle(*asked->session, options, answer, {});
  asked->session->report();
  return code;
}

}  // namespace casus::tool
