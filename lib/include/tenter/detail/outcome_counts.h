// Outcomes of executions, counted by value.
#pragma once

#include <tenter/body.h>
#include <tenter/print.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace tenter::detail {

template <class Outcome>
using Matcher = std::function<bool(const Outcome&)>;

template <class T>
inline constexpr std::size_t packed_size = std::is_integral_v<T> || std::is_enum_v<T> ? sizeof(T) : 9;
template <class Outcome>
inline constexpr bool is_packable = false;
// A tuple of integers that fit into a word together.
template <class... Ts>
inline constexpr bool is_packable<std::tuple<Ts...>> = (packed_size<Ts> + ... + 0) <= sizeof(std::uint64_t);

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

// The values side by side: equal exactly when the outcomes are.
template <class... Ts>
constexpr std::uint64_t packed(const std::tuple<Ts...>& outcome) {
  std::uint64_t word = 0;
  unsigned shift = 0;
  std::apply([&](const Ts&... values) { ((word |= bits_of(values) << shift, shift += 8 * sizeof(Ts)), ...); },
             outcome);
  return word;
}

// Where the rows of outcomes seen before are, found without a branch that guesses which outcome comes next: rare
// outcomes are what this is for, and a mispredicted branch costs more than all the rest of counting.
class RowCache {
 public:
  static constexpr std::size_t kNone = ~std::size_t{0};

  std::size_t find(std::uint64_t key) const {
    const Slot& slot = slots_[index(key)];
    return slot.key == key ? slot.row : kNone;
  }
  void remember(std::uint64_t key, std::size_t row) { slots_[index(key)] = {key, row}; }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::size_t row = kNone;
  };

  static std::size_t index(std::uint64_t key) { return (key * 0x9e3779b97f4a7c15U) >> 58U; }

  std::array<Slot, 64> slots_{};
};

// The rows of scenarios with many outcomes: found by what is printed, and one for all that are too many.
class LateRows {
 public:
  LateRows() = default;
  [[gnu::noinline]] ~LateRows() = default;
  LateRows(const LateRows&) = delete;
  LateRows& operator=(const LateRows&) = delete;

  // Values that print alike may be judged differently all the same.
  struct Key {
    std::string text;
    int expectation = -1;
    friend auto operator<=>(const Key&, const Key&) = default;
  };

  std::optional<std::size_t> find(const Key& key) const {
    if (const auto found = by_text_.find(key); found != by_text_.end()) return found->second;
    if (const auto found = others_.find(key.expectation); found != others_.end()) return found->second;
    return std::nullopt;
  }
  void remember(const Key& key, std::size_t row, bool others) {
    if (others) {
      others_.emplace(key.expectation, row);
    } else {
      by_text_.emplace(key, row);
    }
  }

 private:
  std::map<Key, std::size_t> by_text_;
  std::map<int, std::size_t> others_;  // by expectation
};

// Outcomes counted by value. Scenarios have a handful of outcomes, so a linear search from the last hit beats
// hashing; from kLinear on, an index by text takes over. Outcomes that are a few integers, as most are, are found in
// a cache first.
template <class Outcome>
class OutcomeCounts {
 public:
  explicit OutcomeCounts(const std::vector<Matcher<Outcome>>* matchers) : matchers_(matchers) {}

  void add(const Outcome& outcome) {
    if constexpr (is_packable<Outcome>) {
      const std::uint64_t key = packed(outcome);
      std::size_t row = cache_.find(key);
      if (row == RowCache::kNone) [[unlikely]]
        cache_.remember(key, row = find(outcome));
      ++rows_[row].count;
    } else {
      if (last_ >= rows_.size() || rows_[last_].others || !(rows_[last_].outcome == outcome)) last_ = find(outcome);
      ++rows_[last_].count;
    }
  }

  std::vector<OutcomeCount> rows() const {
    std::vector<OutcomeCount> result;
    for (const Row& row : rows_) result.push_back({row.text(), row.count, row.expectation});
    return result;
  }

  void append_to(std::vector<std::uint64_t>& counts) const {
    for (const Row& row : rows_) counts.push_back(row.count);
  }

 private:
  static constexpr std::size_t kLinear = 32;

  struct Row {
    Outcome outcome;
    std::uint64_t count;
    int expectation;
    bool others;
    std::string text() const { return others ? "(others)" : to_text(outcome); }
  };

  std::size_t find(const Outcome& outcome) {
    for (std::size_t i = 0; i < std::min(rows_.size(), kLinear); ++i) {
      if (!rows_[i].others && rows_[i].outcome == outcome) return i;
    }
    if (rows_.size() < kLinear) return append(outcome, false);
    return find_by_text(outcome);
  }

  std::size_t find_by_text(const Outcome& outcome) {
    const LateRows::Key key{to_text(outcome), match(outcome)};
    if (const auto row = late_.find(key)) return *row;
    const bool others = rows_.size() >= Tally::kMaxDistinct;
    const std::size_t row = append(outcome, others);
    late_.remember(key, row, others);
    return row;
  }

  std::size_t append(const Outcome& outcome, bool others) {
    rows_.push_back({outcome, 0, match(outcome), others});
    return rows_.size() - 1;
  }

  int match(const Outcome& outcome) const {
    for (std::size_t i = 0; i < matchers_->size(); ++i) {
      if ((*matchers_)[i](outcome)) return static_cast<int>(i);
    }
    return -1;
  }

  const std::vector<Matcher<Outcome>>* matchers_;
  std::vector<Row> rows_;
  std::size_t last_ = 0;
  RowCache cache_;
  LateRows late_;
};

}  // namespace tenter::detail
