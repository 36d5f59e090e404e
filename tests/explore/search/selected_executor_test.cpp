// One executor after another.
#include "explore/search/selected_executor.h"

#include <gtest/gtest.h>

#include "fake_executor.h"

namespace tenter::explore::test::selected_executor_test {
namespace {

TEST(SelectedExecutor, TakesTheVisiblePlacesAlong) {
  FakeExecutor here, there;
  SelectedExecutor executor(here);
  executor.set_visible_places({{1, 2}, {3}});
  executor.select(there);
  EXPECT_EQ(there.visible_places(), (VisiblePlaces{{1, 2}, {3}}));
  executor.set_visible_places({{4}, {}});
  EXPECT_EQ(here.visible_places(), (VisiblePlaces{{1, 2}, {3}}));
  executor.select(here);
  EXPECT_EQ(here.visible_places(), (VisiblePlaces{{4}, {}}));
}

TEST(SelectedExecutor, RemembersWeakerOrdersOfThoseBefore) {
  FakeExecutor here, there;
  SelectedExecutor executor(here);
  here.weaker_orders = true;
  executor.select(there);
  EXPECT_TRUE(executor.weaker_orders_used());
}

// A race that has been told is not told again because somebody asks for the executor that is in use.
TEST(SelectedExecutor, ForgetsNoRacesUnasked) {
  FakeExecutor here, there;
  SelectedExecutor executor(here);
  executor.select(here);
  executor.select(there);
  executor.select(there);
  EXPECT_EQ(here.races_forgotten + there.races_forgotten, 0);
  executor.forget_races();
  EXPECT_EQ(there.races_forgotten, 1);
}

}  // namespace
}  // namespace tenter::explore::test::selected_executor_test
