#include <pthread.h>
#include <semaphore.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>

#include "explored.h"

extern "C" {
std::uint8_t __tsan_atomic8_load(const volatile std::uint8_t* at, int order);
void __tsan_atomic8_store(volatile std::uint8_t* at, std::uint8_t value, int order);
}

namespace tenter::explore::test::time_test {
namespace {

constexpr long kMillisecond = 1'000'000;

timespec now(clockid_t clock = CLOCK_MONOTONIC) {
  timespec result{};
  ::clock_gettime(clock, &result);
  return result;
}

timespec after(timespec from, int milliseconds) {
  from.tv_nsec += milliseconds * kMillisecond;
  from.tv_sec += from.tv_nsec / (1000 * kMillisecond);
  from.tv_nsec %= 1000 * kMillisecond;
  return from;
}

int milliseconds_between(const timespec& from, const timespec& to) {
  return static_cast<int>((to.tv_sec - from.tv_sec) * 1000 + (to.tv_nsec - from.tv_nsec) / kMillisecond);
}

void sleep_for(int milliseconds) {
  const timespec duration = after({}, milliseconds);
  ::nanosleep(&duration, nullptr);
}

struct State {
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
  pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
  sem_t semaphore;
  std::uint8_t flag = 0;
  int seen = -1;
  int elapsed = -1;

  State() { ::sem_init(&semaphore, 0, 0); }

