// __tsan_testonly_barrier_wait(): waits, and orders nothing.
#include "../sync/explored.h"
#include "hooks.h"

namespace tenter::explore::test {
namespace {

struct Meeting {
  explicit Meeting(unsigned count) { __tsan_testonly_barrier_init(&barrier, count); }
  void wait() { __tsan_testonly_barrier_wait(&barrier); }

  std::uint64_t barrier = 0;
  int came = 0;
  bool left_early = false;
  std::string left{};
  char memory = 0;
};
struct Two : Meeting {
  Two() : Meeting(2) {}
};
struct Three : Meeting {
  Three() : Meeting(3) {}
};

template <class State>
void meet(State& state, int count) {
  step();
  ++state.came;
  state.wait();
  if (state.came < count) state.left_early = true;
  step();
}

template <class State>
std::string early(State& state) {
  return state.left_early ? "early" : "together";
}

TEST(TestBarrier, LetsNobodyGoBeforeAllHaveCome) {
  const auto of_two = [](Two& state) { meet(state, 2); };
  EXPECT_EQ(Subject<Two>({of_two, of_two}, &early<Two>).expect({"together"}), 12u);  // C(2, 1) * C(4, 2)
  const auto of_three = [](Three& state) { meet(state, 3); };
  // 3! * 6! / 2!^3
  EXPECT_EQ(Subject<Three>({of_three, of_three, of_three}, &early<Three>).expect({"together"}), 540u);
}

TEST(TestBarrier, IsThereForTheNextRound) {
  const auto actor = [](Two& state) {
    for (int round = 1; round <= 3; ++round) meet(state, 2 * round);
  };
  const Explored explored = Subject<Two>({actor, actor}, &early<Two>).reduced();
  EXPECT_TRUE(explored.complete);
  EXPECT_EQ(explored.names(), std::vector<std::string>{"together"});
}

TEST(TestBarrier, OrdersNothing) {
  const auto writes_and_waits = [](Two& state) {
    __tsan_write1(&state.memory);
    state.wait();
  };
  const auto waits_and_writes = [](Two& state) {
    state.wait();
    __tsan_write1(&state.memory);
  };
  const Subject<Two> subject({writes_and_waits, waits_and_writes}, [](Two&) { return std::string("over"); });
  const Explored explored = subject.exhaustively();
  EXPECT_TRUE(explored.complete);
  EXPECT_EQ(explored.races, 1u);
  // The first write comes first; then the first one leaves at any time.
  EXPECT_EQ(subject.expect({"over"}), 3u);
}

// Who comes first makes a difference where there are more than the barrier waits for.
TEST(TestBarrier, LetsTheFirstOnesGo) {
  const auto letter = [](char name, int times) {
    return [=](Two& state) {
      for (int i = 0; i < times; ++i) state.wait();
      state.left += name;
    };
  };
  const Subject<Two> subject({letter('A', 2), letter('B', 1), letter('C', 1)}, [](Two& state) { return state.left; });
  subject.expect({"ABC", "ACB", "BAC", "BCA", "CAB", "CBA", "deadlock"});
}

}  // namespace
}  // namespace tenter::explore::test
