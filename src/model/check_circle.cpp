// Provisions that wait for each other, or that take their duties from each other.
#include <fmt/format.h>

#include <algorithm>

#include "model/check_parts.h"

namespace casus::model {

using diag::Code;

namespace {

std::string route(const Model& model, const std::vector<ProvisionId>& circle, std::string_view relation) {
  std::string text = model[circle.front()].label;
  for (std::size_t i = 1; i <= circle.size(); ++i)
    text += fmt::format(" {} {}", relation, model[circle[i % circle.size()]].label);
  return text;
}

void report(const Model& model, diag::Sink& sink, const std::vector<ProvisionId>& circle,
            std::string_view relation, std::string_view consequence) {
  std::vector<diag::Related> related;
  for (std::size_t i = 1; i < circle.size() && i <= 3; ++i)
    related.push_back({model[circle[i]].label_span, fmt::format("{} is here", model[circle[i]].label)});
  const std::string shown = circle.size() <= 6 ? route(model, circle, relation)
                                               : fmt::format("{} provisions in a row", circle.size());
  sink.add({Code::circular_reference,
            model[circle.front()].label_span,
            circle.size() == 1 ? fmt::format("{} refers to itself", model[circle.front()].label)
                               : fmt::format("these provisions go round in a circle: {}", shown),
            fmt::format("{}; take one of the `{}` lines out", consequence, relation),
            std::move(related),
            {}});
}

enum class Mark : std::uint8_t { fresh, open, done };

// Each provision comes after at most one other: follow the line until it ends, meets a finished one or
// itself.
void after_circles(Model& model, diag::Sink& sink) {
  std::vector<Mark> marks(model.provisions.size(), Mark::fresh);
  for (std::size_t start = 0; start < marks.size(); ++start) {
    std::vector<ProvisionId> path;
    ProvisionId at = make_id<ProvisionId>(start);
    while (at && marks[at.index()] == Mark::fresh) {
      marks[at.index()] = Mark::open;
      path.push_back(at);
      at = model[at].after;
    }
    if (at && marks[at.index()] == Mark::open) {
      const auto first = std::ranges::find(path, at);
      report(model, sink, {first, path.end()}, "after", "none of them can ever begin");
      model.provisions[path.back().index()].after = ProvisionId::none();
    }
    for (auto id : path) marks[id.index()] = Mark::done;
  }
}

// Depth first, with a stack of its own: a corpus may be as deep as it is long.
void apply_circles(Model& model, diag::Sink& sink) {
  struct Step {
    ProvisionId at;
    std::size_t clause = 0;
    std::size_t link = 0;
  };
  std::vector<Mark> marks(model.provisions.size(), Mark::fresh);
  for (std::size_t start = 0; start < marks.size(); ++start) {
    if (marks[start] != Mark::fresh) continue;
    std::vector<Step> stack{{make_id<ProvisionId>(start)}};
    marks[start] = Mark::open;
    while (!stack.empty()) {
      Step& step = stack.back();
      const auto& clauses = model[step.at].clauses;
      if (step.clause == clauses.size()) {
        marks[step.at.index()] = Mark::done;
        stack.pop_back();
        continue;
      }
      auto& applies = model.clauses[clauses[step.clause].index()].applies;
      if (step.link == applies.size()) {
        ++step.clause;
        step.link = 0;
        continue;
      }
      const ProvisionId next = applies[step.link];
      if (marks[next.index()] == Mark::open) {
        std::vector<ProvisionId> circle;
        for (auto it = std::ranges::find(stack, next, &Step::at); it != stack.end(); ++it)
          circle.push_back(it->at);
        report(model, sink, circle, "apply", "it never comes to the duties");
        applies.erase(applies.begin() + static_cast<std::ptrdiff_t>(step.link));
        continue;
      }
      ++step.link;
      if (marks[next.index()] == Mark::done) continue;
      marks[next.index()] = Mark::open;
      stack.push_back({next});
    }
  }
}

}  // namespace

void break_circles(Model& model, diag::Sink& sink) {
  after_circles(model, sink);
  apply_circles(model, sink);
}

}  // namespace casus::model
