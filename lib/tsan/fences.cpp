// See modelled_calls.h. The runtime's own fence is a full hardware fence and nothing else; so is this one.
#include <atomic>

#include "tsan/modelled_calls.h"

namespace tenter::tsan {
namespace {
constinit std::atomic<bool> noticed{false};
}

bool fences_noticed() { return noticed.load(std::memory_order_relaxed); }

void forget_fences() { noticed.store(false, std::memory_order_relaxed); }

}  // namespace tenter::tsan

// Weak, for a runtime that is linked statically brings its own, which then stays.
extern "C" __attribute__((visibility("default"), weak, no_sanitize("thread"))) void __tsan_atomic_thread_fence(int) {
  if (!tenter::tsan::noticed.load(std::memory_order_relaxed)) {
    tenter::tsan::noticed.store(true, std::memory_order_relaxed);
  }
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
}
