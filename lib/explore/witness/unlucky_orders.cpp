#include "explore/witness/unlucky_orders.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "explore/witness/atomicity.h"
#include "explore/witness/mutexes.h"
#include "explore/witness/notifications.h"
#include "explore/witness/race_report.h"

namespace tenter::explore {
namespace {

std::string with_place(const TraceDescriber& describer, const TraceStep& step) {
  return describer.phrase(step) + place_in_parentheses(describer.where(step.stack));
}

}  // namespace

std::string in_words(const Access& access) {
  return fmt::format("{}'s {} ({})", access.thread, access.op, place(access.where));
}

std::optional<std::string> failed_try(const TraceDescriber& describer) {
  for (const TraceStep& step : describer.trace().steps) {
    if (step.operation.op != Op::failed_try) continue;
    const TaskId owner = owner_of(describer.trace(), step.operation.object.code(), &step);
    if (owner == kNoTask) continue;
    return fmt::format("{}'s {} comes while {} holds it", describer.thread(step.task), describer.phrase(step),
                       describer.thread(owner));
  }
  return std::nullopt;
}

std::string order_of_turns(const TraceDescriber& describer) {
  constexpr std::size_t kMost = 6;
  const std::vector<TraceStep>& steps = describer.trace().steps;
  std::vector<std::string> turns;
  for (const TraceStep& step : steps) {
    const bool same = &step != steps.data() && (&step - 1)->task == step.task;
    if (step.task != kMain && !same) turns.push_back(describer.thread(step.task));
  }
  const std::string_view begin = "no thread is interrupted: ";
  if (turns.size() < 2 || turns.size() > kMost) return fmt::format("{}the order in which they run is enough", begin);
  return fmt::format("{}it is enough that they run in the order {}", begin, fmt::join(turns, ", "));
}

std::optional<std::string> interruption(const TraceDescriber& describer) {
  const Trace& trace = describer.trace();
  for (const std::uint32_t preemption : trace.preemptions) {
    const TraceStep& before = trace.steps[preemption - 1];
    const TraceStep& switched = trace.steps[preemption];
    const TraceStep* const after =
        std::find_if(&switched + 1, end_of(trace), [&](const TraceStep& step) { return step.task == before.task; });
    if (after == end_of(trace)) continue;
    return fmt::format("{}'s {} comes between {}'s {} and {}", describer.thread(switched.task),
                       with_place(describer, switched), describer.thread(before.task), with_place(describer, before),
                       with_place(describer, *after));
  }
  return std::nullopt;
}

std::optional<std::string> read_too_early(const TraceDescriber& describer) {
  for (const Race& race : describer.trace().races) {
    if (race.earlier.write || !race.later.write || race.later.frees) continue;
    if (!why_harmless(describer, race).empty()) continue;
    const AnomalyReport report = race_report(describer, race);
    const Access& read = report.accesses[0];
    return fmt::format("{}'s {} of {} ({}) comes before {}, and nothing orders the two", read.thread, read.op,
                       report.location, place(read.where), in_words(report.accesses[1]));
  }
  return std::nullopt;
}

std::optional<std::string> read_before_write(const TraceDescriber& describer) {
  const Trace& trace = describer.trace();
  for (const TraceStep& read : trace.steps) {
    if (read.operation.op != Op::read || read.task == kMain) continue;
    const TraceStep* const write = std::find_if(&read + 1, end_of(trace), [&](const TraceStep& step) {
      return step.operation.op == Op::write && step.task != read.task && step.task != kMain &&
             same_memory(step, read);
    });
    if (write == end_of(trace)) continue;
    return fmt::format("{}'s {} ({}) comes before {}'s write ({})", describer.thread(read.task),
                       describer.phrase(read), place(describer.where(read.stack)), describer.thread(write->task),
                       place(describer.where(write->stack)));
  }
  return std::nullopt;
}

std::optional<std::string> overtaken_by_another(const TraceDescriber& describer) {
  const Trace& trace = describer.trace();
  for (const TraceStep& wake : trace.steps) {
    const std::uintptr_t mutex = mutex_taken_by(wake);
    if (wake.operation.op != Op::wake || mutex == 0) continue;
    const TraceStep* const given = notification_received(trace, wake);
    if (given == nullptr) continue;
    for (const TraceStep* step = given + 1; step != &wake; ++step) {
      const bool woken = step->operation.op == Op::wake && step->operation.object == wake.operation.object;
      if (woken || step->task == wake.task || step->task == given->task || mutex_taken_by(*step) != mutex) continue;
      return fmt::format("{}'s {} comes between {}'s {} and {}'s wake: what that one is told of may be gone",
                         describer.thread(step->task), describer.phrase(*step), describer.thread(given->task),
                         describer.phrase(*given), describer.thread(wake.task));
    }
  }
  return std::nullopt;
}

}  // namespace tenter::explore
