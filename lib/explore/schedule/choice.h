// What strategies have in common: how they pick from a point, and what they call a preemption.
#pragma once

#include "explore/schedule/strategy.h"

namespace tenter::explore {

// The task that ran last where it can go on, else the lowest: few switches.
inline TaskId undisturbed(const SchedulePoint& point) {
  return point.last != kNoTask && point.enabled.contains(point.last) ? point.last : point.enabled.lowest();
}

// A task that is about to yield, to sleep or to end a wait by its time limit has given way: a task that waits for a
// notification has made its wait the step before, so it could be woken by nothing but time here.
constexpr bool gives_way(Op op) { return op == Op::yield || op == Op::sleep || op == Op::wake; }

// Whether any switch here takes the processor from a task that could have gone on and did not give way. This is what
// Musuvathi and Qadeer ("Iterative context bounding", PLDI 2007) call preempting.
inline bool switch_preempts(const SchedulePoint& point) {
  return point.last != kNoTask && point.enabled.contains(point.last) && !gives_way(point.pending[point.last].op);
}

inline bool is_preemption(const SchedulePoint& point, TaskId chosen) {
  return chosen != point.last && switch_preempts(point);
}

}  // namespace tenter::explore
