// Diagnostics as documents: casus's own JSON, and SARIF 2.1.0 for tools that collect findings.
#pragma once

#include <span>
#include <string>

#include "diag/render.h"

namespace casus::diag {

/// `casus/diagnostics/1`: every diagnostic with code, severity, place, message, hint and heading.
std::string render_json(std::span<const Diagnostic> diagnostics, std::span<const SourceText> sources);

/// A SARIF 2.1.0 log with one run.
std::string render_sarif(std::span<const Diagnostic> diagnostics, std::span<const SourceText> sources);

}  // namespace casus::diag
