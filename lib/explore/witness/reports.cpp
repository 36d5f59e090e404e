#include "explore/witness/reports.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "explore/witness/heap_report.h"

namespace tenter::explore {
namespace {

// Where a task was when it died, or last made a step.
const TraceStep* last_step_of(const Trace& trace, TaskId task) {
  const auto found = std::find_if(trace.steps.rbegin(), trace.steps.rend(),
                                  [&](const TraceStep& step) { return step.task == task; });
  return found == trace.steps.rend() ? nullptr : &*found;
}

std::string bytes(std::size_t count) { return fmt::format("{} byte{}", count, count == 1 ? "" : "s"); }

AnomalyReport report(Anomaly kind, std::string detail, std::vector<Access> accesses) {
  AnomalyReport report;
  report.kind = kind;
  report.detail = std::move(detail);
  report.accesses = std::move(accesses);
  return report;
}

}  // namespace

AnomalyReport report_of(const TraceDescriber& describer, const Death& death) {
  if (death.object != 0) return report(death.kind, death.detail, accesses_of_block(describer, death.object));
  const TraceStep* const last = last_step_of(describer.trace(), death.task);
  if (last == nullptr) return report(death.kind, death.detail, {});
  return report(death.kind, death.detail,
                {describer.access("last step: " + describer.word(*last), last->task, last->stack)});
}

AnomalyReport report_of(const TraceDescriber& describer, const Leak& leak) {
  if (leak.thread != kNoTask) {
    return report(Anomaly::leak, "a thread that has ended was neither joined nor detached",
                  {describer.access("created", leak.maker, {leak.pc})});
  }
  return report(Anomaly::leak,
                fmt::format("a heap block of {} that nothing points to any more was never freed", bytes(leak.size)),
                accesses_of_block(describer, leak.block));
}

AnomalyReport report_of(const TraceDescriber& describer, const UnwrittenRead& read) {
  const std::string where = read.offset == 0 ? "" : fmt::format(", {} in,", read.offset);
  return report(Anomaly::uninitialised_read,
                fmt::format("{} of a heap block of {} bytes{} were read before anything had been written there, and "
                            "what follows depends on what is in them",
                            bytes(read.size), read.block_size, where),
                accesses_of_read(describer, read));
}

}  // namespace tenter::explore
