#include "program_body.h"

#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <time.h>

#include <algorithm>
#include <iterator>
#include <new>
#include <utility>

// What the compiler calls for the accesses of instrumented code.
extern "C" {
void __tsan_read1(void* at);
void __tsan_write1(void* at);
void __tsan_atomic_thread_fence(int order);
std::uint8_t __tsan_atomic8_load(const volatile std::uint8_t* at, int order);
void __tsan_atomic8_store(volatile std::uint8_t* at, std::uint8_t value, int order);
std::uint8_t __tsan_atomic8_fetch_add(volatile std::uint8_t* at, std::uint8_t operand, int order);
std::uint8_t __tsan_atomic8_exchange(volatile std::uint8_t* at, std::uint8_t operand, int order);
int __tsan_atomic8_compare_exchange_strong(volatile std::uint8_t* at, std::uint8_t* expected, std::uint8_t desired,
                                           int success, int failure);
}

namespace tenter::explore::test {
namespace {

struct State {
  std::uint8_t memory[kObjects];
  pthread_mutex_t mutexes[kObjects];
  pthread_cond_t conditions[kObjects];
  pthread_rwlock_t rwlocks[kObjects];
  sem_t semaphores[kObjects];
  pthread_barrier_t barriers[kObjects];

  State() {
    for (pthread_barrier_t& barrier : barriers) ::pthread_barrier_init(&barrier, nullptr, kMeeting);
  }
};

// When the clock shows this many seconds.
constexpr time_t kStart = 1'600'000'000;
timespec moment(std::uint8_t seconds) { return {kStart + seconds, 0}; }

[[gnu::always_inline]] inline std::uint8_t accessed(std::uint8_t* at, const Op& op) {
  const int order = static_cast<int>(op.order);
  switch (op.what) {
    case Do::read:
      __tsan_read1(at);
      return *at;
    case Do::write:
      __tsan_write1(at);
      *at = op.value;
      return 0;
    case Do::load:
      return __tsan_atomic8_load(at, order);
    case Do::store:
      __tsan_atomic8_store(at, op.value, order);
      return 0;
    case Do::add:
      return __tsan_atomic8_fetch_add(at, op.value, order);
    case Do::exchange:
      return __tsan_atomic8_exchange(at, op.value, order);
    default: {
      std::uint8_t expected = 0;
      const int failure = static_cast<int>(failure_order(op.order));
      __tsan_atomic8_compare_exchange_strong(at, &expected, op.value, order, failure);
      return expected;
    }
  }
}

// At each place in a program memory is accessed by code of its own, so that races tell which places they are at.
template <std::size_t Place>
[[gnu::noinline]] std::uint8_t access(std::uint8_t* at, const Op& op) {
  const std::uint8_t seen = accessed(at, op);
  asm volatile("" ::"i"(Place));  // nothing like any other, and no call is its last
  return seen;
}

using Access = std::uint8_t (*)(std::uint8_t* at, const Op& op);
constexpr auto kAccesses = []<std::size_t... Places>(std::index_sequence<Places...>) {
  return std::array<Access, sizeof...(Places)>{&access<Places>...};
}
(std::make_index_sequence<kMostThreads * kMostOps>());

class NoOutcomes final : public Tally {
 public:
  void collect(StateRange, ActorLog&) override {}
  void observe(StateRange, ActorLog&) override {}
  void count(StateRange, ActorLog&) override {}
  std::vector<OutcomeCount> rows() const override { return {}; }
  void counts(std::vector<std::uint64_t>&) const override {}
};

class ProgramBody final : public Body {
 public:
  ProgramBody(const SmallProgram& program, Final& final) : program_(program), final_(final) {}

  std::size_t state_size() const override { return sizeof(State); }
  std::size_t state_alignment() const override { return alignof(State); }
  std::size_t actor_count() const override { return program_.threads.size(); }
  void construct(StateRange places) const override {
    new (places[0]) State{};
    final_ = Final{};
  }
  void destroy(StateRange) const override {}
  std::unique_ptr<Tally> new_tally() const override { return std::make_unique<NoOutcomes>(); }

  void act(std::size_t actor, StateRange states, ActorLog&) const override {
    State& state = *static_cast<State*>(states[0]);
    const std::vector<Op>& ops = program_.threads[actor];
    for (std::size_t i = 0; i < ops.size(); ++i) {
      const std::int8_t seen = accesses_memory(ops[i].what) ? access_memory(state, actor, i) : run(state, ops[i]);
      final_.seen[actor][i] = seen;
      note_memory(state);
      if ((ops[i].what != Do::try_lock && ops[i].what != Do::try_write_lock) || seen == 1) continue;
      const std::size_t next = i + ops[i].value + 1;
      while (i + 1 < next) final_.seen[actor][++i] = kSkipped;
    }
  }

 private:
  // Of an execution that gets stuck nobody observes the memory at its end.
  void note_memory(const State& state) const {
    std::transform(std::begin(state.memory), std::end(state.memory), final_.memory.begin(),
                   [](std::uint8_t value) { return static_cast<std::int8_t>(value); });
  }

