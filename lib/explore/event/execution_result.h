// What came of one execution: values, without anything of the machine that ran it.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "explore/event/ending.h"
#include "explore/event/incidents.h"
#include "explore/event/race.h"
#include "explore/event/step.h"
#include "explore/event/task_set.h"

namespace tenter::explore {

// What came of one execution.
struct ExecutionResult {
  Ending ending = Ending::finished;
  std::uint64_t trace_hash = 0;  // of each step's task, operation, address and value
  std::vector<Step> steps;
  std::vector<Death> deaths;  // if any, nothing was observed
  std::vector<Race> races;    // those that no execution before had shown
  // Two conflicting atomic accesses, not both sequentially consistent, that nothing but themselves orders: a weaker
  // memory model may show more. The first.
  std::optional<Race> non_sc_race;
  std::vector<ExternalWait> external_waits;  // of an execution that ended for that
  std::vector<Leak> leaks;                   // of one that finished
  TaskSet leftover;                          // of one that finished: tasks that had not returned, and were idle
  // The first few, of each block one by each place in the code.
  std::vector<UnwrittenRead> unwritten_reads;
  std::uint64_t libraries = 0;  // that were entered, where executions are ordered by libraries: a bit each
  // Threads wait for what nobody will do, and that is as it should be (Tally::count_waiting).
  bool waits_as_it_may = false;
  // It was cut and there was no end to be seen: in its second half everybody who could go on at the end went on, and
  // nobody came to a place where it had not been in the first.
  bool endless = false;
  bool new_visible_place = false;  // what was no visible operation so far is one from now on
};

// What is a visible operation besides atomics and synchronisation, because it was seen to matter: part of what
// determines an execution.
struct VisiblePlaces {
  std::vector<std::uintptr_t> accesses;  // instructions whose plain accesses race; ascending
  std::vector<std::uintptr_t> releases;  // codes of objects whose release could be told from a later one; ascending

  friend bool operator==(const VisiblePlaces&, const VisiblePlaces&) = default;
};

}  // namespace tenter::explore
