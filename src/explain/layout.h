// Text laid out for a terminal: widths in characters, wrapped lines, headings.
#pragma once

#include <string>
#include <string_view>

#include "explain/render.h"

namespace casus::explain {

/// Characters of a UTF-8 text.
std::size_t width_of(std::string_view text);
/// Filled with blanks to `width` characters.
std::string padded(std::string text, std::size_t width);
/// Broken at blanks so that no line, indented by `indent`, is wider than `width`; ends with a line break.
std::string wrapped(const std::string& text, std::size_t indent, std::size_t width);

std::string bold(std::string_view text, const TableOptions& options);
std::string dim(std::string_view text, const TableOptions& options);

/// The head of every answer: events, day, corpus; what is supposed, read and given.
std::string head(const Model& model, const Scenario& scenario, Day day, const Provenance& provenance,
                 const TableOptions& options);

/// `bound to assist Poland`, `bound not to use force against Poland`: the duty of a row as a note, without source and
/// debtors. `many`: more than one debtor stands under it.
std::string duty_note(const Model& model, const Row& row, Day day, bool many, StateId sole = {});

/// What a text says of its own rank, which no rule of the engine decides for others: `the Egypt–Israel Peace Treaty claims to prevail
/// between its parties (article VI(5); its reach is disputed)`.
std::string rank_words(const Model& model, InstrumentId instrument);

/// Duties that exclude each other, each pair in one line: `AUT: Treaty on European Union, article 42(7) (assist) against …`; which
/// claims to prevail, and whether a proviso leaves room. A pair that several events bring about is told once.
std::vector<std::string> conflict_lines(const Model& model, const Situation& situation, const Result& result);

}  // namespace casus::explain
