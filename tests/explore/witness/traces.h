// Traces as tests write them, of a scenario with the actors first, second and third and the members x, y and mutex.
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <vector>

#include "explore/witness/trace_describer.h"

namespace tenter::explore::test {

// Where the state lies, and what lies in it.
inline constexpr std::uintptr_t kState = 0x10000;
inline constexpr std::uintptr_t kX = kState;
inline constexpr std::uintptr_t kY = kState + 4;
inline constexpr std::uintptr_t kMutex = kState + 8;
inline constexpr std::uintptr_t kCondition = kState + 48;

// Line 18 of f.cpp is the address 18.
class NamesOfTests final : public Names {
 public:
  std::vector<Frame> all_frames(std::span<const std::uintptr_t> stack) override { return frames(stack); }
  std::vector<Frame> frames(std::span<const std::uintptr_t> stack) override;
  Frame own_frame(std::span<const std::uintptr_t> stack) override;
  std::string member(std::size_t offset, std::size_t size) override;
  std::string variable(std::uintptr_t address, std::size_t size) override;

  std::map<std::uintptr_t, std::string> variables;
};

const ScenarioInfo& scenario_of_tests();

// An int in memory, accessed in that line.
Operation access(Op op, Object object, std::uintptr_t line);
// A step on a synchronisation object.
Operation synchronisation(Op op, Object object, std::uintptr_t line, std::uintptr_t mutex = 0);

TraceStep step(TaskId task, const Operation& operation, std::uint64_t value = 0);
// Of a step that does more than it is announced as, a wait that gives a mutex back, say, and of one that comes to
// less.
TraceStep step(TaskId task, const Operation& operation, std::vector<Operation> footprint);
// A notification without a waiter.
TraceStep notification_of_nobody(TaskId task, std::uintptr_t condition, std::uintptr_t line);
TraceWait wait(TaskId task, const Operation& operation);

Trace trace(std::vector<TraceStep> steps, std::vector<TraceWait> waiting = {});

// With all that words need.
class Described {
 public:
  explicit Described(Trace trace) : trace_(std::move(trace)) {}

  operator const TraceDescriber&() const { return describer_; }  // NOLINT(google-explicit-constructor)
  const TraceDescriber* operator->() const { return &describer_; }
  NamesOfTests& names() { return names_; }

 private:
  Trace trace_;
  NamesOfTests names_;
  TraceDescriber describer_{trace_, scenario_of_tests(), names_};
};

}  // namespace tenter::explore::test
