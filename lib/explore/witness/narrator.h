// An execution run once more, to be told step by step: who did what, on what, where in the code, and who waited for
// what at the end.
#pragma once

#include <tenter/plugin.h>

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "explore/memory/arena.h"
#include "explore/runtime/executor.h"
#include "explore/schedule/replay.h"
#include "explore/search/recorder.h"
#include "model/shared_schedule.h"

namespace tenter::explore {

using Stack = std::vector<std::uintptr_t>;  // return addresses, innermost first

struct ToldStep {
  TaskId task = 0;
  Operation operation;  // as it turned out
  std::uint64_t value = 0;
  std::vector<Operation> footprint;  // what it was made of, the operation itself first
  Stack stack;
  bool made = true;  // false: it was announced, and not made

  // A release that nobody noticed: a notification without a waiter.
  bool in_vain() const { return operation.op == Op::release && footprint.front().op == Op::failed_try; }
};

struct ToldWait {
  TaskId task = 0;
  Operation operation;
  Stack stack;
};

// What determines an execution, besides the program.
struct Course {
  std::vector<std::uint8_t> tasks;
  VisiblePlaces places;
};

// Who did something to a block of the heap, and where; nobody when it was not done.
struct Site {
  TaskId task = kNoTask;
  Stack stack;
};

// Of the block that was the last to begin at an address.
struct BlockStory {
  Site allocated;
  Site freed;
};

// Of a read of memory that nobody has written: where, and where its block was allocated.
struct ReadStory {
  Site read;
  Site allocated;
};

struct Narration {
  std::vector<ToldStep> steps;
  std::vector<Arena::Block> blocks;  // of the heap, that were operated on; the heap itself is gone
  std::vector<ToldWait> waiting;     // at the end
  Ending ending = Ending::finished;
  std::vector<Death> deaths;
  std::vector<Stack> death_stacks;  // of each death
  std::vector<Leak> leaks;
  std::vector<UnwrittenRead> unwritten_reads;
  std::vector<ReadStory> read_stories;                     // of each of these
  std::unordered_map<std::uintptr_t, BlockStory> stories;  // of each block, by its address
  std::vector<ExternalWait> waits_outside;
  std::vector<Race> races;
  std::vector<OutcomeCount> outcome;  // one row, or none
  std::uint64_t trace_hash = 0;
  std::vector<std::uint32_t> preemptions;  // the steps, counted from 0, that are some
  std::optional<Divergence> divergence;    // from the course
};

// Leaves the executor as it was, but for its last outcome. What is decided is noted in `schedule`, where there is
// one.
Narration narrate(Executor& executor, const Program& program, const Course& course,
                  SharedSchedule* schedule = nullptr);

// The same up to the course's last step, which is told as it was announced, and never made. Without a step, nothing.
Narration narrate_short_of_last(Executor& executor, const Program& program, const Course& course);

}  // namespace tenter::explore
