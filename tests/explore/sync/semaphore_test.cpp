#include <semaphore.h>

#include <cerrno>

#include "explored.h"

extern "C" void __tsan_write1(void* at);  // what the compiler calls for a plain write of instrumented code

namespace tenter::explore::test::semaphore_test {
namespace {

template <unsigned Initial>
struct Counted {
  sem_t semaphore;
  int result = -1;
  Visitors visitors;
  std::uint8_t plain = 0;

  Counted() { ::sem_init(&semaphore, 0, Initial); }
  ~Counted() { ::sem_destroy(&semaphore); }

  void work() {
    ::sem_wait(&semaphore);
    visitors.come_and_go();
    ::sem_post(&semaphore);
  }
  void write() {
    ::sem_wait(&semaphore);
    __tsan_write1(&plain);
    ::sem_post(&semaphore);
  }
  void wait() { ::sem_wait(&semaphore); }
  void post() { ::sem_post(&semaphore); }
  void try_to_wait() { result = ::sem_trywait(&semaphore) == 0 ? 0 : errno; }
};

template <unsigned Initial>
std::string most(Counted<Initial>& state) {
  return together({state.visitors.most()});
}
template <unsigned Initial>
std::string result(Counted<Initial>& state) {
  return together({state.result});
}

TEST(Semaphore, LetsInAsManyAsItCounts) {
  using One = Counted<1>;
  EXPECT_EQ((Subject<One>({&One::work, &One::work}, most<1>).expect({"1"})), 2u);
  using Two = Counted<2>;
  EXPECT_EQ((Subject<Two>({&Two::work, &Two::work}, most<2>).expect({"1", "2"})), 70u);  // C(8, 4): with the posts
  Subject<Two>({&Two::work, &Two::work, &Two::work}, most<2>).expect({"1", "2"});
}

TEST(Semaphore, OrdersOnlyThoseWhoNeedEachOther) {
  using One = Counted<1>;
  EXPECT_EQ((Subject<One>({&One::write, &One::write}, most<1>).reduced().races), 0u);
  using Two = Counted<2>;
  EXPECT_NE((Subject<Two>({&Two::write, &Two::write}, most<2>).reduced().races), 0u);
}

TEST(Semaphore, IsWaitedForUntilItIsPosted) {
  using None = Counted<0>;
  EXPECT_EQ((Subject<None>({&None::wait, &None::post}, most<0>).expect({"0"})), 1u);
  EXPECT_EQ((Subject<None>({&None::wait, &None::wait, &None::post}, most<0>).expect({"deadlock"})), 2u);
  const auto post_after_a_step = [](None& state) {
    step();
    state.post();
  };
  EXPECT_EQ((Subject<None>({&None::wait, post_after_a_step}, most<0>).expect({"0"})), 1u);
}

TEST(Semaphore, IsTriedWithoutWaiting) {
  using None = Counted<0>;
  EXPECT_EQ((Subject<None>({&None::try_to_wait, &None::post}, result<0>).expect({"0", together({EAGAIN})})), 2u);
}

TEST(Semaphore, ShowsItsValue) {
  using One = Counted<1>;
  const auto look = [](One& state) { ::sem_getvalue(&state.semaphore, &state.result); };
  EXPECT_EQ((Subject<One>({look, &One::post}, result<1>).expect({"1", "2"})), 2u);
  EXPECT_EQ((Subject<One>({look, &One::wait}, result<1>).expect({"0", "1"})), 2u);
}

TEST(Semaphore, IsNotPostedBeyondItsLargestValue) {
  using Full = Counted<SEM_VALUE_MAX>;
  const auto post = [](Full& state) { state.result = ::sem_post(&state.semaphore) == 0 ? 0 : errno; };
  EXPECT_EQ((Subject<Full>({post}, result<SEM_VALUE_MAX>).expect({together({EOVERFLOW})})), 1u);
}

}  // namespace
}  // namespace tenter::explore::test::semaphore_test
