// The rows of scenarios with many outcomes: found by what is printed, and one for all that are too many.
#pragma once

#include <compare>
#include <cstddef>
#include <map>
#include <optional>
#include <string>

namespace tenter::detail {

class LateRows {
 public:
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

}  // namespace tenter::detail
