// What a sequential model sees of a recorded operation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/history.h"
#include "oracle/linearizability.h"

namespace tenter::oracle {

struct ModelOperation {
  std::uint8_t code = 0;  // which operation it is: the model's own number
  bool pending = false;
  std::uint32_t process = 0;
  Value argument = kNil;
  Value result = kNil;
};

// The names that an operation goes by, and the number that the model gives it.
struct OperationName {
  std::string_view name;
  std::uint8_t code;
};

// A part of a history: the operations on one object, in the order of their calls.
struct Part {
  std::vector<std::uint32_t> numbers;  // in the whole history
  std::vector<ModelOperation> operations;
  std::vector<Interval> intervals;
};

}  // namespace tenter::oracle
