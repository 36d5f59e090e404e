#include "oracle/delivery.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <vector>

namespace tenter::oracle::delivery_test {
namespace {

TEST(Delivery, NamesWhatIsLostTwiceThereAndMadeUp) {
  EXPECT_EQ(exactly_once({{2}, {{{0, 1}}}, {{0, 0}}}), "");
  EXPECT_EQ(at_least_once({{2}, {{{0, 0}}}, {}}), "value 1 of producer 0 is lost");
  EXPECT_EQ(exactly_once({{2}, {{{0, 0}}}, {}}), "value 1 of producer 0 is lost");
  EXPECT_EQ(at_least_once({{1}, {{{0, 0}}, {{0, 0}}}, {}}), "");
  EXPECT_EQ(exactly_once({{1}, {{{0, 0}}, {{0, 0}}}, {}}), "value 0 of producer 0 is there twice");
  EXPECT_EQ(exactly_once({{1}, {{{0, 0}, {1, 0}}}, {}}), "value 0 of producer 1 was never put in");
}

TEST(Delivery, FifoHoldsForEachProducerAndConsumerAlone) {
  EXPECT_EQ(fifo_for_each_producer({{2, 1}, {{{0, 0}, {1, 0}, {0, 1}}}, {}}), "");
  EXPECT_EQ(fifo_for_each_producer({{2}, {{{0, 1}}, {{0, 0}}}, {}}), "");
  EXPECT_EQ(fifo_for_each_producer({{2}, {{{0, 1}, {0, 0}}}, {}}), "value 0 of producer 0 came after value 1");
}

Delivery any_delivery() {
  const auto value = rc::gen::apply(
      [](std::uint32_t producer, std::uint64_t number) {
        return Delivered{producer, number};
      },
      rc::gen::inRange<std::uint32_t>(0, 2), rc::gen::inRange<std::uint64_t>(0, 3));
  const auto values = rc::gen::container<std::vector<Delivered>>(value);
  return {*rc::gen::container<std::vector<std::uint64_t>>(2, rc::gen::inRange<std::uint64_t>(0, 3)),
          *rc::gen::container<std::vector<std::vector<Delivered>>>(2, rc::gen::resize(4, values)),
          *rc::gen::resize(3, values)};
}

// How often each value is there, counted by hand.
RC_GTEST_PROP(Delivery, CountsAsTheDefinitionDoes, ()) {
  const Delivery delivery = any_delivery();
  bool none_lost = true;
  bool as_often = true;
  for (std::uint32_t producer = 0; producer < 2; ++producer) {
    for (std::uint64_t number = 0; number < 3; ++number) {
      const Delivered value{producer, number};
      auto there = std::count(delivery.left.begin(), delivery.left.end(), value);
      for (const auto& taken : delivery.taken) there += std::count(taken.begin(), taken.end(), value);
      const long put = number < delivery.put[producer] ? 1 : 0;
      none_lost = none_lost && there >= put;
      as_often = as_often && there == put;
    }
  }
  RC_ASSERT(at_least_once(delivery).empty() == none_lost);
  RC_ASSERT(exactly_once(delivery).empty() == as_often);
}

RC_GTEST_PROP(Delivery, FifoLooksAtEachPair, ()) {
  const Delivery delivery = any_delivery();
  bool ordered = true;
  for (const auto& taken : delivery.taken) {
    for (std::size_t i = 0; i < taken.size(); ++i) {
      for (std::size_t k = i + 1; k < taken.size(); ++k) {
        ordered = ordered && (taken[i].producer != taken[k].producer || taken[i].number <= taken[k].number);
      }
    }
  }
  RC_ASSERT(fifo_for_each_producer(delivery).empty() == ordered);
}

}  // namespace
}  // namespace tenter::oracle::delivery_test
