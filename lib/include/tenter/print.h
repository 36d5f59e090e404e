// Observed values as text: what outcomes look like in tables, JSON and claims.
//
// Numbers, booleans, characters and strings print as usual; an enumerator as its number unless it has an
// operator<<; a range as [1, 2], a pair or tuple as (1, 2), an optional as its value or `none`, anything else
// through its own operator<<. Two values that differ should print differently: outcomes are merged by text.
#pragma once

#include <tenter/detail/kept.h>

#include <concepts>
#include <cstddef>
#include <iosfwd>
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

// Text in the making.
class Text {
 public:
  Text();
  ~Text();
  Text(const Text&) = delete;
  Text& operator=(const Text&) = delete;

  void text(std::string_view text);
  void text(const char* text);
  void character(char character);
  void integer(long long value);
  void natural(unsigned long long value);
  // With so many digits that values which differ print differently.
  void number(float value);
  void number(double value);
  void number(long double value);
  void address(const void* value);
  void streamed(const void* value, void (*print)(std::ostream& out, const void* value));

  // Of a text that is longer than kLongestOutcome the beginning, its length and a hash of the whole.
  std::string outcome() const;

 private:
  std::string text_;
};

template <class T>
void print(Text& text, const T& value);

template <class Tuple>
void print_elements([[maybe_unused]] Text& text, const Tuple& tuple) {
  unpack(
      [&](const auto&... elements) {
        [[maybe_unused]] const char* separator = "";
        ((text.text(std::exchange(separator, ", ")), print(text, elements)), ...);
      },
      tuple);
}

template <class Range>
void print_range(Text& text, const Range& range) {
  text.character('[');
  const char* separator = "";
  for (const auto& element : range) {
    text.text(std::exchange(separator, ", "));
    print(text, element);
  }
  text.character(']');
}

template <class T>
inline constexpr bool is_text = std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view> ||
                                std::is_same_v<T, const char*> || std::is_same_v<T, char*>;

template <class T>
void print(Text& text, const T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    text.text(value ? "true" : "false");
  } else if constexpr (std::is_same_v<T, char>) {
    text.character(value);
  } else if constexpr (std::is_integral_v<T> && std::is_signed_v<T>) {
    text.integer(value);
  } else if constexpr (std::is_integral_v<T>) {
    text.natural(value);
  } else if constexpr (std::is_floating_point_v<T>) {
    text.number(value);
  } else if constexpr (is_text<T>) {
    text.text(value);
  } else if constexpr (std::is_pointer_v<T> && std::is_object_v<std::remove_pointer_t<T>>) {
    text.address(value);
  } else if constexpr (Streamable<T>) {
    text.streamed(&value, [](std::ostream& out, const void* one) { out << *static_cast<const T*>(one); });
  } else if constexpr (std::is_enum_v<T>) {
    print(text, static_cast<std::underlying_type_t<T>>(value));
  } else if constexpr (OptionalLike<T>) {
    if (value.has_value()) {
      print(text, *value);
    } else {
      text.text("none");
    }
  } else if constexpr (Iterable<T>) {
    print_range(text, value);
  } else if constexpr (TupleLike<T>) {
    text.character('(');
    print_elements(text, value);
    text.character(')');
  } else {
    static_assert(Streamable<T>, "an observed type needs operator<<(std::ostream&, const T&)");
  }
}

}  // namespace detail

// An outcome as text: its values separated by ", ". Of a text that is longer than kLongestOutcome bytes the
// beginning, its length and a hash of the whole.
inline constexpr std::size_t kLongestOutcome = 1024;

template <class... Ts>
std::string to_text(const std::tuple<Ts...>& outcome) {
  detail::Text text;
  detail::print_elements(text, outcome);
  return text.outcome();
}

}  // namespace tenter
