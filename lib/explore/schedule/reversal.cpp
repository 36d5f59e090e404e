#include "explore/schedule/reversal.h"

#include <algorithm>

namespace tenter::explore {
namespace {

bool waits_until_possible(Op op) { return op == Op::lock || op == Op::wake || op == Op::acquire; }

// What a step shows of whether a mutex was owned before it.
enum class Mutex : std::uint8_t { unknown, free, owned };

Mutex mutex_before(const Footprint& step, std::uintptr_t mutex) {
  for (const Operation& operation : step.operations()) {
    if (operation.taken_mutex() == mutex) return Mutex::free;
    if (operation.given_mutex() == mutex) return Mutex::owned;
    if (operation.op == Op::failed_try && operation.object == mutex) return Mutex::owned;
  }
  return Mutex::unknown;
}

}  // namespace

// Nothing that comes after the earlier step and is independent of it modifies what that step touches. So where it
// touches all that the later one waits for, that was as it is shown to have been when the earlier step came.
Reversal reversal_of(const Footprint& earlier, const Footprint& later, PendingState then) {
  const Operation& operation = later.operations().front();
  if (then == PendingState::ready) return Reversal::possible;
  if (!waits_until_possible(operation.op)) {
    // Of these only who goes round a loop, or gives way, ever waits.
    return then == PendingState::waiting ? Reversal::unsure : Reversal::possible;
  }
  if (const std::uintptr_t mutex = operation.taken_mutex(); mutex != 0) {
    const Mutex before = mutex_before(earlier, mutex);
    if (before == Mutex::owned) return Reversal::impossible;
    if (before == Mutex::free && operation.op == Op::lock) return Reversal::possible;
  }
  const bool waits_for_one_thing = operation.mutex == 0;
  const auto touches_it = [&](const Operation& other) { return detail::overlap(other, operation); };
  if (then == PendingState::waiting && waits_for_one_thing &&
      std::any_of(earlier.operations().begin(), earlier.operations().end(), touches_it)) {
    return Reversal::impossible;
  }
  return Reversal::unsure;
}

}  // namespace tenter::explore
