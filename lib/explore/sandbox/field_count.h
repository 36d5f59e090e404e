// How many fields a struct has.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

namespace tenter::explore {
namespace detail {

struct ConvertsToAnything {
  template <class T>
  operator T() const;  // NOLINT(google-explicit-constructor): never defined
};

template <class T, std::size_t... Fields>
constexpr bool can_be_made_of(std::index_sequence<Fields...>) {
  return requires { T{(static_cast<void>(Fields), ConvertsToAnything())...}; };
}

}  // namespace detail

// REQUIRES: an aggregate without arrays and base classes.
template <class T, std::size_t AtMost = 32>
constexpr std::size_t field_count() {
  static_assert(std::is_aggregate_v<T>);
  if constexpr (AtMost == 0 || detail::can_be_made_of<T>(std::make_index_sequence<AtMost>())) {
    return AtMost;
  } else {
    return field_count<T, AtMost - 1>();
  }
}

}  // namespace tenter::explore
