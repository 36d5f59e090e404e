// Which notifications of a trace came to nothing.
#pragma once

#include <optional>

#include "explore/witness/trace.h"

namespace tenter::explore {

// A notification that did not help a task that waits.
struct Notification {
  const TraceStep* given = nullptr;
  TaskId woken = kNoTask;  // who got it; kNoTask when nobody waited
};

// A notification that somebody waits for at the end, though it was given before: to nobody, or to a task that did
// nothing but wait again. Whoever waits has not looked since, and nobody else before: so it was not about something
// else.
std::optional<Notification> lost_notification(const Trace& trace);

// The last that was given while this task waited, and woke another.
std::optional<Notification> notification_of_another(const Trace& trace, const TraceWait& wait);

// The notification that a step wakes by; null when nobody gave one.
const TraceStep* notification_received(const Trace& trace, const TraceStep& wake);

}  // namespace tenter::explore
