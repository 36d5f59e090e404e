// The synchronisation types of the standard library do what the standard says, whatever they are made of; so do
// threads as C programs use them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "explored.h"
#include "support/plugin.h"
#include "support/unexpected.h"

namespace tenter::explore::test::std_types_test {
namespace {

const PluginContents& plugin() {
  static const PluginContents& contents = tenter::test::loaded(STD_TYPES, &tenter::test::unexpected());
  return contents;
}

const Program& scenario(const std::string& name) { return tenter::test::program_named(name, plugin()); }

struct Expected {
  const char* scenario;
  std::vector<std::string> outcomes;
  bool races = false;
  bool small = true;  // enough for all interleavings to be tried
};

void PrintTo(const Expected& expected, std::ostream* out) { *out << expected.scenario; }

class StandardTypes : public testing::TestWithParam<Expected> {};

void expect(const Explored& found, const Expected& expected) {
  EXPECT_TRUE(found.complete) << found.executions;
  EXPECT_THAT(found.names(), testing::UnorderedElementsAreArray(expected.outcomes));
  EXPECT_EQ(found.races != 0, expected.races);
}

TEST_P(StandardTypes, AreExploredWhole) {
  const Program& program = scenario(GetParam().scenario);
  expect(search(program, [] { return std::make_unique<Dpor>(); }), GetParam());
  if (GetParam().small) expect(search(program, [] { return std::make_unique<Exhaustive>(); }), GetParam());
}

std::string name_of_test(const testing::TestParamInfo<Expected>& instance) {
  std::string name = instance.param.scenario;
  std::erase(name, '-');
  return name;
}

INSTANTIATE_TEST_SUITE_P(
    Each, StandardTypes,
    testing::Values(Expected{"shared_mutex", {"0", "2"}}, Expected{"shared_timed_mutex", {"0", "1"}},
                    Expected{"timed_mutex", {"0", "1"}}, Expected{"semaphore", {"1"}},
                    Expected{"semaphore-forgotten", {"deadlock"}}, Expected{"semaphore-timed", {"0", "1"}},
                    Expected{"latch", {"3"}, false, false}, Expected{"latch-of-three", {"deadlock"}, false, false},
                    Expected{"barrier", {"22"}, false, false}, Expected{"atomic-wait", {"1"}},
                    Expected{"atomic-wait-silent", {"0", "deadlock"}}, Expected{"call_once", {"11"}},
                    Expected{"call_once-throwing", {"2"}}, Expected{"function-static", {"82"}},
                    Expected{"future", {"5"}, false, false}, Expected{"future-timed", {"0", "1"}, false, false},
                    Expected{"async", {"7"}, false, false}, Expected{"wait_for", {"0", "1"}},
                    Expected{"wait_until", {"1", "2", "3"}}, Expected{"thread_local", {"2"}}),
    name_of_test);

INSTANTIATE_TEST_SUITE_P(
    OfC, StandardTypes,
    testing::Values(Expected{"c11-mutex", {"142"}}, Expected{"c11-no-mutex", {"141", "142"}, true},
                    Expected{"c11-condition", {"1"}}, Expected{"c11-condition-timed", {"0", "1", "2"}},
                    Expected{"c11-once", {"11"}}, Expected{"thread-exit", {"6"}},
                    Expected{"thread-exit-of-actor", {"1"}}, Expected{"thread-exit-caught", {"died"}}),
    name_of_test);

}  // namespace
}  // namespace tenter::explore::test::std_types_test
