// An execution as it was recorded: who did what, on what, where in the code, and who waited for what at the end. With
// everything that is needed to put it into words, so that nobody who does needs the program, or even has had one.
#pragma once

#include <tenter/body.h>

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "explore/event/ending.h"
#include "explore/event/incidents.h"
#include "explore/event/operation.h"
#include "explore/event/race.h"
#include "explore/event/replay_mismatch.h"
#include "model/schedule.h"

namespace tenter::explore {

using Stack = std::vector<std::uintptr_t>;  // return addresses, innermost first

struct TraceStep {
  TaskId task = 0;
  Operation operation;  // as it turned out
  std::uint64_t value = 0;
  std::vector<Operation> footprint;  // what it was made of, the operation itself first
  Stack stack;
  bool made = true;       // false: it was announced, and not made
  std::string call = {};  // of a step of a history: the object's operation

  // A notification without a waiter.
  bool notifies_nobody() const { return operation.op == Op::release && footprint.front().op == Op::failed_try; }
};

// A task that waits at the end.
struct TraceWait {
  TaskId task = 0;
  Operation operation;
  Stack stack;
};

// Where in the code something was done to memory, and by whom; by nobody when it was not done.
struct Site {
  TaskId task = kNoTask;
  Stack stack = {};
};

// A block of the heap that was operated on.
struct TraceBlock {
  std::uintptr_t first = 0;
  std::size_t size = 0;
};

// Of the block that was the last to begin at an address.
struct BlockSites {
  Site allocated;
  Site freed;
};

// Of a read of memory that nobody has written: where, and where its block was allocated.
struct ReadSites {
  Site read;
  Site allocated;
};

struct Trace {
  std::vector<TraceStep> steps;
  std::vector<TraceWait> waiting;  // at the end
  Ending ending = Ending::finished;
  std::vector<Death> deaths;
  std::vector<Stack> death_stacks;  // of each death
  std::vector<Leak> leaks;
  std::vector<UnwrittenRead> unwritten_reads;
  std::vector<ReadSites> read_sites;  // of each of these
  std::vector<ExternalWait> external_waits;
  std::vector<Race> races;
  std::vector<OutcomeCount> outcome;  // one row, or none
  std::uint64_t trace_hash = 0;
  std::vector<std::uint32_t> preemptions;  // the steps, counted from 0, that are some
  std::optional<ReplayMismatch> mismatch;  // with the schedule

  // What memory was what.
  StateRange state;
  std::vector<TraceBlock> blocks;
  std::unordered_map<std::uintptr_t, BlockSites> block_sites;  // of each block, by its address
  std::unordered_map<std::uintptr_t, TaskId> on_stack_of;      // of each address of a step on a task's stack
};

ScheduledTasks tasks_of(const Trace& trace);  // by step
inline const TraceStep* end_of(const Trace& trace) { return trace.steps.data() + trace.steps.size(); }

}  // namespace tenter::explore
