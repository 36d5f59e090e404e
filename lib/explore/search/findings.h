// Everything that a search has seen and that is worth showing, each with the simplest execution that shows it.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "explore/event/pinned_schedule.h"
#include "explore/search/observation.h"
#include "model/schedule.h"

namespace tenter::explore {

struct Finding {
  std::uint64_t key = 0;  // of the observation
  Observation observation;
  std::uint64_t count = 0;  // executions that have shown it
  PinnedSchedule schedule;  // of the simplest: fewest preemptions, then fewest steps
  std::uint32_t preemptions = 0;
  bool abandoned = false;  // by the search, before its end: the schedule is a part of one
  bool minimal = false;    // nothing with fewer preemptions shows it
  std::uint64_t last = 0;  // of these executions, by number
};

// Thread safety: none.
class Findings {
 public:
  static constexpr std::size_t kMost = 200;  // kinds of things; more are not kept

  // What is added from now on is of another execution.
  void begin_execution() { ++execution_; }
  // `execution` ran with `places` visible at its start.
  void add(const Observation& observation, const ExecutionResult& execution, const Recorder& recorder,
           const VisiblePlaces& places);

  // The search has begun anew and counts anew. What is known stays known.
  void restarted();

  // In the order in which they were first seen.
  std::vector<Finding>& all() { return findings_; }
  const std::vector<Finding>& all() const { return findings_; }

 private:
  std::uint64_t execution_ = 0;
  std::vector<Finding> findings_;
  std::unordered_map<std::uint64_t, std::size_t> index_;  // by key
};

ScheduledTasks tasks_of(const ExecutionResult& execution);

}  // namespace tenter::explore
