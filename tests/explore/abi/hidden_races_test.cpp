// Races that only show where all of a plugin's memory accesses are seen, and are its own.
#include <dlfcn.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "explore/executor/in_process_executor.h"
#include "explore/schedule/dpor.h"
#include "explore/schedule/exhaustive.h"
#include "explore/search/search.h"
#include "support/plugin.h"
#include "support/unexpected.h"

// The host has code of its own for these, without instrumentation. No plugin must get it.
template class std::vector<long>;
template class std::vector<int>;

namespace tenter::explore::test {
namespace {

const PluginContents& plugin() {
  static const PluginContents& contents = tenter::test::loaded(HIDDEN_RACES, &tenter::test::unexpected());
  return contents;
}

const Program& scenario(const std::string& name) { return tenter::test::program_named("hidden/" + name, plugin()); }

struct Seen {
  std::vector<Race> races;
  std::uint64_t executions = 0;
};

template <class S>
Seen searched(const std::string& name) {
  Seen seen;
  InProcessExecutor executor({.steps = 1'000});  // its own: an executor tells of a race once
  Search search(executor, scenario(name), tenter::test::unexpected(), [] { return std::make_unique<S>(); });
  while (const ExecutionResult* outcome = search.next()) {
    seen.races.insert(seen.races.end(), outcome->races.begin(), outcome->races.end());
  }
  EXPECT_TRUE(search.complete());
  seen.executions = search.executions() - search.abandoned();
  return seen;
}

bool is_in_the_plugin(std::uintptr_t pc) {
  Dl_info info;
  return ::dladdr(reinterpret_cast<void*>(pc), &info) != 0 && std::string_view(HIDDEN_RACES) == info.dli_fname;
}

struct Hidden {
  const char* scenario;
  std::uint64_t executions;  // 0 where it is the compiler's or the standard library's business
};

void PrintTo(const Hidden& hidden, std::ostream* out) { *out << hidden.scenario; }

class HiddenRaces : public testing::TestWithParam<Hidden> {};

TEST_P(HiddenRaces, AreFoundInTheirPlaces) {
  const Seen seen = searched<Exhaustive>(GetParam().scenario);
  ASSERT_FALSE(seen.races.empty());
  for (const Race& race : seen.races) {
    EXPECT_TRUE(is_in_the_plugin(race.earlier.pc));
    EXPECT_TRUE(is_in_the_plugin(race.later.pc));
  }
  if (GetParam().executions != 0) {
    EXPECT_EQ(seen.executions, GetParam().executions);
  }
  EXPECT_LE(searched<Dpor>(GetParam().scenario).executions, seen.executions);
}

// Where an access were told twice there would be more.
INSTANTIATE_TEST_SUITE_P(
    Of, HiddenRaces,
    testing::Values(Hidden{"memcpy-from-7", 3}, Hidden{"memcpy-from-8", 0}, Hidden{"memcpy-from-64", 3},
                    Hidden{"memcpy-to-3", 3}, Hidden{"memcpy-to-64", 3}, Hidden{"memcpy-some", 3},
                    Hidden{"memmove", 3}, Hidden{"memset-5", 2}, Hidden{"memset-64", 2}, Hidden{"memset-both", 2},
                    Hidden{"two-places", 0}, Hidden{"std-copy", 3}, Hidden{"std-move", 3}, Hidden{"array-fill", 2},
                    Hidden{"fill-n", 2}, Hidden{"assign-3", 0}, Hidden{"assign-24", 0}, Hidden{"assign-10000", 0},
                    Hidden{"clear-24", 2}, Hidden{"clear-10000", 2}, Hidden{"both-clear-24", 2},
                    Hidden{"both-clear-10000", 2}, Hidden{"string-grows", 0}, Hidden{"string-changes", 0},
                    Hidden{"vector-grows", 0}, Hidden{"vector-moves", 0}, Hidden{"destroys", 2},
                    Hidden{"thread-ends", 0}, Hidden{"volatile", 2}, Hidden{"unaligned", 2}, Hidden{"bit-fields", 0}),
    [](const auto& instance) {
      std::string name = instance.param.scenario;
      std::erase(name, '-');
      return name;
    });

// Calls of one function at different places are different accesses.
TEST(HiddenRacesAlso, TellPlacesApart) {
  std::set<std::uintptr_t> places;
  for (const Race& race : searched<Exhaustive>("two-places").races) {
    places.insert(race.earlier.pc);
    places.insert(race.later.pc);
  }
  EXPECT_EQ(places.size(), 4u);
}

}  // namespace
}  // namespace tenter::explore::test
