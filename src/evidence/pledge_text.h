// A pledge in the language: what its parser reads back as the same pledge.
#pragma once

#include <expected>
#include <string>

#include "model/evidence.h"

namespace casus::evidence {

/// The block `pledge NAME "TITLE" { … }`, one line an entry. The language has no words for corrections, for a collection and for
/// days between two that are no month and no year: an entry of that sort is the error, in words.
std::expected<std::string, std::string> pledge_text(const model::Pledge& pledge);

}  // namespace casus::evidence
