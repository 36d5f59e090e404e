// What the steps of an instrumented plugin are made on, and where, by the names of its sources.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "explore/executor/in_process_executor.h"
#include "explore/schedule/exhaustive.h"
#include "explore/search/search.h"
#include "support/plugin.h"
#include "support/unexpected.h"
#include "symbol/data_names.h"
#include "symbol/own_code.h"
#include "symbol/symbolizer.h"

namespace tenter::explore {
namespace {

using ::testing::ElementsAre;

InProcessExecutor& the_executor() {
  static InProcessExecutor executor({.steps = 1'000});
  return executor;
}

const PluginContents& plugin() {
  static const PluginContents& contents = [&]() -> const PluginContents& {
    InProcessExecutor::Loading loading(the_executor());
    return tenter::test::loaded(NAMED, &tenter::test::unexpected());
  }();
  return contents;
}

const Program& scenario(const std::string& name) { return tenter::test::program_named(name, plugin()); }

std::vector<Step> first_steps(const std::string& name) {
  Search search(the_executor(), scenario(name), tenter::test::unexpected(),
                [] { return std::make_unique<Exhaustive>(); });
  return search.next()->steps;
}

std::string member(const std::string& name, std::size_t offset, std::size_t size) {
  return symbol::DataNames().member(*scenario(name).body, offset, size);
}

TEST(Names, OfMembersOfStates) {
  EXPECT_EQ(member("named/depot", 8, 4), "slots[1].value");
  EXPECT_EQ(member("named/depot", 12, 1), "slots[1].full");
  EXPECT_EQ(member("named/depot", 13, 1), "slots[1] + 5");
  EXPECT_EQ(member("named/depot", 16, 4), "taken");
  EXPECT_EQ(member("named/depot", 24, 4), "mutex");
  EXPECT_EQ(member("named/depot", 72, 8), "log");
}

TEST(Names, StatesThatAreAlikeKeepTheirOwn) {
  EXPECT_EQ(member("named/left", 0, 4), "left");
  EXPECT_EQ(member("named/right", 0, 4), "right");
}

TEST(Names, OfStaticVariablesThatStepsAreMadeOn) {
  symbol::DataNames names;
  std::vector<std::string> objects;
  for (const Step& step : first_steps("named/metered")) {
    objects.push_back(names.variable(step.operation.object.address(), sizeof(int)));
  }
  EXPECT_THAT(objects, ElementsAre("Metered::next()::visits", "meter", "Metered::next()::visits", "meter"));
}

TEST(Names, OfThePlacesWhereStepsAreMade) {
  symbol::Symbolizer symbolizer;
  const symbol::OwnCode own(NAMED);
  for (const Step& step : first_steps("named/depot")) {
    const std::array<const void*, 1> stack{reinterpret_cast<const void*>(step.operation.pc)};
    const std::vector<symbol::LocatedFrame> frames = symbolizer.frames(stack);
    const symbol::LocatedFrame* const innermost = own.innermost(frames);
    ASSERT_NE(innermost, nullptr);
    EXPECT_TRUE(innermost->frame.file.ends_with("/names/named.cpp")) << innermost->frame.file;
    EXPECT_THAT(innermost->frame.function, ::testing::HasSubstr("Depot::take"));
  }
}

}  // namespace
}  // namespace tenter::explore
