#include "explore/runtime/hooks.h"

#include <fmt/core.h>

#include <chrono>
#include <utility>

namespace tenter::explore {

static_assert(kMaxTasks <= Arena::kOwners, "each task has a part of the heap");

Runtime* Runtime::the_runtime_ = nullptr;
Arena* Runtime::loading_ = nullptr;
std::uint64_t Runtime::execution_ = 0;

Runtime::Runtime(Watchdog::Duration step_timeout) : watchdog_(step_timeout) { the_runtime_ = this; }
Runtime::~Runtime() {
  if (the_runtime_ == this) the_runtime_ = nullptr;
}

void Runtime::begin() {
  result_.ending = Ending::finished;
  result_.trace_hash = 0;
  result_.steps.clear();
  result_.deaths.clear();
  result_.races.clear();
  result_.leaks.clear();
  result_.unwritten_reads.clear();
  result_.external_waits.clear();
  result_.leftover = {};
  result_.non_sc_race.reset();
  result_.new_visible_place = false;
  result_.endless = false;
  result_.waits_as_it_may = false;
  visibility_.begin();
  tasks_.begin();
  fairness_.begin();
  step_.begin();
  clock_ = {};
  ++execution_;
  races_.begin();
}

// It may order this task after all that have been there before, and before all that come.
bool Runtime::enters_library(std::uintptr_t pc) {
  const Inside inside(this);
  const Object library = libraries_.let_enter(pc);
  if (library.kind() == Object::Kind::none) return false;
  races_.acquire(current(), library);
  races_.release(current(), library);
  return true;
}

void Runtime::run_out_of_tasks(std::uintptr_t pc) {
  tasks_.own().external_call = kThreadsNeeded;
  point({Op::acquire, 0, Object::own_of(current()), pc}, [](const Fairness&, TaskId, void*) { return false; });
}

void Runtime::die(Anomaly kind, std::string detail, std::uintptr_t pc) {
  scheduler_.die({current(), kind, std::move(detail), pc});
}

void Runtime::die_of_stack_overflow() { die(Anomaly::stack_overflow, "a thread ran out of stack"); }

void Runtime::die_of_step_timeout(std::uintptr_t pc) {
  const double seconds = std::chrono::duration<double>(watchdog_.patience()).count();
  die(Anomaly::livelock, fmt::format("it ran {} s without a visible step", seconds), pc);
}

std::uint64_t Runtime::progress() {
  if (the_runtime_ == nullptr || the_runtime_->current() == kNoTask) return 0;
  return (execution_ << 32U) + the_runtime_->step_.number();
}

}  // namespace tenter::explore
