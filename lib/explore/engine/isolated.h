// What is said between the process that explores and those that run its executions, and the side of the latter.
#pragma once

#include <tenter/plugin.h>

#include <cstdint>

#include "explore/engine/wire.h"
#include "explore/runtime/elsewhere.h"
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

// An execution that is asked for.
struct Order {
  VisiblePlaces places;
  bool announce = false;
  TaskId tasks = 0;  // so many are to be expected
};

void put(Wire& wire, const Order& order);
Order get_order(Wire& wire);
void put(Wire& wire, const Elsewhere::Execution& execution);
Elsewhere::Execution get_execution(Wire& wire);

// Forks off a process for each order that comes, until there is nobody any more who could give one.
// REQUIRES: in a process that has been forked off for this, between two executions.
[[noreturn]] void serve_executions(Runtime& runtime, const Program& program, AnomalyLog& log, int descriptor);

}  // namespace tenter::explore
