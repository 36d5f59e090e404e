#include <pthread.h>

#include <cstdint>
#include <stdexcept>

#include "explored.h"

extern "C" {
int __cxa_guard_acquire(std::int64_t* guard);
void __cxa_guard_release(std::int64_t* guard) noexcept;
void __cxa_guard_abort(std::int64_t* guard) noexcept;
}

namespace tenter::explore::test::once_test {
namespace {

struct State;
thread_local State* current = nullptr;  // for the routines, which have no argument

struct State {
  pthread_once_t once = PTHREAD_ONCE_INIT;
  std::int64_t guard = 0;
  int runs = 0;
  bool done = false;
  bool too_early = false;

  void passed() { too_early = too_early || !done; }
};

void run() {
  ++current->runs;
  step();
  current->done = true;
}

void run_or_throw() {
  if (++current->runs == 1) throw std::runtime_error("not yet");
  current->done = true;
}

void once(State& state) {
  current = &state;
  ::pthread_once(&state.once, &run);
  state.passed();
}

void once_or_again(State& state) {
  current = &state;
  try {
    ::pthread_once(&state.once, &run_or_throw);
    state.passed();
  } catch (const std::runtime_error&) {
  }
}

void guarded(State& state) {
  if (__cxa_guard_acquire(&state.guard) != 0) {
    ++state.runs;
    step();
    state.done = true;
    __cxa_guard_release(&state.guard);
  }
  state.passed();
}

void guarded_or_again(State& state) {
  if (__cxa_guard_acquire(&state.guard) == 0) return state.passed();
  if (++state.runs == 1) return __cxa_guard_abort(&state.guard);
  state.done = true;
  __cxa_guard_release(&state.guard);
}

std::string seen(State& state) { return together({state.runs, state.done, state.too_early}); }

// Whoever comes first does it, in two steps; the others come in any order when it is done.
TEST(Once, IsDoneByOneWhileTheOthersWait) {
  EXPECT_EQ((Subject<State>({once, once}, seen).expect({"1 1 0"})), 2u);
  EXPECT_EQ((Subject<State>({once, once, once}, seen).expect({"1 1 0"})), 6u);
}

TEST(Once, IsDoneAgainAfterAnException) {
  EXPECT_EQ((Subject<State>({once_or_again}, seen).expect({"1 0 0"})), 1u);
  EXPECT_EQ((Subject<State>({once_or_again, once_or_again}, seen).expect({"2 1 0"})), 2u);
  EXPECT_EQ((Subject<State>({once_or_again, once_or_again, once_or_again}, seen).expect({"2 1 0"})), 6u);
}

TEST(Guard, IsReleasedByOneWhileTheOthersWait) {
  EXPECT_EQ((Subject<State>({guarded, guarded}, seen).expect({"1 1 0"})), 2u);
  EXPECT_EQ((Subject<State>({guarded, guarded, guarded}, seen).expect({"1 1 0"})), 6u);
}

TEST(Guard, IsTakenAgainWhenAborted) {
  EXPECT_EQ((Subject<State>({guarded_or_again, guarded_or_again}, seen).expect({"2 1 0"})), 2u);
}

TEST(Guard, WithinItselfIsADeadlock) {
  const auto twice = [](State& state) {
    __cxa_guard_acquire(&state.guard);
    __cxa_guard_acquire(&state.guard);
  };
  EXPECT_EQ((Subject<State>({twice}, seen).expect({"deadlock"})), 1u);
}

}  // namespace
}  // namespace tenter::explore::test::once_test
