#include "traces.h"

#include <utility>

namespace tenter::explore::test {
namespace {

constexpr std::size_t kStateSize = 96;

}  // namespace

std::vector<Frame> NamesOfTests::frames(std::span<const std::uintptr_t> stack) {
  std::vector<Frame> frames;
  for (const std::uintptr_t address : stack)
    frames.push_back({"f", "/src/f.cpp", static_cast<std::uint32_t>(address)});
  return frames;
}

Frame NamesOfTests::own_frame(std::span<const std::uintptr_t> stack) {
  return stack.empty() || stack.front() == 0 ? Frame{} : frames(stack).front();
}

std::string NamesOfTests::member(std::size_t offset, std::size_t) {
  switch (kState + offset) {
    case kX:
      return "x";
    case kY:
      return "y";
    case kMutex:
      return "mutex";
    case kCondition:
      return "condition";
    default:
      return {};
  }
}

std::string NamesOfTests::variable(std::uintptr_t address, std::size_t) { return variables[address]; }

const ScenarioInfo& scenario_of_tests() {
  static const ScenarioInfo scenario = [] {
    ScenarioInfo info;
    info.name = "test/scenario";
    info.actors = {"first", "second", "third"};
    info.expectations = {{"{1}", Grade::acceptable, "both", Anomaly::forbidden_outcome},
                         {"{2}", Grade::forbidden, "one overwrote the other", Anomaly::lost_update}};
    return info;
  }();
  return scenario;
}

Operation access(Op op, Object object, std::uintptr_t line) { return {op, sizeof(int), object, line, 0}; }

Operation synchronisation(Op op, Object object, std::uintptr_t line, std::uintptr_t mutex) {
  return {op, 0, object, line, mutex};
}

TraceStep step(TaskId task, const Operation& operation, std::uint64_t value) {
  TraceStep step = test::step(task, operation, std::vector{operation});
  step.value = value;
  return step;
}

TraceStep step(TaskId task, const Operation& operation, std::vector<Operation> footprint) {
  TraceStep step;
  step.task = task;
  step.operation = operation;
  step.footprint = std::move(footprint);
  step.stack = {operation.pc};
  return step;
}

TraceStep notification_of_nobody(TaskId task, std::uintptr_t condition, std::uintptr_t line) {
  const Operation notify = synchronisation(Op::release, condition, line);
  return step(task, notify, {{Op::failed_try, 0, condition, line, 0}});
}

TraceWait wait(TaskId task, const Operation& operation) { return {task, operation, {operation.pc}}; }

Trace trace(std::vector<TraceStep> steps, std::vector<TraceWait> waiting) {
  Trace trace;
  trace.steps = std::move(steps);
  trace.waiting = std::move(waiting);
  trace.state = {reinterpret_cast<std::byte*>(kState), kStateSize, 1};
  return trace;
}

}  // namespace tenter::explore::test
