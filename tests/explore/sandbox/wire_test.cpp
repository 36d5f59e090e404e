#include "explore/sandbox/wire.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

#include "explore/sandbox/field_count.h"
#include "explore/sandbox/messages.h"

namespace tenter::explore {
namespace test {
namespace {

struct Inner {
  std::string text;
  int number = 0;
};

struct Outer {
  std::vector<Inner> inner;
  std::vector<int> numbers;
  bool flag = false;
};

}  // namespace
}  // namespace test

template <>
inline constexpr auto kWireFields<test::Inner> = std::tuple(&test::Inner::text, &test::Inner::number);
template <>
inline constexpr auto kWireFields<test::Outer> = std::tuple(&test::Outer::inner, &test::Outer::numbers,
                                                            &test::Outer::flag);

namespace test {
namespace {

using testing::ElementsAre;

std::array<int, 2> connected() {
  std::array<int, 2> ends{};
  EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()), 0);
  return ends;
}

class WireTest : public testing::Test {
 protected:
  ~WireTest() override {
    ::close(ends_[0]);
    ::close(ends_[1]);
  }
  void hang_up() { ::shutdown(ends_[0], SHUT_RDWR); }

 private:
  const std::array<int, 2> ends_ = connected();

 protected:
  Wire here{ends_[0]};
  Wire there{ends_[1]};
};

TEST_F(WireTest, BringsStructsOfStructs) {
  here.put(Outer{{{"one", 1}, {"", 2}}, {3, 4}, true});
  here.flush();
  const auto got = there.get<Outer>();
  ASSERT_EQ(got.inner.size(), 2U);
  EXPECT_EQ(got.inner[0].text, "one");
  EXPECT_EQ(got.inner[1].text, "");
  EXPECT_EQ(got.inner[1].number, 2);
  EXPECT_THAT(got.numbers, ElementsAre(3, 4));
  EXPECT_TRUE(got.flag);
  EXPECT_FALSE(there.broken());
}

TEST_F(WireTest, BringsWhatAnExecutionCameTo) {
  IsolatedExecution execution;
  execution.result.ending = Ending::deadlock;
  execution.result.deaths = {{1, Anomaly::abort, "std::abort", 2, 3}};
  execution.result.external_waits = {{4, "read"}};
  execution.result.leaks = {{5, 6}};
  execution.result.new_visible_place = true;
  execution.rows = {{"{1}", 1, 0}};
  execution.reports = {{Anomaly::assertion, "detail", "f.cpp", 7}};
  execution.places = {{8}, {9}};
  execution.tasks = 10;
  here.put(execution);
  here.flush();
  const auto got = there.get<IsolatedExecution>();
  EXPECT_EQ(got.result.ending, Ending::deadlock);
  ASSERT_EQ(got.result.deaths.size(), 1U);
  EXPECT_EQ(got.result.deaths[0].detail, "std::abort");
  EXPECT_EQ(got.result.deaths[0].object, 3U);
  ASSERT_EQ(got.result.external_waits.size(), 1U);
  EXPECT_EQ(got.result.external_waits[0].call, "read");
  EXPECT_EQ(got.result.leaks[0].size, 6U);
  EXPECT_TRUE(got.result.new_visible_place);
  EXPECT_EQ(got.rows, execution.rows);
  EXPECT_EQ(got.reports, execution.reports);
  EXPECT_EQ(got.places, execution.places);
  EXPECT_EQ(got.tasks, 10U);
}

TEST_F(WireTest, GivesZerosWhenTheOtherEndIsGone) {
  hang_up();
  EXPECT_TRUE(there.get<Outer>().inner.empty());
  EXPECT_TRUE(there.broken());
}

TEST(FieldCount, CountsFieldsOfAllTypes) {
  static_assert(field_count<Inner>() == 2);
  static_assert(field_count<Outer>() == 3);
  static_assert(field_count<Death>() == 5);
}

}  // namespace
}  // namespace test
}  // namespace tenter::explore
