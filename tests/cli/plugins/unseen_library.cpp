// A library that is not instrumented, and orders those who use it.
#include "unseen_library.h"

#include <sched.h>

#include <atomic>

namespace {

std::atomic_flag held;

}  // namespace

void unseen_lock() {
  while (held.test_and_set(std::memory_order_acquire)) ::sched_yield();
}

void unseen_unlock() { held.clear(std::memory_order_release); }

void unseen_put(void** slot, void* value) { __atomic_store_n(slot, value, __ATOMIC_RELEASE); }

void* unseen_take(void** slot) { return __atomic_exchange_n(slot, nullptr, __ATOMIC_ACQ_REL); }

bool unseen_release(int* count) { return __atomic_sub_fetch(count, 1, __ATOMIC_ACQ_REL) == 0; }

int unseen_twice(int value) { return 2 * value; }