  void raise() { __tsan_atomic8_store(&flag, 1, __ATOMIC_SEQ_CST); }
  bool is_raised() const { return __tsan_atomic8_load(&flag, __ATOMIC_SEQ_CST) != 0; }
};

std::string seen(State& state) { return together({state.seen}); }
std::string elapsed(State& state) { return together({state.elapsed}); }
std::string both(State& state) { return together({state.seen, state.elapsed}); }

const std::string kTimedOut = together({ETIMEDOUT});

TEST(Sleep, OrdersNothing) {
  const auto late = [](State& state) {
    sleep_for(100);
    state.seen = state.is_raised();
  };
  EXPECT_EQ((Subject<State>({late, &State::raise}, seen).expect({"0", "1"})), 3u);  // two steps and one
}

TEST(Sleep, TakesAsLongAsItSays) {
  const auto sleeps = [](State& state) {
    const timespec before = now();
    sleep_for(7);
    ::usleep(5'000);
    ::sleep(2);
    state.elapsed = milliseconds_between(before, now());
  };
  EXPECT_EQ((Subject<State>({sleeps}, elapsed).expect({"2012"})), 1u);
}

TEST(Sleep, EndsWhenItsMomentHasPassedLongAgo) {
  const auto sleeps = [](State& state) {
    const timespec before = now();
    sleep_for(10);
    const timespec moment = after(before, 5);
    state.seen = ::clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &moment, nullptr);
    state.elapsed = milliseconds_between(before, now());
  };
  EXPECT_EQ((Subject<State>({sleeps}, both).expect({"0 10"})), 1u);
}

TEST(Sleep, OfTwoAtATimeTakesAsLongAsTheLonger) {
  const auto sleeps = [](int milliseconds) {
    return [milliseconds](State& state) {
      sleep_for(milliseconds);
      state.elapsed = milliseconds_between({1'000, 0}, now());
    };
  };
  // Whoever reads the clock last has seen both sleeps, or only its own where the other one read it before.
  Subject<State>({sleeps(10), sleeps(20)}, elapsed).expect({"20"});
}

TEST(Sleep, IsRefusedForNoTime) {
  const auto sleeps = [](State& state) {
    const timespec wrong{0, 1000 * kMillisecond};
    state.seen = ::nanosleep(&wrong, nullptr) == 0 ? 0 : errno;
  };
  EXPECT_EQ((Subject<State>({sleeps}, seen).expect({together({EINVAL})})), 1u);
}

TEST(Sleep, InALoopMakesNoSearchInfinite) {
  const auto poll = [](State& state) {
    while (!state.is_raised()) sleep_for(1);
    state.seen = 0;
  };
  // As with yields: the store before each of two loads and sleeps, or when it has gone round twice for nothing. With
  // clang the first round leaves something else on the stack than the second.
#ifdef __clang__
  constexpr std::uint64_t kExecutions = 6;
#else
  constexpr std::uint64_t kExecutions = 5;
#endif
  EXPECT_EQ((Subject<State>({poll, &State::raise}, seen).expect({"0"})), kExecutions);
}

TEST(Clock, StandsStillWhileNobodyWaits) {
  const auto look = [](State& state) {
    const timespec before = now();
    step();
    state.elapsed = milliseconds_between(before, now());
  };
  EXPECT_EQ((Subject<State>({look, look}, elapsed).expect({"0"})), 2u);  // nor is looking at it a step
}

TEST(Clock, IsReadBeforeOrAfterItMoves) {
  const auto look = [](State& state) { state.elapsed = milliseconds_between({1'000, 0}, now()); };
  const auto sleeps = [](State&) { sleep_for(30); };
  EXPECT_EQ((Subject<State>({look, sleeps}, elapsed).expect({"0", "30"})), 2u);
}

TEST(Clock, AgreesWithAllOthers) {
  const auto look = [](State& state) {
    const timespec real = now(CLOCK_REALTIME);
    sleep_for(1'500);
    timeval time_of_day{};
    ::gettimeofday(&time_of_day, nullptr);
    state.seen = static_cast<int>(::time(nullptr) - real.tv_sec);
    state.elapsed = milliseconds_between(real, {time_of_day.tv_sec, time_of_day.tv_usec * 1'000});
  };
  EXPECT_EQ((Subject<State>({look}, both).expect({"1 1500"})), 1u);
}

void hold(State& state) {
  ::pthread_mutex_lock(&state.mutex);
  step();
  ::pthread_mutex_unlock(&state.mutex);
}

TEST(TimedMutex, IsTakenOrComesTooLate) {
  const auto lock = [](State& state) {
    const timespec deadline = after(now(), 10);
    state.seen = ::pthread_mutex_clocklock(&state.mutex, CLOCK_MONOTONIC, &deadline);
    if (state.seen == 0) ::pthread_mutex_unlock(&state.mutex);
  };
  // Before the other's three steps, at two places within, or after them. The clock is read, but before them all:
  // once the time-out has made that a step of its own, it comes anywhere before.
  Subject<State>({hold, lock}, seen).expect({"0", kTimedOut});
}

TEST(TimedMutex, KnowsRealTime) {
  const auto lock = [](State& state) {
    const timespec start = now(CLOCK_REALTIME);
    const timespec deadline = after(start, 10);
    ::pthread_mutex_lock(&state.mutex);
    state.seen = ::pthread_mutex_timedlock(&state.mutex, &deadline);
    state.elapsed = milliseconds_between(start, now(CLOCK_REALTIME));
  };
  EXPECT_EQ((Subject<State>({lock}, both).expect({kTimedOut + " 10"})), 1u);
}

TEST(TimedReadWriteLock, IsTakenOrComesTooLate) {
  const auto write = [](State& state) {
    ::pthread_rwlock_wrlock(&state.rwlock);
    step();
    ::pthread_rwlock_unlock(&state.rwlock);
  };
  const auto timed = [](auto lock) {
    return [lock](State& state) {
      const timespec moment{1'000'000'000, 0};
      state.seen = lock(&state.rwlock, &moment);
      if (state.seen == 0) ::pthread_rwlock_unlock(&state.rwlock);
    };
  };
  EXPECT_EQ((Subject<State>({write, timed(::pthread_rwlock_timedrdlock)}, seen).expect({"0", kTimedOut})), 4u);
  EXPECT_EQ((Subject<State>({write, timed(::pthread_rwlock_timedwrlock)}, seen).expect({"0", kTimedOut})), 4u);
}

TEST(TimedSemaphore, IsTakenOrComesTooLate) {
  const auto acquire = [](State& state) {
    const timespec moment{1'000'000'000, 0};
    state.seen = ::sem_timedwait(&state.semaphore, &moment) == 0 ? 0 : errno;
  };
  const auto post = [](State& state) { ::sem_post(&state.semaphore); };
  EXPECT_EQ((Subject<State>({acquire, post}, seen).expect({"0", kTimedOut})), 2u);
}

void wait_a_while(State& state) {
  const timespec moment{1'000'000'000, 0};
  ::pthread_mutex_lock(&state.mutex);
  state.seen = ::pthread_cond_timedwait(&state.condition, &state.mutex, &moment);
  ::pthread_mutex_unlock(&state.mutex);
}

void notify(State& state) { ::pthread_cond_signal(&state.condition); }

TEST(TimedCondition, IsNotifiedOrTimesOut) {
  EXPECT_EQ((Subject<State>({wait_a_while}, seen).expect({kTimedOut})), 1u);
  // Locking, waiting, then waking up when notified; or the notification comes before one of locking, waiting, timing
  // out and locking again, or after all.
  EXPECT_EQ((Subject<State>({wait_a_while, notify}, seen).expect({"0", kTimedOut})), 5u);
}

TEST(TimedCondition, TimesOutThoughTheMutexIsTaken) {
  const auto notify_inside = [](State& state) {
    ::pthread_mutex_lock(&state.mutex);
    ::pthread_cond_signal(&state.condition);
    ::pthread_mutex_unlock(&state.mutex);
  };
  Subject<State>({wait_a_while, notify_inside}, seen).expect({"0", kTimedOut});
}

TEST(TimedCondition, InALoopMakesNoSearchInfinite) {
  const auto wait_for_flag = [](State& state) {
    const timespec moment{1'000'000'000, 0};
    ::pthread_mutex_lock(&state.mutex);
    while (!state.is_raised()) ::pthread_cond_timedwait(&state.condition, &state.mutex, &moment);
    ::pthread_mutex_unlock(&state.mutex);
    state.seen = 0;
  };
  Subject<State>({wait_for_flag, &State::raise}, seen).expect({"0"});
}

TEST(TimedCondition, HasTheClockItWasGiven) {
  const auto wait = [](State& state) {
    pthread_condattr_t attributes;
    pthread_cond_t condition;
    ::pthread_condattr_init(&attributes);
    ::pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    ::pthread_cond_init(&condition, &attributes);
    const timespec start = now();
    const timespec deadline = after(start, 20);
    ::pthread_mutex_lock(&state.mutex);
    state.seen = ::pthread_cond_timedwait(&condition, &state.mutex, &deadline);
    state.elapsed = milliseconds_between(start, now());
    ::pthread_mutex_unlock(&state.mutex);
    ::pthread_cond_destroy(&condition);
  };
  EXPECT_EQ((Subject<State>({wait}, both).expect({kTimedOut + " 20"})), 1u);
}

}  // namespace
}  // namespace tenter::explore::test::time_test
