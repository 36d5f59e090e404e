// The atomic half of the compiler's ThreadSanitizer interface. Tasks run one at a time, so the memory operations
// themselves need no atomicity; their orders matter to the race detector alone.
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "explore/runtime/hooks.h"
#include "explore/sync/heap.h"

namespace {

using tenter::explore::Op;
using tenter::explore::RaceDetector;
using tenter::explore::Runtime;

// Where there is no memory, that is the program's fault, and found before the runtime is entered.
using tenter::explore::touch;

std::memory_order order_of(int order) { return static_cast<std::memory_order>(order & 0x7fff); }

template <class T>
std::uint64_t as_value(T value) {
  return static_cast<std::uint64_t>(value);
}

// Differs where the value does.
template <class T>
std::uint64_t fingerprint(T value) {
  if constexpr (sizeof(T) <= sizeof(std::uint64_t)) {
    return as_value(value);
  } else {
    return as_value(value) + as_value(value >> 64) * 0x9e3779b97f4a7c15ULL;
  }
}

// A visible step on an atomic object: waits for its turn, accesses, and tells the detector.
template <class T>
class AtomicStep {
 public:
  AtomicStep(Runtime& runtime, Op op, const volatile T* at, void* pc)
      : runtime_(runtime), address_(reinterpret_cast<std::uintptr_t>(at)), pc_(reinterpret_cast<std::uintptr_t>(pc)) {
    runtime_.point({op, sizeof(T), address_, pc_});
  }

  void loaded(T value, int order) {
    begins(RaceDetector::Atomic::load, order);
    runtime_.races().atomic_load(runtime_.current(), address_, order_of(order));
    note(value, Op::atomic_load, order);
  }
  void stored(T before, T value, int order) {
    begins(RaceDetector::Atomic::store, order);
    note(value, Op::atomic_store, order);
    runtime_.step().changed(fingerprint(before), fingerprint(value));
    runtime_.races().atomic_store(runtime_.current(), address_, order_of(order));
  }
  void updated(T before, T value, int order) {
    begins(RaceDetector::Atomic::update, order);
    runtime_.races().atomic_load(runtime_.current(), address_, order_of(order));
    note(value, Op::atomic_update, order);
    runtime_.step().changed(fingerprint(before), fingerprint(value));
    runtime_.races().atomic_update(runtime_.current(), address_, order_of(order));
  }

 private:
  void begins(RaceDetector::Atomic kind, int order) {
    runtime_.races().begin_atomic(runtime_.current(), address_, sizeof(T), kind, order_of(order), pc_);
  }
  void note(T value, Op op, int order) {
    runtime_.step().value(as_value(value));
    runtime_.atomic_access(address_, sizeof(T), op, order_of(order), pc_);
  }

