#include <pthread.h>

#include <cerrno>

#include "explored.h"

namespace tenter::explore::test::rwlock_test {
namespace {

struct State {
  pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
  pthread_rwlock_t other = PTHREAD_RWLOCK_INITIALIZER;
  Visitors visitors;
  int result = -1;
};

void read(State& state) {
  ::pthread_rwlock_rdlock(&state.lock);
  state.visitors.come_and_go();
  ::pthread_rwlock_unlock(&state.lock);
}

void write(State& state) {
  ::pthread_rwlock_wrlock(&state.lock);
  state.visitors.come_and_go();
  ::pthread_rwlock_unlock(&state.lock);
}

std::string most(State& state) { return together({state.visitors.most()}); }
std::string result(State& state) { return together({state.result}); }

TEST(ReadWriteLock, LetsReadersInTogether) {
  EXPECT_EQ((Subject<State>({read, read}, most).expect({"1", "2"})), 20u);  // C(6, 3)
}

TEST(ReadWriteLock, KeepsWritersApartFromAll) {
  EXPECT_EQ((Subject<State>({read, write}, most).expect({"1"})), 2u);
  EXPECT_EQ((Subject<State>({write, write}, most).expect({"1"})), 2u);
  // Alone first or last, 20 interleavings of the readers each; or between the readers, one way round or the other.
  EXPECT_EQ((Subject<State>({read, write, read}, most).expect({"1", "2"})), 42u);
}

TEST(ReadWriteLock, IsNotToBeUpgraded) {
  const auto upgrade = [](State& state) {
    ::pthread_rwlock_rdlock(&state.lock);
    ::pthread_rwlock_wrlock(&state.lock);
  };
  EXPECT_EQ((Subject<State>({upgrade}, most).expect({"deadlock"})), 1u);
}

TEST(ReadWriteLock, MayBeReadLockedAgainWhileAWriterWaits) {
  const auto twice = [](State& state) {
    ::pthread_rwlock_rdlock(&state.lock);
    ::pthread_rwlock_rdlock(&state.lock);
    ::pthread_rwlock_unlock(&state.lock);
    ::pthread_rwlock_unlock(&state.lock);
  };
  EXPECT_EQ((Subject<State>({twice, write}, most).expect({"1"})), 2u);
}

TEST(ReadWriteLock, TellsItsWriterOfADeadlock) {
  const auto twice = [](State& state) {
    ::pthread_rwlock_wrlock(&state.lock);
    state.result = ::pthread_rwlock_wrlock(&state.lock);
  };
  EXPECT_EQ((Subject<State>({twice}, result).expect({together({EDEADLK})})), 1u);
}

TEST(ReadWriteLock, TakenCrosswiseDeadlocks) {
  const auto crosswise = [](pthread_rwlock_t State::*first, pthread_rwlock_t State::*second) {
    return [=](State& state) {
      ::pthread_rwlock_wrlock(&(state.*first));
      ::pthread_rwlock_wrlock(&(state.*second));
      ::pthread_rwlock_unlock(&(state.*first));
      ::pthread_rwlock_unlock(&(state.*second));
    };
  };
  // One after the other, or both have their first lock, in either order.
  EXPECT_EQ((Subject<State>({crosswise(&State::lock, &State::other), crosswise(&State::other, &State::lock)}, most)
                 .expect({"0", "deadlock"})),
            4u);
}

TEST(ReadWriteLock, IsTriedWithoutWaiting) {
  const auto try_write = [](State& state) {
    state.result = ::pthread_rwlock_trywrlock(&state.lock);
    if (state.result == 0) ::pthread_rwlock_unlock(&state.lock);
  };
  const auto try_read = [](State& state) {
    state.result = ::pthread_rwlock_tryrdlock(&state.lock);
    if (state.result == 0) ::pthread_rwlock_unlock(&state.lock);
  };
  const std::string busy = together({EBUSY});
  // Now unlocking is a step: the reader's four steps, and the try before, at three places within, or after them.
  EXPECT_EQ((Subject<State>({read, try_write}, result).expect({"0", busy})), 5u);
  EXPECT_EQ((Subject<State>({write, try_read}, result).expect({"0", busy})), 5u);
  // C(6, 2): nothing is in the way of anything.
  EXPECT_EQ((Subject<State>({read, try_read}, result).expect({"0"})), 15u);
}

TEST(ReadWriteLock, UnlockedByWhoDoesNotHoldItEndsThat) {
  const auto unlock = [](State& state) { ::pthread_rwlock_unlock(&state.lock); };
  EXPECT_EQ((Subject<State>({unlock}, result).expect({"died"})), 1u);
}

}  // namespace
}  // namespace tenter::explore::test::rwlock_test
