#include "explore/engine/places.h"

#include <dlfcn.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "explore/runtime/virtual_clock.h"

namespace tenter::explore::test::places_test {
namespace {

using testing::ElementsAre;
using testing::MatchesRegex;
using testing::StartsWith;

int in_static_memory = 0;

template <class T>
std::uintptr_t address(T* place) {
  return reinterpret_cast<std::uintptr_t>(place);
}

const std::uintptr_t in_libc = reinterpret_cast<std::uintptr_t>(::dlsym(RTLD_DEFAULT, "atoi"));
const std::uintptr_t in_libstdcxx = reinterpret_cast<std::uintptr_t>(::dlsym(RTLD_DEFAULT, "_ZSt9terminatev"));

// The C library stands for the plugin.
struct PlacesTest : testing::Test {
  Arena arena;
  Places places{"/elsewhere/libc.so.6", arena};
};

TEST_F(PlacesTest, AreTheSameAfterwards) {
  const VisiblePlaces visible{{in_libc, address(&in_static_memory)},
                              {address(arena.allocate(16)), address(&in_static_memory)}};
  EXPECT_EQ(places.places_of(places.texts_of(visible)), visible);
}

TEST_F(PlacesTest, SayWhereTheyAre) {
  const VisiblePlaces visible{{in_libc, in_libstdcxx}, {address(arena.base()) + 0x40, address(&in_static_memory)}};
  EXPECT_THAT(places.texts_of(visible),
              ElementsAre(MatchesRegex("[0-9a-f]+"), StartsWith("libstdc++.so.6"), "~40", StartsWith("=host+")));
}

TEST_F(PlacesTest, ThatAreNoMemoryHaveNames) {
  const VisiblePlaces visible{{}, {kClock.code(), kClockReaders.code(), 0x7000'0000'1f40}};
  EXPECT_THAT(places.texts_of(visible), ElementsAre("=@clock", "=@clock-readers", "=@700000001f40"));
  EXPECT_EQ(places.places_of(places.texts_of(visible)), visible);
}

TEST_F(PlacesTest, OfALibraryThatIsNotThereAreRefused) {
  EXPECT_THROW(places.places_of({"libnowhere.so+40"}), std::invalid_argument);
  EXPECT_THROW(places.places_of({"zz"}), std::invalid_argument);
  EXPECT_THROW(places.places_of({"~"}), std::invalid_argument);
  EXPECT_THROW(places.places_of({"=@lock"}), std::invalid_argument);
}

}  // namespace
}  // namespace tenter::explore::test::places_test
