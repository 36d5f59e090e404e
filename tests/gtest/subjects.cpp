// A test program as an outsider writes it: scenarios, and tests of each kind that GoogleTest has.
#include <gmock/gmock.h>
#include <tenter/gtest.h>
#include <tenter/object.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

namespace {

struct Specification {
  std::deque<int> items;
  void push(int item) { items.push_back(item); }
  std::optional<int> pop() {
    if (items.empty()) return std::nullopt;
    const int item = items.front();
    items.pop_front();
    return item;
  }
  bool operator==(const Specification&) const = default;
};

struct Queue {
  void push(int item) {
    const std::lock_guard hold(mutex);
    queue.push(item);
  }
  std::optional<int> pop() {
    const std::lock_guard hold(mutex);
    return queue.pop();
  }
  std::mutex mutex;
  Specification queue;
};

struct HastyQueue : Queue {
  std::optional<int> pop() {
    {
      const std::lock_guard hold(mutex);
      if (queue.items.empty()) return std::nullopt;
    }
    const std::lock_guard hold(mutex);
    return queue.items.empty() ? 0 : queue.pop();
  }
};

template <class Q>
auto queue(const char* name) {
  return tenter::object<Q, Specification>(name)
      .operation("push", &Q::push, &Specification::push, tenter::range(1, 2))
      .operation("pop", &Q::pop, &Specification::pop);
}
const tenter::Registered locked{queue<Queue>("queue/locked").summary("a lock for each call").holds()};
const tenter::Registered hasty{queue<HastyQueue>("queue/hasty-pop").summary("a lock for each half of it").holds()};

template <class Int>
struct Counter {
  Int value{0};
  void increment() { value = value + 1; }
  int read() const { return value; }
};
template <>
void Counter<std::atomic<int>>::increment() {
  ++value;
}

template <class Int>
auto counter(const char* name) {
  return tenter::scenario<Counter<Int>>(name)
      .summary("two increments")
      .copies(2, &Counter<Int>::increment)
      .observes(&Counter<Int>::read)
      .acceptable({2}, "both increments kept")
      .forbidden({1}, "one increment overwrote the other", tenter::Anomaly::lost_update);
}
const tenter::Registered atomic{counter<std::atomic<int>>("counter").holds()};
const tenter::Registered plain{
    counter<int>("counter/plain").breaks(tenter::Anomaly::lost_update, tenter::Anomaly::data_race)};

// Rings between the other's look and its sleep.
struct Bell {
  void ring() {
    rung = true;
    heard.notify_one();
  }
  void listen() {
    std::unique_lock hold(mutex);
    while (!rung) heard.wait(hold);
  }
  std::mutex mutex;
  std::condition_variable heard;
  std::atomic<bool> rung{false};
};
const tenter::Registered bell{tenter::scenario<Bell>("bell/unlocked")
                                  .summary("rings without the lock")
                                  .actors(&Bell::ring, &Bell::listen)
                                  .breaks(tenter::Anomaly::deadlock)};

const tenter::RunOptions kBriefly{
    .engines = "explore", .time = std::chrono::minutes(1), .executions = 2000, .seed = 7};

TEST(Right, Assertions) {
  EXPECT_LINEARIZABLE("queue/locked", kBriefly);
  EXPECT_HOLDS("counter");
  ASSERT_BREAKS("counter/plain", tenter::Anomaly::lost_update);
  EXPECT_BREAKS("counter/plain");
  EXPECT_BREAKS("queue/hasty-pop", tenter::Anomaly::not_linearizable, kBriefly);
  EXPECT_BREAKS("bell/unlocked", tenter::Anomaly::deadlock, kBriefly);  // of which a lost wakeup is one
  EXPECT_FALSE(HasFailure());
}

TEST(Wrong, NotLinearizable) { EXPECT_LINEARIZABLE("queue/hasty-pop"); }
TEST(Wrong, NoObject) { EXPECT_LINEARIZABLE("counter"); }
TEST(Wrong, ClaimsToBreak) { EXPECT_HOLDS("counter/plain"); }
TEST(Wrong, BreaksOtherwise) { EXPECT_BREAKS("counter/plain", tenter::Anomaly::deadlock); }
TEST(Wrong, DoesNotBreak) { EXPECT_BREAKS("queue/locked"); }
TEST(Wrong, UnknownName) { EXPECT_HOLDS("queue/*"); }
TEST(Wrong, RunIsRefused) { EXPECT_BREAKS("counter/plain", std::nullopt, {.engines = "dtrace"}); }

class Fixture : public testing::Test {
 protected:
  void SetUp() override { number_ = 6; }
  int number_ = 0;
};
TEST_F(Fixture, IsSetUp) { EXPECT_THAT(number_, testing::AllOf(testing::Gt(5), testing::Lt(7))); }

class Parameter : public testing::TestWithParam<int> {};
TEST_P(Parameter, IsOneOfThem) { EXPECT_GT(GetParam(), 0); }
INSTANTIATE_TEST_SUITE_P(Two, Parameter, testing::Values(1, 2));

template <class T>
class Typed : public testing::Test {};
using Types = testing::Types<int, long>;
TYPED_TEST_SUITE(Typed, Types);
TYPED_TEST(Typed, HasAType) { EXPECT_GE(sizeof(TypeParam), sizeof(int)); }

}  // namespace
