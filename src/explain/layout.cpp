#include "explain/layout.h"

#include <fmt/format.h>

#include <algorithm>

namespace casus::explain {

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string padded(std::string text, std::size_t width) {
  const std::size_t have = width_of(text);
  if (have < width) text.append(width - have, ' ');
  return text;
}

std::string wrapped(const std::string& text, std::size_t indent, std::size_t width) {
  std::string out, line(indent, ' ');
  std::size_t start = 0;
  while (start < text.size()) {
    std::size_t end = text.find(' ', start);
    if (end == std::string::npos) end = text.size();
    const auto word = text.substr(start, end - start);
    if (width_of(line) + 1 + width_of(word) > width && width_of(line) > indent) {
      out += line + "\n";
      line.assign(indent, ' ');
    }
    if (width_of(line) > indent) line += ' ';
    line += word;
    start = end + 1;
  }
  return out + line + "\n";
}

std::string bold(std::string_view text, const TableOptions& options) {
  return options.colour ? fmt::format("\x1b[1m{}\x1b[0m", text) : std::string(text);
}

std::string dim(std::string_view text, const TableOptions& options) {
  return options.colour ? fmt::format("\x1b[2m{}\x1b[0m", text) : std::string(text);
}

std::string head(const Model& model, const Scenario& scenario, Day day, const Provenance& provenance,
                 const TableOptions& options) {
  std::string line;
  for (const auto& event : scenario.events) {
    if (!line.empty()) line += "; ";
    line += event.on == day ? event_words(model, event)
                            : fmt::format("{} on {}", event_words(model, event), to_words(event.on));
  }
  std::string out =
      fmt::format("\n  {} · {} · corpus {} ({} instruments)\n", bold(sentence_case(line), options),
                  to_words(day), provenance.coded, provenance.instruments);
  for (const auto& s : scenario.suppositions)
    out += fmt::format("  {} {}\n", dim("supposing", options), s.text);
  for (auto id : scenario.readings) out += fmt::format("  {} {}\n", dim("reading", options), model[id].title);
  for (const auto& f : scenario.facts)
    out += fmt::format("  {} {}\n", dim("given", options), f.text.substr(f.text.find(' ') + 1));
  return out;
}

std::string duty_note(const Model& model, const Row& row, Day day, bool many, StateId sole) {
  const std::string object = object_words(model, row, day, many ? StateId::none() : sole);
  return fmt::format(
      "{} {}", modality_heading(row.duty->modality),
      act_words(model, *row.duty, object, many ? "their" : "its", model[row.provision].instrument));
}

std::string conflict_words(const Model& model, const Situation& situation, const Result& result,
                           const engine::Conflict& conflict) {
  const Row& a = result.rows[conflict.first];
  const Row& b = result.rows[conflict.second];
  const auto asked = [](const Row& row) {
    const bool negative =
        row.duty->modality == Modality::must_not || row.duty->modality == Modality::should_not;
    return (negative ? "not to " : "") + plain(name(row.duty->act));
  };
  std::string text =
      fmt::format("{}: {} ({}) against {} ({})", fmt::join(codes(model, conflict.debtors), " "),
                  source(model, a.provision), asked(a), source(model, b.provision), asked(b));
  if (!conflict.truth.is_yes()) text += ", if both come into play";
  if (conflict.prevails != 0)
    text += fmt::format("; the {} prevails",
                        model[model[(conflict.prevails == 1 ? a : b).provision].instrument].title);
  for (const Row* row : {&a, &b}) {
    bool all = true;
    conflict.debtors.for_each([&](std::size_t s) {
      all = all && !provisos_for(model, *row, make_id<StateId>(s), day_of_row(situation, *row)).empty();
    });
    if (all)
      text += fmt::format("; the proviso of {} leaves room for it", plain(model[row->provision].label));
  }
  return text;
}

}  // namespace casus::explain
