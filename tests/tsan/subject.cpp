#include "subject.h"

#include <atomic>
#include <chrono>
#include <cstring>
#include <mutex>
#include <shared_mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

int subject_global = 0;

const std::uint32_t kLineOfAllocation = __LINE__ + 1;
int* make_number() { return new int(0); }

const std::uint32_t kLineOfFree = __LINE__ + 1;
void free_number(int* number) { delete number; }

const std::uint32_t kLineOfUse = __LINE__ + 1;
void use_number(int* number) { *number = 1; }

const std::uint32_t kLineOfIncrement = __LINE__ + 1;
__attribute__((noinline)) void increment(int* number) { *number = *number + 1; }

void increment_by_detour(int* number) {
  increment(number);
  std::atomic_signal_fence(std::memory_order_seq_cst);  // no tail call: this function stays on the stack
}

void increment_at_depth(int* number, int depth) {
  if (depth == 0) {
    increment(number);
  } else {
    increment_at_depth(number, depth - 1);
  }
  std::atomic_signal_fence(std::memory_order_seq_cst);
}

void increment_atomically(int* number) { __atomic_fetch_add(number, 1, __ATOMIC_RELAXED); }

const std::uint32_t kLineOfRead = __LINE__ + 1;
int read_number(const int* number) { return *number; }

const std::uint32_t kLineOfWrite = __LINE__ + 1;
void write_number(int* number) { *number = 2; }

struct Items {
  std::vector<short> values;
};

Items* make_items() {
  auto* items = new Items;
  items->values.reserve(100);
  return items;
}

const std::uint32_t kLineOfAppend = __LINE__ + 1;
void append(Items* items) { items->values.push_back(1); }

struct Locks {
  std::mutex first, second;
};

Locks* make_locks() { return new Locks; }

const std::uint32_t kLineOfSecondLock = __LINE__ + 3;
void lock_in_order(Locks* locks) {
  const std::lock_guard outer(locks->first);
  const std::lock_guard inner(locks->second);
}

void lock_in_reverse(Locks* locks) {
  const std::lock_guard outer(locks->second);
  const std::lock_guard inner(locks->first);
}

const std::uint32_t kLineOfUnlock = __LINE__ + 1;
void unlock_unlocked(Locks* locks) { locks->first.unlock(); }

void destroy_locked() {
  std::mutex mutex;
  mutex.lock();
  pthread_mutex_destroy(mutex.native_handle());
}

struct TimedCounter {
  std::timed_mutex mutex;
  std::shared_timed_mutex shared;
  int value = 0;
};

TimedCounter* make_timed_counter() { return new TimedCounter; }

void add_under_timed_mutex(TimedCounter* counter) {
  if (!counter->mutex.try_lock_for(1h)) return;
  counter->value = counter->value + 1;
  counter->mutex.unlock();
}

void add_under_shared_timed_mutex(TimedCounter* counter) {
  if (!counter->shared.try_lock_for(1h)) return;
  counter->value = counter->value + 1;
  counter->shared.unlock();
}

void read_under_shared_timed_mutex(TimedCounter* counter) {
  if (!counter->shared.try_lock_shared_for(1h)) return;
  [[maybe_unused]] volatile int seen = counter->value;
  counter->shared.unlock_shared();
}

void add_without_lock(TimedCounter* counter) { counter->value = counter->value + 1; }

void publish_by_fence(int* number, int* flag) {
  *number = 1;
  std::atomic_thread_fence(std::memory_order_release);
  __atomic_store_n(flag, 1, __ATOMIC_RELAXED);
}

int receive_by_fence(const int* number, const int* flag) {
  if (__atomic_load_n(flag, __ATOMIC_RELAXED) == 0) return -1;
  std::atomic_thread_fence(std::memory_order_acquire);
  return *number;
}

void start_thread_that_increments(int* number) { std::thread(increment, number).join(); }

std::exception_ptr make_exception() { return std::make_exception_ptr(std::runtime_error("told")); }

void read_exception(std::exception_ptr exception) {
  try {
    std::rethrow_exception(std::move(exception));
  } catch (const std::runtime_error& error) {
    [[maybe_unused]] volatile std::size_t length = std::strlen(error.what());
  }
}
