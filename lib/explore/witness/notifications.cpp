#include "explore/witness/notifications.h"

#include <algorithm>

namespace tenter::explore {
namespace {

bool takes(const TraceStep& step, std::uintptr_t mutex) {
  return std::any_of(step.footprint.begin(), step.footprint.end(),
                     [&](const Operation& part) { return part.taken_mutex() == mutex; });
}

// Whether the task that waits may not have seen what the notification was about. Without a mutex nobody knows. With
// one, a task that took it twice has seen it the first time, and so has one that was woken; and where another task
// was first, it may be gone.
bool may_not_have_seen(const Trace& trace, const TraceStep* given, const TraceWait& wait) {
  if (wait.operation.mutex == 0) return true;
  int times = 0;
  for (const TraceStep* step = given + 1; step != end_of(trace); ++step) {
    if (!takes(*step, wait.operation.mutex)) continue;
    if (step->task == wait.task && (step->operation.op == Op::wake || ++times > 1)) return false;
    if (step->task != wait.task && step->task != given->task && times == 0) return false;
  }
  return true;
}

std::optional<Notification> given_to_nobody(const Trace& trace, const TraceWait& wait) {
  for (const TraceStep& step : trace.steps) {
    if (!step.notifies_nobody() || step.operation.object != wait.operation.object) continue;
    if (may_not_have_seen(trace, &step, wait)) return Notification{&step, kNoTask};
  }
  return std::nullopt;
}

const TraceStep* next_of(const Trace& trace, const TraceStep& after, TaskId task) {
  for (const TraceStep* step = &after + 1; step != end_of(trace); ++step) {
    if (step->task == task) return step;
  }
  return nullptr;
}

// Given while this task waited as well, to one that had no use for it.
std::optional<Notification> given_to_another(const Trace& trace, const TraceWait& wait) {
  const auto on_same = [&](const TraceStep& step) { return step.operation.object == wait.operation.object; };
  const TraceStep* given = nullptr;
  for (const TraceStep& step : trace.steps) {
    if (!on_same(step)) continue;
    if (step.operation.op == Op::wait && step.task == wait.task) given = nullptr;
    if (step.operation.op == Op::release && !step.notifies_nobody()) given = &step;
    if (step.operation.op != Op::wake || step.task == wait.task || given == nullptr) continue;
    const TraceStep* const then = next_of(trace, step, step.task);
    if (then != nullptr && then->operation.op == Op::wait && on_same(*then)) return Notification{given, step.task};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Notification> lost_notification(const Trace& trace) {
  for (const auto& found : {&given_to_nobody, &given_to_another}) {
    for (const TraceWait& wait : trace.waiting) {
      if (wait.operation.op != Op::wake) continue;
      if (const auto lost = found(trace, wait)) return lost;
    }
  }
  return std::nullopt;
}

std::optional<Notification> notification_of_another(const Trace& trace, const TraceWait& wait) {
  std::optional<Notification> last;
  const TraceStep* given = nullptr;
  bool waits = false;
  for (const TraceStep& step : trace.steps) {
    if (step.operation.object != wait.operation.object) continue;
    if (step.operation.op == Op::wait && step.task == wait.task) waits = true;
    if (step.operation.op == Op::release && !step.notifies_nobody()) given = waits ? &step : nullptr;
    if (step.operation.op != Op::wake) continue;
    if (step.task == wait.task) {
      waits = false;
      last.reset();
    } else if (given != nullptr) {
      last = Notification{given, step.task};
    }
  }
  return last;
}

const TraceStep* notification_received(const Trace& trace, const TraceStep& wake) {
  for (const TraceStep* step = &wake; step-- != trace.steps.data();) {
    if (step->operation.object != wake.operation.object) continue;
    if (step->operation.op == Op::wait && step->task == wake.task) return nullptr;
    if (step->operation.op == Op::release && !step->notifies_nobody()) return step;
  }
  return nullptr;
}

}  // namespace tenter::explore
