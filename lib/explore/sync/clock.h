// Time, as programs ask for it and wait for it to pass.
//
// Time is virtual and stands still while tasks run: however long a task may have been kept from running, no more time
// has passed than somebody has waited for. A task that sleeps, or waits with a time limit, can always go on;
// scheduling it when what it waits for is not there moves the clock to its deadline. So the scheduler decides who
// comes too late: a sleep orders nothing, and a limit, however generous, may be reached. Waiting again and again is
// giving way (Fairness::may_yield).
//
// All clocks run at the same pace: CLOCK_REALTIME starts at a fixed date, all others at the same number of seconds.
// Reading a clock is a visible step in programs in which anybody moves it.
#pragma once

#include <time.h>

#include <optional>

#include "explore/runtime/hooks.h"
#include "explore/runtime/virtual_clock.h"

namespace tenter::explore {

using Moment = VirtualClock::Nanoseconds;

// What a clock shows at the moment that ends a wait. Null when `time` is none.
std::optional<Moment> moment_of(clockid_t clock, const timespec& time);

// REQUIRES: inside the runtime, for all that follow.

timespec read_clock(Runtime& runtime, clockid_t clock, std::uintptr_t pc);

// The moment when `duration` has passed from now on. Null when it is none.
std::optional<Moment> moment_after(Runtime& runtime, const timespec& duration);

void sleep_until(Runtime& runtime, Moment deadline, std::uintptr_t pc);

// The running step was a wait with a limit: whether it has been in vain, or not.
void may_time_out(Runtime& runtime);
// It was in vain.
void time_out(Runtime& runtime, Moment deadline);

// Makes `operation` as a step that finds out whether `possible` before the time is up; false when it is not.
bool take_in_time(Runtime& runtime, const Operation& operation, Task::Ready possible, void* subject, Moment deadline);

}  // namespace tenter::explore
