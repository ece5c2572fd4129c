// What was read of the tracker's files, before it becomes pledges. Only for kiel*.cpp.
#pragma once

#include <array>

#include "evidence/kiel.h"

namespace casus::evidence::kiel {

inline constexpr std::string_view title = "Ukraine Support Tracker";
inline constexpr std::string_view cite =
    "Trebesch, Antezza, Bushnell, Frank, Frank, Franz, Kharitonov, Kumar, Rebinskaya and Schramm, “The "
    "Ukraine Support Tracker: Which Countries Help Ukraine and How?”, Kiel Working Paper 2218 (2022, updated "
    "since)";
inline constexpr std::string_view terms =
    "Cite the work named, and the release. Whether rows may be passed on to others was not found stated; ask "
    "the Kiel Institute for the World Economy.";

/// What release_info.csv says.
struct Release {
  std::string number;
  std::string label;
  Day date;
  VagueDay last_month;
};

/// A row of data_explorer.csv.
struct MonthRow {
  std::size_t row;
  std::string donor;  ///< a code of casus
  std::string country;
  VagueDay month;
  Thousandths committed;
  std::array<std::pair<Category, Thousandths>, 3> allocated;
};

/// A kind of weapon with its number, in thousandths.
struct Weapon {
  std::string name;
  Thousandths count;
};
/// A row of weapons.csv.
struct WeaponRow {
  std::string donor, country, category;
  Thousandths value;
  std::vector<Weapon> weapons;
};

/// The rows of all files.
struct Rows {
  std::vector<MonthRow> months;
  std::vector<WeaponRow> weapons;
  std::vector<Release> releases;  ///< one at most, or a fault was reported
};

/// Collections of pledges made of them; a fault where rows lie outside the release.
std::vector<KielImport> collections_of(Rows rows, const KielOptions& options, diag::Sink& sink);

}  // namespace casus::evidence::kiel
