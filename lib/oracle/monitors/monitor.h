// What monitors have in common. A monitor judges the histories of one kind of object without searching, in time that
// grows hardly faster than the history, where no value was put in twice; the search does the rest.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/history.h"
#include "oracle/linearizability.h"
#include "oracle/models/operations.h"

namespace tenter::oracle {

struct MonitorVerdict {
  Answer answer = Answer::unknown;
  std::string why;                      // for `no`: what is wrong; for `unknown`: why it cannot tell
  std::vector<std::uint32_t> conflict;  // for `no`: operations of the part that no order explains together
};

// A number for each value of a part, counted from 0; made once for all parts of a history.
class ValueNumbers {
 public:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  // The number of a value, made when it is new.
  std::uint32_t number_of(Value value) {
    if (value >= numbers_.size()) numbers_.resize(value + std::size_t{1}, kNone);
    if (numbers_[value] == kNone) {
      numbers_[value] = static_cast<std::uint32_t>(known_.size());
      known_.push_back(value);
    }
    return numbers_[value];
  }

  void clear() {
    for (const Value value : known_) numbers_[value] = kNone;
    known_.clear();
  }

 private:
  std::vector<std::uint32_t> numbers_;
  std::vector<Value> known_;
};

}  // namespace tenter::oracle