  Runtime& runtime_;
  std::uintptr_t address_;
  std::uintptr_t pc_;
};

template <class T>
T load(const volatile T* at, int order, void* pc) {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return __atomic_load_n(at, __ATOMIC_SEQ_CST);
  touch(const_cast<const T*>(at));
  Runtime::Inside inside(runtime);
  AtomicStep<T> step(*runtime, Op::atomic_load, at, pc);
  const T value = *at;
  step.loaded(value, order);
  return value;
}

template <class T>
void store(volatile T* at, T value, int order, void* pc) {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return __atomic_store_n(at, value, __ATOMIC_SEQ_CST);
  touch(const_cast<const T*>(at));
  Runtime::Inside inside(runtime);
  AtomicStep<T> step(*runtime, Op::atomic_store, at, pc);
  step.stored(*at, value, order);
  *at = value;
}

template <class T, class Update>
T update(volatile T* at, int order, void* pc, Update&& next) {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) {
    T seen = __atomic_load_n(at, __ATOMIC_SEQ_CST);
    while (!__atomic_compare_exchange_n(at, &seen, next(seen), true, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) {
    }
    return seen;
  }
  touch(const_cast<const T*>(at));
  Runtime::Inside inside(runtime);
  AtomicStep<T> step(*runtime, Op::atomic_update, at, pc);
  const T seen = *at;
  const T value = next(seen);
  step.updated(seen, value, order);
  *at = value;
  return seen;
}

template <class T>
bool compare_exchange(volatile T* at, T* expected, T desired, int success, int failure, void* pc) {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) {
    return __atomic_compare_exchange_n(at, expected, desired, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
  }
  touch(const_cast<const T*>(at));
  touch(expected);
  Runtime::Inside inside(runtime);
  AtomicStep<T> step(*runtime, Op::atomic_update, at, pc);
  if constexpr (sizeof(T) == sizeof(std::uintptr_t)) compares(*runtime, *expected);
  const T seen = *at;
  if (seen != *expected) {
    runtime->step().downgrade_to(Op::atomic_load);
    step.loaded(seen, failure);
    *expected = seen;
    return false;
  }
  step.updated(seen, desired, success);
  *at = desired;
  return true;
}

void fence(int order) {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return __atomic_thread_fence(__ATOMIC_SEQ_CST);
  Runtime::Inside inside(runtime);
  runtime->races().fence(runtime->current(), order_of(order));
}

using a8 = std::uint8_t;
using a16 = std::uint16_t;
using a32 = std::uint32_t;
using a64 = std::uint64_t;
__extension__ using a128 = unsigned __int128;

}  // namespace

#define TENTER_PC __builtin_return_address(0)
#define TENTER_UPDATE(bits, name, expression)                                                             \
  a##bits __tsan_atomic##bits##_##name(volatile a##bits* at, a##bits operand, int order) {                \
    return update(at, order, TENTER_PC,                                                                   \
                  [operand]([[maybe_unused]] a##bits seen) { return static_cast<a##bits>(expression); }); \
  }
#define TENTER_ATOMIC(bits)                                                                                        \
  a##bits __tsan_atomic##bits##_load(const volatile a##bits* at, int order) { return load(at, order, TENTER_PC); } \
  void __tsan_atomic##bits##_store(volatile a##bits* at, a##bits value, int order) {                               \
    store(at, value, order, TENTER_PC);                                                                            \
  }                                                                                                                \
  TENTER_UPDATE(bits, exchange, operand)                                                                           \
  TENTER_UPDATE(bits, fetch_add, seen + operand)                                                                   \
  TENTER_UPDATE(bits, fetch_sub, seen - operand)                                                                   \
  TENTER_UPDATE(bits, fetch_and, seen& operand)                                                                    \
  TENTER_UPDATE(bits, fetch_or, seen | operand)                                                                    \
  TENTER_UPDATE(bits, fetch_xor, seen ^ operand)                                                                   \
  TENTER_UPDATE(bits, fetch_nand, ~(seen & operand))                                                               \
  int __tsan_atomic##bits##_compare_exchange_strong(volatile a##bits* at, a##bits* expected, a##bits desired,      \
                                                    int success, int failure) {                                    \
    return compare_exchange(at, expected, desired, success, failure, TENTER_PC);                                   \
  }                                                                                                                \
  int __tsan_atomic##bits##_compare_exchange_weak(volatile a##bits* at, a##bits* expected, a##bits desired,        \
                                                  int success, int failure) {                                      \
    return compare_exchange(at, expected, desired, success, failure, TENTER_PC);                                   \
  }                                                                                                                \
  a##bits __tsan_atomic##bits##_compare_exchange_val(volatile a##bits* at, a##bits expected, a##bits desired,      \
                                                     int success, int failure) {                                   \
    compare_exchange(at, &expected, desired, success, failure, TENTER_PC);                                         \
    return expected;                                                                                               \
  }

#pragma GCC visibility push(default)
extern "C" {

TENTER_ATOMIC(8)
TENTER_ATOMIC(16)
TENTER_ATOMIC(32)
TENTER_ATOMIC(64)
TENTER_ATOMIC(128)

void __tsan_atomic_thread_fence(int order) { fence(order); }
void __tsan_atomic_signal_fence(int) {}
}
#pragma GCC visibility pop
