#include "tsan/batch_boundary.h"

#include "tsan/known_threads.h"
#include "tsan/runtime_interface.h"

namespace tenter::tsan {

void BatchBoundary::arrive() noexcept {
  remember_this_thread();
  __tsan_release(&order_);
}

void BatchBoundary::depart() noexcept { __tsan_acquire(&order_); }

}  // namespace tenter::tsan
