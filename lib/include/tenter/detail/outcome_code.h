// How outcomes of a type are read, compared and printed, for code that counts them without knowing the type.
#pragma once

#include <tenter/body.h>
#include <tenter/detail/kept.h>
#include <tenter/print.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <new>
#include <tuple>
#include <type_traits>
#include <utility>

namespace tenter::detail {

struct OutcomeCode {
  std::size_t size;
  std::size_t alignment;
  // Makes the outcome of a state in `place`. Null: outcomes are packed.
  void (*read)(const void* getters, void* state, void* place);
  void (*destroy)(void* outcome);
  bool (*equal)(const void* left, const void* right);
  void (*print)(Text& text, const void* outcome);
  // Of outcomes that are a few integers, as most are; else null. The words of all states from the `done`th on, which
  // is counted on; words are equal exactly when the outcomes are. And the outcome that a word is, made in `place`.
  void (*pack)(const void* getters, StateRange states, std::uint64_t* words, std::size_t& done);
  void (*unpack)(std::uint64_t word, void* place);
  // Whether code of the scenario's reads it, and not only ours its members.
  bool by_code = false;
  void (*copy)(const void* outcome, void* place) = nullptr;  // null where that cannot be done
};

// What is read where nothing is observed: the one outcome `completed`.
extern const OutcomeCode kCompleted;

template <class T>
inline constexpr bool is_atomic = false;
template <class T>
inline constexpr bool is_atomic<std::atomic<T>> = true;

template <class T>
auto value_of(const T& observed) {
  if constexpr (is_atomic<T>) {
    return observed.load();
  } else {
    return observed;
  }
}

template <class F, class State>
using ObservedBy = decltype(value_of(call_on(std::declval<const F&>(), std::declval<State&>())));

template <class T>
inline constexpr std::size_t packed_size = std::is_integral_v<T> || std::is_enum_v<T> ? sizeof(T) : 9;

template <class T>
constexpr std::uint64_t bits_of(T value) {
  if constexpr (std::is_enum_v<T>) {
    return bits_of(static_cast<std::underlying_type_t<T>>(value));
  } else if constexpr (std::is_same_v<T, bool>) {
    return value ? 1 : 0;
  } else {
    return static_cast<std::make_unsigned_t<T>>(value);
  }
}

template <class T>
constexpr T value_of_bits(std::uint64_t bits) {
  if constexpr (std::is_enum_v<T>) {
    return static_cast<T>(value_of_bits<std::underlying_type_t<T>>(bits));
  } else if constexpr (std::is_same_v<T, bool>) {
    return (bits & 1U) != 0;
  } else {
    return static_cast<T>(bits);
  }
}

// The values side by side, the first one lowest.
template <class... Ts>
constexpr std::uint64_t packed(const Ts&... values) {
  std::uint64_t word = 0;
  unsigned shift = 0;
  ((word |= bits_of(values) << shift, shift += 8 * sizeof(Ts)), ...);
  return word;
}

template <class... Ts>
void make_of_word(std::uint64_t word, void* place) {
  [[maybe_unused]] unsigned shift = 0;
  // Braces, so that they are taken in this order.
  ::new (place) std::tuple<Ts...>{value_of_bits<Ts>(word >> (std::exchange(shift, shift + 8 * sizeof(Ts))))...};
}

template <class State, class... Fs>
void read_outcome(const void* getters, void* state, void* place) {
  unpack(
      [&](const Fs&... get) {
        ::new (place) std::tuple<ObservedBy<Fs, State>...>(value_of(call_on(get, *static_cast<State*>(state)))...);
      },
      *static_cast<const std::tuple<Fs...>*>(getters));
}

template <class State, class... Fs>
void pack_outcomes(const void* getters, StateRange states, std::uint64_t* words, std::size_t& done) {
  unpack(
      [&](const Fs&... get) {
        for (; done < states.count; ++done) {
          words[done] = packed(value_of(call_on(get, *static_cast<State*>(states[done])))...);
        }
      },
      *static_cast<const std::tuple<Fs...>*>(getters));
}

template <class Outcome>
void destroy_outcome(void* outcome) {
  static_cast<Outcome*>(outcome)->~Outcome();
}
template <class Outcome>
bool equal_outcomes(const void* left, const void* right) {
  return *static_cast<const Outcome*>(left) == *static_cast<const Outcome*>(right);
}
template <class Outcome>
void print_outcome(Text& text, const void* outcome) {
  print_elements(text, *static_cast<const Outcome*>(outcome));
}

template <class Outcome>
void copy_outcome(const void* outcome, void* place) {
  ::new (place) Outcome(*static_cast<const Outcome*>(outcome));
}

template <class State, class... Fs>
constexpr OutcomeCode outcome_code() {
  using Outcome = std::tuple<ObservedBy<Fs, State>...>;
  OutcomeCode code{sizeof(Outcome),          alignof(Outcome),        nullptr, &destroy_outcome<Outcome>,
                   &equal_outcomes<Outcome>, &print_outcome<Outcome>, nullptr, nullptr};
  if constexpr ((packed_size<ObservedBy<Fs, State>> + ... + 0) <= sizeof(std::uint64_t)) {
    code.pack = &pack_outcomes<State, Fs...>;
    code.unpack = &make_of_word<ObservedBy<Fs, State>...>;
  } else {
    code.read = &read_outcome<State, Fs...>;
  }
  code.by_code = (!std::is_member_object_pointer_v<Fs> || ... || false);
  if constexpr ((std::is_copy_constructible_v<ObservedBy<Fs, State>> && ... && true)) {
    code.copy = &copy_outcome<Outcome>;
  }
  return code;
}

template <class State, class... Fs>
inline constexpr OutcomeCode kOutcomeCode = outcome_code<State, Fs...>();

}  // namespace tenter::detail
