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

/// Two duties that exclude each other, in one line: `AUT: Treaty on European Union, article 42(7) (assist) against …`; which prevails, and
/// whether a proviso leaves room.
std::string conflict_words(const Model& model, const Situation& situation, const Result& result,
                           const engine::Conflict& conflict);

}  // namespace casus::explain
