// Observed values as text: what outcomes look like in tables, JSON and claims.
//
// Numbers, booleans, characters and strings print as usual; an enumerator as its number unless it has an
// operator<<; a range as [1, 2], a pair or tuple as (1, 2), an optional as its value or `none`, anything else
// through its own operator<<. Two values that differ should print differently: outcomes are merged by text.
#pragma once

#include <concepts>
#include <cstddef>
#include <functional>
#include <limits>
#include <optional>
#include <ostream>
#include <sstream>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace tenter {
namespace detail {

template <class T>
concept Streamable = requires(std::ostream& out, const T& value) {
  { out << value } -> std::same_as<std::ostream&>;
};

template <class T>
concept Iterable = requires(const T& value) {
  value.begin() != value.end();
  *value.begin();
};

template <class T>
concept TupleLike = requires {
  std::tuple_size<T>::value;
};

template <class T>
concept OptionalLike = requires(const T& value) {
  { value.has_value() } -> std::convertible_to<bool>;
  *value;
};

template <class T>
void print(std::ostream& out, const T& value);

template <class Tuple>
void print_elements(std::ostream& out, const Tuple& tuple) {
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    ((out << (I == 0 ? "" : ", "), print(out, std::get<I>(tuple))), ...);
  }
  (std::make_index_sequence<std::tuple_size_v<Tuple>>{});
}

template <class Range>
void print_range(std::ostream& out, const Range& range) {
  out << '[';
  const char* separator = "";
  for (const auto& element : range) {
    out << std::exchange(separator, ", ");
    print(out, element);
  }
  out << ']';
}

template <class T>
void print(std::ostream& out, const T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    out << (value ? "true" : "false");
  } else if constexpr (std::is_same_v<T, signed char> || std::is_same_v<T, unsigned char>) {
    out << static_cast<int>(value);
  } else if constexpr (std::is_floating_point_v<T>) {
    out.precision(std::numeric_limits<T>::max_digits10);
    out << value;
  } else if constexpr (Streamable<T>) {
    out << value;
  } else if constexpr (std::is_enum_v<T>) {
    print(out, static_cast<std::underlying_type_t<T>>(value));
  } else if constexpr (OptionalLike<T>) {
    if (value.has_value()) {
      print(out, *value);
    } else {
      out << "none";
    }
  } else if constexpr (Iterable<T>) {
    print_range(out, value);
  } else if constexpr (TupleLike<T>) {
    out << '(';
    print_elements(out, value);
    out << ')';
  } else {
    static_assert(Streamable<T>, "an observed type needs operator<<(std::ostream&, const T&)");
  }
}

inline std::string shortened(const std::string& text, std::size_t most) {
  constexpr std::size_t kForTheRest = 64;
  if (text.size() <= most) return text;
  std::ostringstream rest;
  rest << "... (" << text.size() << " bytes, hash " << std::hex << std::hash<std::string>()(text) << ")";
  return text.substr(0, most - kForTheRest) + rest.str();
}

}  // namespace detail

// An outcome as text: its values separated by ", ". Of a text that is longer than kLongestOutcome bytes the
// beginning, its length and a hash of the whole.
inline constexpr std::size_t kLongestOutcome = 1024;

template <class... Ts>
std::string to_text(const std::tuple<Ts...>& outcome) {
  std::ostringstream out;
  detail::print_elements(out, outcome);
  return detail::shortened(out.str(), kLongestOutcome);
}

}  // namespace tenter
