#include "program_body.h"

#include <pthread.h>
#include <semaphore.h>

#include <new>

// What the compiler calls for the atomics of instrumented code.
extern "C" {
std::uint8_t __tsan_atomic8_load(const volatile std::uint8_t* at, int order);
void __tsan_atomic8_store(volatile std::uint8_t* at, std::uint8_t value, int order);
std::uint8_t __tsan_atomic8_fetch_add(volatile std::uint8_t* at, std::uint8_t operand, int order);
std::uint8_t __tsan_atomic8_exchange(volatile std::uint8_t* at, std::uint8_t operand, int order);
int __tsan_atomic8_compare_exchange_strong(volatile std::uint8_t* at, std::uint8_t* expected, std::uint8_t desired,
                                           int success, int failure);
}

namespace tenter::explore::test {
namespace {

constexpr int kOrder = __ATOMIC_SEQ_CST;

struct State {
  std::uint8_t memory[kObjects];
  pthread_mutex_t mutexes[kObjects];
  pthread_cond_t conditions[kObjects];
  pthread_rwlock_t rwlocks[kObjects];
  sem_t semaphores[kObjects];
};

class NoOutcomes final : public Tally {
 public:
  void collect(StateRange, ActorLog&) override {}
  void observe(StateRange, ActorLog&) override {}
  void count(StateRange) override {}
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
      const std::int8_t seen = run(state, ops[i]);
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
    for (int i = 0; i < kObjects; ++i) final_.memory[i] = static_cast<std::int8_t>(state.memory[i]);
  }

  std::int8_t run(State& state, const Op& op) const {
    std::uint8_t* const at = &state.memory[op.object];
    const std::uint8_t* const other = &state.memory[1 - op.object];
    pthread_mutex_t* const mutex = &state.mutexes[op.object];
    pthread_cond_t* const condition = &state.conditions[op.object];
    pthread_rwlock_t* const rwlock = &state.rwlocks[op.object];
    sem_t* const semaphore = &state.semaphores[op.object];
    switch (op.what) {
      case Do::load:
        return static_cast<std::int8_t>(__tsan_atomic8_load(at, kOrder));
      case Do::store:
        __tsan_atomic8_store(at, op.value, kOrder);
        return 0;
      case Do::add:
        return static_cast<std::int8_t>(__tsan_atomic8_fetch_add(at, op.value, kOrder));
      case Do::compare_exchange: {
        std::uint8_t expected = 0;
        __tsan_atomic8_compare_exchange_strong(at, &expected, op.value, kOrder, kOrder);
        return static_cast<std::int8_t>(expected);
      }
      case Do::lock:
        return static_cast<std::int8_t>(::pthread_mutex_lock(mutex));
      case Do::try_lock:
        return ::pthread_mutex_trylock(mutex) == 0 ? 1 : 0;
      case Do::unlock:
        return static_cast<std::int8_t>(::pthread_mutex_unlock(mutex));
      case Do::wait:
        return static_cast<std::int8_t>(::pthread_cond_wait(condition, mutex));
      case Do::notify_one:
        return static_cast<std::int8_t>(::pthread_cond_signal(condition));
      case Do::notify_all:
        return static_cast<std::int8_t>(::pthread_cond_broadcast(condition));
      case Do::read_lock:
        return static_cast<std::int8_t>(::pthread_rwlock_rdlock(rwlock));
      case Do::write_lock:
        return static_cast<std::int8_t>(::pthread_rwlock_wrlock(rwlock));
      case Do::try_write_lock:
        return ::pthread_rwlock_trywrlock(rwlock) == 0 ? 1 : 0;
      case Do::read_write_unlock:
        return static_cast<std::int8_t>(::pthread_rwlock_unlock(rwlock));
      case Do::post:
        return static_cast<std::int8_t>(::sem_post(semaphore));
      case Do::take:
        return static_cast<std::int8_t>(::sem_wait(semaphore));
      case Do::await:
        while (__tsan_atomic8_load(at, kOrder) != op.value) continue;
        return 0;
      case Do::await_any:
        while (__tsan_atomic8_load(at, kOrder) != op.value && __tsan_atomic8_load(other, kOrder) != op.value)
          continue;
        return 0;
      case Do::spin_lock:
        while (__tsan_atomic8_exchange(at, op.value, kOrder) != 0) note_memory(state);
        return 0;
      case Do::try_until:
        while (::pthread_mutex_trylock(mutex) != 0) continue;
        return 0;
    }
    return 0;
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

}  // namespace tenter::explore::test
