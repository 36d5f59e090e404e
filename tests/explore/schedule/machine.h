// Lists of operations, run step by step as a strategy says: what a strategy sees of a program, without any program.
// A lock waits while another thread has the mutex; an unlock is a step of its own.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <vector>

#include "explore/schedule/strategy.h"

namespace tenter::explore::test {

using Threads = std::vector<std::vector<Operation>>;
using Tasks = std::vector<std::uint8_t>;

// At addresses that overlap no others of a different number.
inline Operation on(int object, Op op) { return {op, 1, 0x1000 + std::uintptr_t(object) * 0x10}; }

class Machine {
 public:
  explicit Machine(const Threads& threads) : threads_(threads), at_(threads.size()), pending_(threads.size()) {}

  bool can_go_on(TaskId task) const;
  bool is_finished(TaskId task) const { return at_[task] == threads_[task].size(); }
  TaskId size() const { return static_cast<TaskId>(threads_.size()); }
  TaskId last() const { return last_; }
  void step(TaskId task);
  const Operation& next(TaskId task) const { return threads_[task][at_[task]]; }
  // Valid until the next call.
  SchedulePoint point();

 private:
  const Threads& threads_;
  std::vector<std::size_t> at_;
  std::vector<Operation> pending_;
  std::set<std::uintptr_t> owned_;  // mutexes
  TaskId last_ = kNoTask;
};

// One execution, begin() excluded. A strategy that abandons it fails the test.
Tasks run(const Threads& threads, Strategy& strategy);

// All that it runs, begin() included, until it has nothing left.
std::vector<Tasks> run_all(const Threads& threads, Strategy& strategy);

// Those switches away from a thread that could have gone on, whatever its operation.
std::uint32_t preemptions_of(const Threads& threads, const Tasks& tasks);

// Of all executions there are, found by going every way at every step.
std::map<std::uint32_t, std::set<Tasks>> executions_by_preemptions(const Threads& threads);

// Up to `most` operations a thread. REQUIRES: called within a RapidCheck property.
Threads random_threads(int count, int most);

}  // namespace tenter::explore::test
