// Histories: operations of processes on a shared object, with the order of their invocations and responses.
//
// The words are those of Herlihy and Wing, "Linearizability: a correctness condition for concurrent objects", TOPLAS
// 12 (1990), and of Jepsen for what is recorded. Thread safety: values.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "history/value.h"

namespace tenter::history {

// An event as it was recorded.
struct Event {
  enum class Type : std::uint8_t {
    invoke,
    ok,    // it has happened, with this value
    fail,  // it has not happened, and never will
    info,  // nobody knows, and nobody ever will: it may have happened, or may still
  };

  std::int64_t process = 0;  // does one operation at a time
  Type type = Type::invoke;
  std::string function;  // "read", "enqueue", ...
  Value key;             // of the object, where there are several; else nothing
  Value value;           // of an invocation the argument, of `ok` the result
};

// One that has happened, or may have.
struct Operation {
  static constexpr std::uint64_t kNever = std::numeric_limits<std::uint64_t>::max();

  std::int64_t process = 0;
  std::uint32_t function = 0;  // its number in History::functions
  Value key;
  Value argument;
  Value result;                      // nothing when it never returned
  std::uint64_t invoked = 0;         // the number of the event, from 0
  std::uint64_t responded = kNever;  // that of its response
  std::uint32_t invoked_line = 0;    // in the file, from 1
  std::uint32_t responded_line = 0;  // 0: nowhere

  bool is_pending() const { return responded == kNever; }
};

struct History {
  std::vector<std::string> functions;
  std::vector<Operation> operations;  // in the order of their invocations; those that failed are left out
  std::uint64_t events = 0;
  std::uint64_t failed = 0;  // operations that are left out

  const std::string& function_of(const Operation& operation) const { return functions[operation.function]; }
};

}  // namespace tenter::history
