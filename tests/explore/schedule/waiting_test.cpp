// Programs whose threads wait for each other, under every strategy.
#include <gtest/gtest.h>
#include <pthread.h>
#include <sched.h>
#include <time.h>

#include "explore/schedule/strategies.h"
#include "explored.h"
#include "sampling.h"

extern "C" {
std::uint8_t __tsan_atomic8_load(const volatile std::uint8_t* at, int order);
void __tsan_atomic8_store(volatile std::uint8_t* at, std::uint8_t value, int order);
}

namespace tenter::explore::test::waiting_test {
namespace {

struct State {
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  std::uint8_t flag = 0;
  int value = 0;

  bool is_raised() const { return __tsan_atomic8_load(&flag, __ATOMIC_SEQ_CST) != 0; }
  void raise() { __tsan_atomic8_store(&flag, 1, __ATOMIC_SEQ_CST); }
};

std::string value(State& state) { return std::to_string(state.value); }

void wait_yielding(State& state) {
  while (!state.is_raised()) ::sched_yield();
  ++state.value;
}

void wait_sleeping(State& state) {
  const timespec moment{0, 1'000};
  while (!state.is_raised()) ::nanosleep(&moment, nullptr);
  ++state.value;
}

void wait_locking(State& state) {
  for (bool raised = false; !raised;) {
    ::pthread_mutex_lock(&state.mutex);
    raised = state.value == 1;
    ::pthread_mutex_unlock(&state.mutex);
    if (!raised) ::sched_yield();
  }
}

class Sampling : public testing::TestWithParam<StrategyKind> {
 protected:
  static Explored sampled(const Subject<State>& subject, std::optional<std::uint32_t> preemptions) {
    return subject.sampled([=] { return new_strategy(GetParam(), 1, preemptions); }, 1'000);
  }
};

// An execution that comes to the bound of steps would be an outcome of that name.
TEST_P(Sampling, LetsNobodyStarveWhoIsWaitedForInALoop) {
  const auto raise_locked = [](State& state) {
    ::pthread_mutex_lock(&state.mutex);
    state.value = 1;
    ::pthread_mutex_unlock(&state.mutex);
  };
  for (const auto preemptions : {std::optional<std::uint32_t>(), std::optional(0U)}) {
    EXPECT_EQ(sampled({{wait_yielding, &State::raise, wait_sleeping}, value}, preemptions).names(),
              std::vector<std::string>{"2"});
    EXPECT_EQ(sampled({{wait_locking, raise_locked, wait_locking}, value}, preemptions).names(),
              std::vector<std::string>{"1"});
  }
}

// A yield, or a sleep, orders nothing: both outcomes are there.
TEST_P(Sampling, GoesOnAfterGivingWayAsWellAsNot) {
  for (const bool sleeps : {false, true}) {
    const auto hopes = [sleeps](State& state) {
      const timespec moment{1, 0};
      if (sleeps) {
        ::nanosleep(&moment, nullptr);
      } else {
        ::sched_yield();
      }
      state.value = state.is_raised() ? 1 : 0;
    };
    const Subject<State> subject({hopes, &State::raise}, value);
    EXPECT_EQ(sampled(subject, {}).names(), (std::vector<std::string>{"0", "1"}));
    EXPECT_EQ(sampled(subject, 0).names(), (std::vector<std::string>{"0", "1"}));  // it gives way: no preemption
  }
}

INSTANTIATE_TEST_SUITE_P(Strategies, Sampling, testing::ValuesIn(sampling_strategies()),
                         [](const auto& instance) { return std::string(instance.param.name); });

// Who comes first to the mutex, five times each: ten choose five.
TEST(Dpor, OfFiveIncrementsEachUnderAMutexIsComplete) {
  const auto increments = [](State& state) {
    for (int i = 0; i < 5; ++i) {
      ::pthread_mutex_lock(&state.mutex);
      ++state.value;
      ::pthread_mutex_unlock(&state.mutex);
    }
  };
  const Explored reduced = Subject<State>({increments, increments}, value).reduced();
  EXPECT_TRUE(reduced.complete);
  EXPECT_EQ(reduced.executions, 252U);
  EXPECT_EQ(reduced.names(), std::vector<std::string>{"10"});
}

}  // namespace
}  // namespace tenter::explore::test::waiting_test
