// Everything that compilers instrument, for what they then call. Compiled, and never run.
#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <string>

namespace {
__extension__ using uint128 = unsigned __int128;
}

// --- Plain, volatile and unaligned accesses of each width. ---

template <class T>
struct __attribute__((packed)) Packed {
  char before;
  T value;
};

template <class T>
T read(T& from) {
  return from;
}
template <class T>
void write(T& to, T value) {
  to = value;
}
template <class T>
void update(T& at) {
  at = static_cast<T>(at + 1);
}

template <class T>
struct Accesses {
  using Volatile = volatile T;
  static T read_volatile(Volatile& from) { return from; }
  static void write_volatile(Volatile& to, T value) { to = value; }
  static T read_packed(Packed<T>& from) { return from.value; }
  static void write_packed(Packed<T>& to, T value) { to.value = value; }
  static void update_packed(Packed<T>& at) { at.value = static_cast<T>(at.value + 1); }
  static T read_packed_volatile(volatile Packed<T>& from) { return from.value; }
  static void write_packed_volatile(volatile Packed<T>& to, T value) { to.value = value; }
};

#define ACCESSES(T)              \
  template T read<T>(T&);        \
  template void write<T>(T&, T); \
  template void update<T>(T&);   \
  template struct Accesses<T>;
ACCESSES(std::uint8_t)
ACCESSES(std::uint16_t)
ACCESSES(std::uint32_t)
ACCESSES(std::uint64_t)
ACCESSES(uint128)
ACCESSES(long double)

// --- Bit fields, aggregates, virtual tables. ---

struct Bits {
  unsigned low : 3, high : 13;
  unsigned long wide : 40;
};
void set_bits(Bits& bits, unsigned value) {
  bits.low = value & 7;
  bits.wide = value;
  bits.high = (bits.high + 1) & 0x1fff;
}

template <std::size_t Size>
struct Aggregate {
  char bytes[Size];
};
template <std::size_t Size>
struct Aggregates {
  static void copy(Aggregate<Size>& to, const Aggregate<Size>& from) { to = from; }
  static void clear(Aggregate<Size>& to) { to = {}; }
  static Aggregate<Size> give(const Aggregate<Size>& from) { return from; }
};
template struct Aggregates<3>;
template struct Aggregates<16>;
template struct Aggregates<200>;
template struct Aggregates<10'000>;

struct Base {
  virtual ~Base();
  virtual int answer();
  int value = 0;
};
struct Derived : Base {
  ~Derived() override;
  int answer() override;
};
Base::~Base() { answer(); }
int Base::answer() { return value; }
Derived::~Derived() { answer(); }
int Derived::answer() { return value + 1; }
int ask(Base& base) { return base.answer(); }
Base* make() { return new Derived; }

// --- Bulk memory. ---

void copy_8(void* to, const void* from) { std::memcpy(to, from, 8); }
void copy_40(void* to, const void* from) { std::memcpy(to, from, 40); }
void copy(void* to, const void* from, std::size_t size) { std::memcpy(to, from, size); }
void move_40(void* to, const void* from) { std::memmove(to, from, 40); }
void move(void* to, const void* from, std::size_t size) { std::memmove(to, from, size); }
void set_40(void* to) { std::memset(to, 1, 40); }
void set(void* to, std::size_t size) { std::memset(to, 0, size); }
void standard(int* to, const int* from, char* text) {
  std::copy(from, from + 10, to);
  std::fill(text, text + 10, 'x');
  std::fill_n(to, 10, 0);
}
void assign(std::string& text) { text = "something that is too long to be stored in place"; }

// --- Atomics of all orders. ---

template <class T, std::memory_order Update, std::memory_order Load, std::memory_order Store>
struct Atomics {
  static void all(std::atomic<T>& at, T value, T& seen) {
    constexpr auto kOrder = static_cast<int>(Update);
    T& plain = reinterpret_cast<T&>(at);
    seen = static_cast<T>(at.load(Load) + at.exchange(value, Update));
    at.store(value, Store);
    at.fetch_add(value, Update);
    at.fetch_sub(value, Update);
    at.fetch_and(value, Update);
    at.fetch_or(value, Update);
    at.fetch_xor(value, Update);
    seen = static_cast<T>(seen + __atomic_fetch_nand(&plain, value, kOrder) +
                          __atomic_nand_fetch(&plain, value, kOrder));
    seen = static_cast<T>(seen + at.compare_exchange_strong(seen, value, Update, Load));
    seen = static_cast<T>(seen + at.compare_exchange_weak(seen, value, Update, Load));
  }
};
#define ATOMICS(T)                                                                                             \
  template struct Atomics<T, std::memory_order_relaxed, std::memory_order_relaxed, std::memory_order_relaxed>; \
  template struct Atomics<T, std::memory_order_acquire, std::memory_order_acquire, std::memory_order_release>; \
  template struct Atomics<T, std::memory_order_release, std::memory_order_relaxed, std::memory_order_release>; \
  template struct Atomics<T, std::memory_order_acq_rel, std::memory_order_acquire, std::memory_order_seq_cst>; \
  template struct Atomics<T, std::memory_order_seq_cst, std::memory_order_seq_cst, std::memory_order_seq_cst>;
ATOMICS(std::uint8_t)
ATOMICS(std::uint16_t)
ATOMICS(std::uint32_t)
ATOMICS(std::uint64_t)

void all_of_128_bits(uint128& at, uint128 value, uint128& seen) {
  seen = __atomic_load_n(&at, __ATOMIC_ACQUIRE);
  __atomic_store_n(&at, value, __ATOMIC_RELEASE);
  seen += __atomic_exchange_n(&at, value, __ATOMIC_SEQ_CST);
  seen += __atomic_fetch_add(&at, value, __ATOMIC_SEQ_CST) + __atomic_fetch_sub(&at, value, __ATOMIC_SEQ_CST);
  seen += __atomic_fetch_and(&at, value, __ATOMIC_SEQ_CST) + __atomic_fetch_or(&at, value, __ATOMIC_SEQ_CST);
  seen += __atomic_fetch_xor(&at, value, __ATOMIC_SEQ_CST) + __atomic_fetch_nand(&at, value, __ATOMIC_SEQ_CST);
  __atomic_compare_exchange_n(&at, &seen, value, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
  __atomic_compare_exchange_n(&at, &seen, value, true, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}

int legacy(int& at, int value) {
  __sync_synchronize();
  __sync_lock_release(&at);
  return __sync_val_compare_and_swap(&at, value, 1) + __sync_bool_compare_and_swap(&at, value, 2) +
         __sync_fetch_and_add(&at, value) + __sync_lock_test_and_set(&at, value) + __sync_fetch_and_nand(&at, value);
}

bool others(std::atomic_flag& flag, std::atomic<double>& number, std::atomic<int*>& pointer) {
  std::atomic_thread_fence(std::memory_order_seq_cst);
  std::atomic_signal_fence(std::memory_order_seq_cst);
  number.fetch_add(1.0);
  pointer.fetch_add(1);
  flag.clear();
  return flag.test_and_set() && flag.test();
}
