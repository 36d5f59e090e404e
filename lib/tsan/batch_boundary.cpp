#include "tsan/batch_boundary.h"

#include "tsan/runtime_interface.h"

namespace tenter::tsan {

void BatchBoundary::arrive() noexcept { __tsan_release(&order_); }

void BatchBoundary::depart() noexcept { __tsan_acquire(&order_); }

}  // namespace tenter::tsan
