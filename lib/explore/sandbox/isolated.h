// What is said between the process that explores and those that run its executions, and the side of the latter.
#pragma once

#include <tenter/plugin.h>

#include <chrono>
#include <cstdint>
#include <string>

#include "explore/runtime/in_process_executor.h"
#include "explore/sandbox/wire.h"
#include "host/anomaly_log.h"

namespace tenter::explore {

// Each with what the function of the same name gets.
enum class Message : std::uint8_t {
  gone,  // what a broken wire gives
  choose,
  stepped,
  forked,
  joined,
  ended,
  announced,
  happened,
  result,
  died,  // the process of the execution, after its result or before; with its wait status
};

// What an execution may use that may run wild.
struct Bounds {
  std::chrono::milliseconds step_timeout{
      0};                                  // of a task without a visible step, in processor time; 0: no bounds at all
  std::uint64_t bytes = 0;                 // of memory besides the heap, more than there is before it
  static constexpr unsigned kSeconds = 4;  // then its process is killed
};

// An execution that is asked for.
struct Order {
  VisiblePlaces places;
  bool announce = false;
  TaskId tasks = 0;  // so many are to be expected
  Fill fill;
  Bounds bounds;  // where there are any, nobody hears what it prints
};

// What came of one that has come to its end.
struct Execution {
  ExecutionResult result;  // with all of its races, whatever executions before have shown
  VisiblePlaces places;    // at its end
  StateRange state;
  TaskId tasks = 0;  // how many there were
  bool weaker_orders_used = false;
};

// What the program has said of itself by tenter::check() and its like.
struct ProgramReport {
  Anomaly kind{};
  std::string detail;
  std::string file;
  std::uint32_t line = 0;

  friend bool operator==(const ProgramReport&, const ProgramReport&) = default;
};

void put(Wire& wire, const Order& order);
Order get_order(Wire& wire);
void put(Wire& wire, const Execution& execution);
Execution get_execution(Wire& wire);

// Forks off a process for each order that comes, until there is nobody any more who could give one.
// REQUIRES: in a process that has been forked off for this, between two executions.
[[noreturn]] void serve_executions(InProcessExecutor& executor, const Program& program, AnomalyLog& log,
                                   int descriptor);

}  // namespace tenter::explore
