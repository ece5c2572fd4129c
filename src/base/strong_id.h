// Strong ids: an index into one arena, which cannot be mistaken for an index into another.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace casus {

/// An index into the arena that `Tag` names. `none()` is the id that stands for "no such thing".
template <class Tag>
struct Id {
  std::uint32_t value = UINT32_MAX;

  static constexpr Id none() { return Id{}; }
  constexpr explicit operator bool() const { return value != UINT32_MAX; }
  constexpr std::size_t index() const { return value; }
  friend constexpr auto operator<=>(Id, Id) = default;
};

template <class IdType>
constexpr IdType make_id(std::size_t index) {
  return IdType{static_cast<std::uint32_t>(index)};
}

}  // namespace casus

template <class Tag>
struct std::hash<casus::Id<Tag>> {
  std::size_t operator()(casus::Id<Tag> id) const noexcept { return id.value; }
};