  std::int8_t access_memory(State& state, std::size_t actor, std::size_t index) const {
    const Op& op = program_.threads[actor][index];
    return static_cast<std::int8_t>(kAccesses[actor * kMostOps + index](&state.memory[op.object], op));
  }

  std::int8_t run(State& state, const Op& op) const {
    switch (op.what) {
      case Do::fence:
        __tsan_atomic_thread_fence(static_cast<int>(op.order));
        return 0;
      case Do::read_lock:
      case Do::write_lock:
      case Do::try_write_lock:
      case Do::read_write_unlock:
        return on_rwlock(state.rwlocks[op.object], op.what);
      case Do::post:
        return static_cast<std::int8_t>(::sem_post(&state.semaphores[op.object]));
      case Do::take:
        return static_cast<std::int8_t>(::sem_wait(&state.semaphores[op.object]));
      case Do::sleep:
      case Do::now:
      case Do::yield:
        return in_time(op);
      case Do::await:
      case Do::await_any:
      case Do::spin_lock:
      case Do::try_until:
        go_round(state, op);
        return 0;
      case Do::meet:
        return ::pthread_barrier_wait(&state.barriers[op.object]) == PTHREAD_BARRIER_SERIAL_THREAD ? 1 : 0;
      default:
        return on_mutex(state.mutexes[op.object], state.conditions[op.object], op);
    }
  }

  void go_round(State& state, const Op& op) const {
    std::uint8_t* const at = &state.memory[op.object];
    const std::uint8_t* const other = &state.memory[1 - op.object];
    const int order = static_cast<int>(op.order);
    switch (op.what) {
      case Do::await:
        while (__tsan_atomic8_load(at, order) != op.value) continue;
        return;
      case Do::await_any:
        while (__tsan_atomic8_load(at, order) != op.value && __tsan_atomic8_load(other, order) != op.value) continue;
        return;
      case Do::spin_lock:
        while (__tsan_atomic8_exchange(at, op.value, order) != 0) note_memory(state);
        return;
      default:
        while (::pthread_mutex_trylock(&state.mutexes[op.object]) != 0) continue;
    }
  }

  static std::int8_t in_time(const Op& op) {
    timespec time = moment(op.value);
    if (op.what == Do::yield) return static_cast<std::int8_t>(::sched_yield());
    if (op.what == Do::sleep) {
      return static_cast<std::int8_t>(::clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &time, nullptr));
    }
    ::clock_gettime(CLOCK_REALTIME, &time);
    return static_cast<std::int8_t>(time.tv_sec - kStart);
  }

  static std::int8_t on_mutex(pthread_mutex_t& mutex, pthread_cond_t& condition, const Op& op) {
    const timespec deadline = moment(op.value);
    switch (op.what) {
      case Do::lock:
        return static_cast<std::int8_t>(::pthread_mutex_lock(&mutex));
      case Do::try_lock:
        return ::pthread_mutex_trylock(&mutex) == 0 ? 1 : 0;
      case Do::unlock:
        return static_cast<std::int8_t>(::pthread_mutex_unlock(&mutex));
      case Do::wait:
        return static_cast<std::int8_t>(::pthread_cond_wait(&condition, &mutex));
      case Do::timed_wait:
        return static_cast<std::int8_t>(::pthread_cond_timedwait(&condition, &mutex, &deadline));
      case Do::notify_one:
        return static_cast<std::int8_t>(::pthread_cond_signal(&condition));
      default:
        return static_cast<std::int8_t>(::pthread_cond_broadcast(&condition));
    }
  }

  static std::int8_t on_rwlock(pthread_rwlock_t& lock, Do what) {
    switch (what) {
      case Do::read_lock:
        return static_cast<std::int8_t>(::pthread_rwlock_rdlock(&lock));
      case Do::write_lock:
        return static_cast<std::int8_t>(::pthread_rwlock_wrlock(&lock));
      case Do::try_write_lock:
        return ::pthread_rwlock_trywrlock(&lock) == 0 ? 1 : 0;
      default:
        return static_cast<std::int8_t>(::pthread_rwlock_unlock(&lock));
    }
  }

  const SmallProgram& program_;
  Final& final_;
};

}  // namespace

Program program_of(const SmallProgram& small, Final& final) {
  Program program;
  program.info.name = "small program";
  program.info.actors.assign(small.threads.size(), "actor");
  program.body = std::make_unique<ProgramBody>(small, final);
  return program;
}

// The one of them that begins last before it.
Place place_of(std::uintptr_t pc) {
  std::size_t found = 0;
  std::uintptr_t begin = 0;
  for (std::size_t place = 0; place < kAccesses.size(); ++place) {
    const auto start = reinterpret_cast<std::uintptr_t>(kAccesses[place]);
    if (start >= pc || start < begin) continue;
    begin = start;
    found = place;
  }
  return {static_cast<int>(found / kMostOps), static_cast<int>(found % kMostOps)};
}

}  // namespace tenter::explore::test
