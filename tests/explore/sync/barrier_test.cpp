#include <pthread.h>

#include "explored.h"

extern "C" std::uint8_t __tsan_atomic8_fetch_add(volatile std::uint8_t* at, std::uint8_t operand, int order);

namespace tenter::explore::test::barrier_test {
namespace {

template <unsigned Count>
struct State {
  pthread_barrier_t barrier;
  std::uint8_t came = 0;
  int too_early = 0;
  int serials = 0;
  int serial = -1;  // of the last round

  State() { ::pthread_barrier_init(&barrier, nullptr, Count); }
  ~State() { ::pthread_barrier_destroy(&barrier); }

  void wait(int self) {
    if (::pthread_barrier_wait(&barrier) != PTHREAD_BARRIER_SERIAL_THREAD) return;
    ++serials;
    serial = self;
  }
};

template <unsigned Count>
auto waits(int self) {
  return [self](State<Count>& state) { state.wait(self); };
}

template <unsigned Count>
std::string serial(State<Count>& state) {
  return together({state.serials, state.serial});
}

TEST(Barrier, TellsAnyOneOfItsThreadsApart) {
  EXPECT_EQ((Subject<State<2>>({waits<2>(0), waits<2>(1)}, serial<2>).expect({"1 0", "1 1"})), 2u);
  // In any order of leaving.
  EXPECT_EQ((Subject<State<3>>({waits<3>(0), waits<3>(1), waits<3>(2)}, serial<3>).expect({"1 0", "1 1", "1 2"})),
            6u);
}

TEST(Barrier, WaitsForWhoDoesNotCome) {
  EXPECT_EQ((Subject<State<3>>({waits<3>(0), waits<3>(1)}, serial<3>).expect({"deadlock"})), 1u);
}

TEST(Barrier, LetsNobodyPassBeforeAllHaveCome) {
  const auto work = [](State<2>& state) {
    __tsan_atomic8_fetch_add(&state.came, 1, __ATOMIC_RELAXED);
    ::pthread_barrier_wait(&state.barrier);
    if (state.came != 2) ++state.too_early;
  };
  const Subject<State<2>> subject({work, work}, [](State<2>& state) { return together({state.too_early}); });
  EXPECT_EQ(subject.expect({"0"}), 4u);  // two orders of coming, two of leaving
}

TEST(Barrier, IsUsedAgainAtOnce) {
  const auto rounds = [](State<2>& state) {
    for (int round = 0; round < 3; ++round) state.wait(round);
  };
  // Each round has two orders of leaving. The first to leave comes to the next one, but cannot leave that.
  EXPECT_EQ((Subject<State<2>>({rounds, rounds}, serial<2>).expect({"3 2"})), 8u);
}

}  // namespace
}  // namespace tenter::explore::test::barrier_test
