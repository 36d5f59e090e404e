#include "explore/witness/witness_steps.h"

#include <fmt/core.h>

#include <algorithm>
#include <vector>

namespace tenter::explore {
namespace {

bool has_value(Op op) {
  return op == Op::read || op == Op::write || op == Op::atomic_load || op == Op::atomic_store ||
         op == Op::atomic_update || op == Op::allocate;
}

// As the signed number that most are; the type is not known here.
std::string number(std::uint64_t value, std::size_t size) {
  switch (size) {
    case 1:
      return fmt::format("{}", static_cast<std::int8_t>(value));
    case 2:
      return fmt::format("{}", static_cast<std::int16_t>(value));
    case 4:
      return fmt::format("{}", static_cast<std::int32_t>(value));
    default:
      break;
  }
  constexpr std::uint64_t kPointers = std::uint64_t{1} << 40U;
  constexpr std::uint64_t kNegative = std::uint64_t{1} << 63U;
  const bool pointer = value >= kPointers && value < kNegative;
  return pointer ? fmt::format("{:#x}", value) : fmt::format("{}", static_cast<std::int64_t>(value));
}

// Those that do or wait for anything, ascending: a column each.
std::vector<TaskId> tasks_in(const Trace& trace) {
  std::vector<TaskId> tasks;
  for (const TraceStep& step : trace.steps) tasks.push_back(step.task);
  for (const TraceWait& wait : trace.waiting) tasks.push_back(wait.task);
  std::sort(tasks.begin(), tasks.end());
  tasks.erase(std::unique(tasks.begin(), tasks.end()), tasks.end());
  return tasks;
}

WitnessStep step_in_words(const TraceDescriber& describer, const TraceStep& step) {
  const Operation& operation = step.operation;
  const bool known = step.made && has_value(operation.op) && operation.size <= sizeof step.value;
  const bool writes = modifies(operation.op) && operation.op != Op::allocate;
  return {0,      describer.word(step),       describer.object(step), known ? number(step.value, operation.size) : "",
          writes, describer.where(step.stack)};
}

WitnessStep wait_in_words(const TraceDescriber& describer, const TraceWait& wait) {
  const Operation& operation = wait.operation;
  return {0,
          fmt::format("waits for ever: {}", name_of(operation.op)),
          describer.object(operation.object, operation.size),
          "",
          false,
          describer.where(wait.stack)};
}

}  // namespace

Witness steps_of(const TraceDescriber& describer) {
  const Trace& trace = describer.trace();
  const std::vector<TaskId> tasks = tasks_in(trace);
  Witness witness;
  for (const TaskId task : tasks) witness.threads.push_back(describer.thread(task));
  const auto add = [&](TaskId task, WitnessStep step) {
    step.thread = static_cast<std::uint32_t>(std::find(tasks.begin(), tasks.end(), task) - tasks.begin());
    witness.steps.push_back(std::move(step));
  };
  for (const TraceStep& step : trace.steps) add(step.task, step_in_words(describer, step));
  for (const TraceWait& wait : trace.waiting) add(wait.task, wait_in_words(describer, wait));
  witness.preemptions = static_cast<std::uint32_t>(trace.preemptions.size());
  return witness;
}

}  // namespace tenter::explore
