#include "explore/engine/places.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <stdexcept>

namespace tenter::explore::test {
namespace {

using testing::ElementsAre;

int in_static_memory = 0;

std::uintptr_t address(const void* place) { return reinterpret_cast<std::uintptr_t>(place); }

// This executable stands for the plugin.
struct PlacesTest : testing::Test {
  Arena arena;
  Places places{"/elsewhere/tenter_test_explore_engine", arena};
};

TEST_F(PlacesTest, AreTheSameAfterwards) {
  const VisiblePlaces visible{{address(reinterpret_cast<const void*>(&std::atoi))},
                              {address(arena.allocate(16)), address(&in_static_memory)}};
  EXPECT_EQ(places.places_of(places.texts_of(visible)), visible);
}

TEST_F(PlacesTest, SayWhereTheyAre) {
  const VisiblePlaces visible{{address(reinterpret_cast<const void*>(&std::atoi))}, {address(arena.base()) + 0x40}};
  EXPECT_THAT(places.texts_of(visible), ElementsAre(testing::StartsWith("libc.so.6+"), "~40"));
}

TEST_F(PlacesTest, OfALibraryThatIsNotThereAreRefused) {
  EXPECT_THROW(places.places_of({"libnowhere.so+40"}), std::invalid_argument);
  EXPECT_THROW(places.places_of({"zz"}), std::invalid_argument);
  EXPECT_THROW(places.places_of({"~"}), std::invalid_argument);
}

}  // namespace
}  // namespace tenter::explore::test
