#include <pthread.h>

#include <cerrno>

#include "explored.h"

namespace tenter::explore::test::spinlock_test {
namespace {

struct State {
  pthread_spinlock_t lock;
  Visitors visitors;
  int result = -1;

  State() { ::pthread_spin_init(&lock, PTHREAD_PROCESS_PRIVATE); }
  ~State() { ::pthread_spin_destroy(&lock); }

  void work() {
    ::pthread_spin_lock(&lock);
    visitors.come_and_go();
    ::pthread_spin_unlock(&lock);
  }
  void try_to_lock() {
    result = ::pthread_spin_trylock(&lock);
    if (result == 0) ::pthread_spin_unlock(&lock);
  }
};

std::string most(State& state) { return together({state.visitors.most()}); }
std::string result(State& state) { return together({state.result}); }

TEST(SpinLock, KeepsTasksApart) {
  EXPECT_EQ((Subject<State>({&State::work, &State::work}, most).expect({"1"})), 2u);
  EXPECT_EQ((Subject<State>({&State::work, &State::work, &State::work}, most).expect({"1"})), 6u);
}

TEST(SpinLock, IsTriedWithoutSpinning) {
  // The four steps of the other: before them, at three places within, after them.
  EXPECT_EQ((Subject<State>({&State::work, &State::try_to_lock}, result).expect({"0", together({EBUSY})})), 5u);
}

TEST(SpinLock, TakenTwiceSpinsForEver) {
  const auto twice = [](State& state) {
    ::pthread_spin_lock(&state.lock);
    ::pthread_spin_lock(&state.lock);
  };
  EXPECT_EQ((Subject<State>({twice}, most).expect({"deadlock"})), 1u);
}

}  // namespace
}  // namespace tenter::explore::test::spinlock_test
