// The alliances of ATOP: rows by member and phase become obligations by day, and these become source text of the language.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "diag/sink.h"
#include "history/datasets.h"
#include "history/pledge.h"
#include "model/model.h"
#include "tables/table.h"

namespace casus::history {

/// On what a pledge depends; ATOP's flags of that pledge.
struct PledgeLimits {
  bool adversary = false;                ///< a certain adversary
  bool location = false;                 ///< a certain place, which ATOP does not name
  bool conflict = false;                 ///< a certain conflict, which ATOP does not name
  bool number = false;                   ///< a number of adversaries
  bool demand = false;                   ///< a demand that was not met
  bool unprovoked = false;               ///< defense, neutrality
  bool attacked = false;                 ///< neutrality: only where the ally is attacked
  bool request = false;                  ///< consultation: only on request
  std::vector<std::string> adversaries;  ///< codes of casus, where ATOP names them
  friend auto operator<=>(const PledgeLimits&, const PledgeLimits&) = default;
};

/// One member in one phase.
struct MemberPhase {
  std::size_t row = 0;  ///< of the file
  int alliance = 0;
  int phase = 0;
  int ccode = 0;
  std::string state;  ///< code of casus
  VagueDay from;
  std::optional<VagueDay> to;  ///< exclusive; none while it is in effect
  std::array<std::optional<PledgeLimits>, pledges.size()>
      pledged;  ///< by kind; nothing where it is not pledged
  bool bilateral = false;
  int made_in_war = 0;  ///< number of the war in which it was made; 0 for none
};

struct AtopImport {
  std::vector<MemberPhase> rows;  ///< by alliance, phase, state
  std::size_t clipped = 0;        ///< rows whose state casus knows only for a part of the days
  std::size_t left_out = 0;       ///< rows whose state casus knows on none of them; each is told
};

/// Reads the member level of ATOP 4. Which state a code means is looked up in the model, on the day of entry or else on the first
/// later day of the row. A state that casus does not know in those days is a warning that names the row.
AtopImport read_atop(const Tables& tables, const std::string& file, const model::Model& model,
                     diag::Sink& sink);
/// The same from the bytes of its file.
AtopImport read_atop(const std::string& file, const ByteSource& bytes, const model::Model& model,
                     diag::Sink& sink);

/// A file of the language for one alliance: `rows` are its rows. The same rows give the same bytes.
std::string atop_source(std::span<const MemberPhase> rows);

/// The same for each alliance of the rows, which stand by alliance: calls `take` with its name and its text.
void each_atop_source(std::span<const MemberPhase> rows,
                      const std::function<void(std::string name, std::string text)>& take);

/// `atop_3180`.
std::string atop_name(int alliance);

}  // namespace casus::history
