// What monitors of queues, stacks and priority queues share: each value goes in once, and out once at most.
//
// A pending operation that puts a value in counts when the value came out, and is left out otherwise. A pending one
// that takes a value out is left out; where that leaves a contradiction, it may have taken any value that is missing.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "oracle/monitors/monitor.h"

namespace tenter::oracle {

// The code of the operation that puts a value in; every other one takes one out.
inline constexpr std::uint8_t kPuts = 0;

// A value's way through the object; kPending for what never happened, kNobody for an operation that there is not.
struct Passage {
  static constexpr std::uint32_t kNobody = ~std::uint32_t{0};

  Value value = kNil;
  Interval in;
  Interval out{kPending, kPending};
  std::uint32_t puts = kNobody;
  std::uint32_t takes = kNobody;

  // From when it had certainly been put in until when it had certainly not been taken out, there is a stay.
  bool stays() const { return in.responded < out.invoked; }
};

struct Passages {
  std::vector<Passage> passages;     // in the order of the calls that put in
  std::vector<std::uint32_t> empty;  // operations that were told that there is nothing
};

// Refutes; for the last line of a check.
bool refute(MonitorVerdict& verdict, std::string why, std::vector<std::uint32_t> conflict);

// Whether the object could be empty whenever it was told to be.
bool empty_when_told(const Part& part, const Passages& passages, MonitorVerdict& verdict);

// Whether there is an order of operations that have all returned, apart from those that were told `empty`; tells in
// the verdict why not.
using PassageCheck = std::function<bool(const Passages& passages, MonitorVerdict& verdict)>;

// REQUIRES: the codes of the part's operations are 0 for what puts its argument in, 1 for what returns a value taken
// out.
MonitorVerdict monitor_passages(const Part& part, ValueNumbers& numbers, const PassageCheck& check);

}  // namespace tenter::oracle
