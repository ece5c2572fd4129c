// What an answer found, under the headings that `casus ask` lists it by: debtors that stand alike under one duty are one group.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "explain/answer.h"

namespace casus::explain {

/// The headings of an answer, in their order. `open` stands last in the enumeration and is told by lines of its own.
enum class Section : std::uint8_t {
  assist,
  assist_if_binding,
  act,
  consult,
  called_on,
  may,
  contrary,
  standing,
  open
};
inline constexpr std::size_t section_count = 9;

/// The name in documents: `assist_if_binding`.
std::string_view name(Section section);
/// The heading: `Bound to assist, if the text binds`.
std::string_view heading(Section section);

/// Where a duty is listed: by what its text binds to, whether it arises, and what its act is.
Section section_of(const Model& model, const Row& row, Status status);

/// Debtors that stand alike under one duty.
struct Group {
  Section section = Section::assist;
  const Row* row = nullptr;
  Item sample;
  StateSet debtors;
  StateSet proviso;  ///< those of them that a proviso concerns
};

/// An answer in groups, in the order in which its items first name them.
class Groups {
 public:
  Groups(const Model& model, const Situation& situation, const Result& result, const Answer& answer);

  const std::vector<Group>& list() const { return list_; }
  /// The group of an item of the answer, as an index into `list`.
  std::size_t of_item(std::size_t item) const { return of_item_[item]; }

  /// `29 parties`, `any state`; up to three states by their names.
  std::string who(const Group& group) const;
  /// What the heading does not say already: `not to use force; at once; politically binding only`. May be empty.
  std::string note(const Group& group) const;

 private:
  bool helped_differ() const;

  const Model& model_;
  const Situation& situation_;
  std::vector<Group> list_;
  std::vector<std::size_t> of_item_;
  bool name_helped_ = false;  ///< not all help is for the one state that is struck
};

}  // namespace casus::explain
