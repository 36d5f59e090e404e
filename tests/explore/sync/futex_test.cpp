#include <linux/futex.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <climits>

#include "explored.h"

extern "C" {
std::uint32_t __tsan_atomic32_load(const volatile std::uint32_t* at, int order);
void __tsan_atomic32_store(volatile std::uint32_t* at, std::uint32_t value, int order);
}

namespace tenter::explore::test::futex_test {
namespace {

struct State {
  std::uint32_t word = 0;
  int woken = -1;
  int results[3] = {-1, -1, -1};

  template <int Self>
  void wait() {
    const bool right = ::syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, 0, nullptr) == 0;
    results[Self] = right ? 0 : errno;
  }
  void store() { __tsan_atomic32_store(&word, 1, __ATOMIC_SEQ_CST); }
  void wake(int most) { woken = static_cast<int>(::syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, most)); }
  void wake_one() { wake(1); }
  void wake_all() { wake(INT_MAX); }
  void store_and_wake() {
    store();
    wake_all();
  }
};

std::string seen(State& state) {
  return together({state.results[0], state.results[1], state.results[2], state.woken});
}
std::string both(State& state) { return together({state.results[0], state.woken}); }
std::string first(State& state) { return together({state.results[0]}); }

TEST(Futex, WakesWhoWaits) {
  // Woken; or the wake comes too early, and is lost.
  EXPECT_EQ((Subject<State>({&State::wait<0>, &State::wake_one}, both).expect({"0 1", "deadlock"})), 2u);
}

TEST(Futex, DoesNotWaitForAnotherValue) {
  // Before the store and never woken, or after it.
  EXPECT_EQ((Subject<State>({&State::wait<0>, &State::store}, first).expect({"11", "deadlock"})), 2u);
  static_assert(EAGAIN == 11);
}

TEST(Futex, LosesNoWakeUpWhenTheValueIsStoredFirst) {
  // The wait's first step before, between or after the two; where it really waits, it goes on after the wake.
  EXPECT_EQ((Subject<State>({&State::wait<0>, &State::store_and_wake}, both).expect({"0 1", "11 0"})), 3u);
}

TEST(Futex, WakesAsManyAsAsked) {
  const Subject<State> one({&State::wait<0>, &State::wait<1>, &State::wake_one}, seen);
  one.expect({"deadlock"});
  const Subject<State> all({&State::wait<0>, &State::wait<1>, &State::wake_all}, seen);
  all.expect({"0 0 -1 2", "deadlock"});
}

TEST(Futex, WakesAnyOfThoseWhoWait) {
  // Whoever is left waiting is woken by the one that was not.
  const auto wait_and_pass_on = [](int self) {
    return [self](State& state) {
      ::syscall(SYS_futex, &state.word, FUTEX_WAIT_PRIVATE, 0, nullptr);
      if (state.results[2] == -1) state.results[2] = self;
      state.wake_one();
    };
  };
  const Subject<State> subject({wait_and_pass_on(0), wait_and_pass_on(1), &State::wake_one},
                               [](State& state) { return together({state.results[2]}); });
  subject.expect({"0", "1", "deadlock"});
}

TEST(Futex, RefusesWhatItDoesNotKnow) {
  const auto requeue = [](State& state) {
    state.results[0] = ::syscall(SYS_futex, &state.word, FUTEX_REQUEUE, 1, 1L, &state.word) == 0 ? 0 : errno;
  };
  EXPECT_EQ((Subject<State>({requeue}, first).expect({together({ENOSYS})})), 1u);
}

void wait_by_yielding(State& state) {
  while (__tsan_atomic32_load(&state.word, __ATOMIC_SEQ_CST) == 0) ::sched_yield();
  state.results[0] = 0;
}

TEST(Yield, MakesNoSearchInfinite) {
  // The store before each of two rounds' loads and yields, or when it has gone round twice for nothing.
  EXPECT_EQ((Subject<State>({wait_by_yielding, &State::store}, first).expect({"0"})), 5u);
}

TEST(Yield, LetsSeveralLoopsEnd) {
  const Explored found = Subject<State>({wait_by_yielding, wait_by_yielding, &State::store}, first).reduced();
  EXPECT_TRUE(found.complete);
  EXPECT_THAT(found.names(), testing::ElementsAre("0"));
}

TEST(Yield, OfOneThatNobodyWillHelpIsALivelock) {
  EXPECT_EQ((Subject<State>({wait_by_yielding}, first).expect({"livelock"})), 1u);
}

}  // namespace
}  // namespace tenter::explore::test::futex_test
