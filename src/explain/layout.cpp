#include "explain/layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "explain/help.h"

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

std::string rank_words(const Model& model, InstrumentId id) {
  const Instrument& instrument = model[id];
  std::string text = fmt::format("the {} claims to prevail between its parties", instrument.title);
  if (instrument.rank_per.empty()) return text;
  // What the parties have agreed on the article stands under the same number.
  const bool disputed = std::ranges::any_of(instrument.provisions, [&](ProvisionId p) {
    return model[p].label.starts_with(instrument.rank_per) && model[p].status == CodingStatus::disputed;
  });
  return text + fmt::format(" ({}{})", plain(instrument.rank_per), disputed ? "; its reach is disputed" : "");
}

namespace {

/// `if_both`: it is said whether both have to come into play first.
std::string conflict_words(const Model& model, const Situation& situation, const Result& result,
                           const engine::Conflict& conflict, bool if_both) {
  const Row& a = result.rows[conflict.first];
  const Row& b = result.rows[conflict.second];
  const auto asked = [&](const Row& row) {
    const bool negative =
        row.duty->modality == Modality::must_not || row.duty->modality == Modality::should_not;
    std::string text = (negative ? "not to " : "") + plain(name(row.duty->act));
    // Of two duties to assist it matters whom.
    if (row.duty->act == Act::assist)
      if (const auto helped = spoken(model, helped_by(row), situation.day); helped.size() <= 3)
        text += (helped.empty() ? "" : " ") + list_words(helped);
    return text;
  };
  std::string text =
      fmt::format("{}: {} ({}) against {} ({})", fmt::join(codes(model, conflict.debtors), " "),
                  source(model, a.provision), asked(a), source(model, b.provision), asked(b));
  if (if_both && !conflict.truth.is_yes()) text += ", if both come into play";
  if (conflict.prevails != 0)
    text += "; " + rank_words(model, model[(conflict.prevails == 1 ? a : b).provision].instrument);
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

}  // namespace

std::vector<std::string> conflict_lines(const Model& model, const Situation& situation,
                                        const Result& result) {
  struct Line {
    std::string pair;
    engine::Conflict conflict;
  };
  std::vector<Line> lines;
  for (const auto& c : result.conflicts) {
    // Another event may bring about the same pair the other way round.
    engine::Conflict turned = c;
    std::swap(turned.first, turned.second);
    if (c.prevails != 0) turned.prevails = static_cast<std::int8_t>(3 - c.prevails);
    auto pair = conflict_words(model, situation, result, c, false);
    const auto round = conflict_words(model, situation, result, turned, false);
    const auto same = std::ranges::find_if(
        lines, [&](const Line& line) { return line.pair == pair || line.pair == round; });
    if (same == lines.end())
      lines.push_back({std::move(pair), c});
    else if (c.truth.is_yes())
      same->conflict.truth = c.truth;
  }
  std::vector<std::string> told;
  for (const auto& line : lines)
    told.push_back(conflict_words(model, situation, result, line.conflict, true));
  return told;
}

}  // namespace casus::explain
