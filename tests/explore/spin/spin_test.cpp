// Who spins is explored whole: the search ends, nothing is missed, and a livelock is told as what it is.
#include <dlfcn.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <stdexcept>
#include <string>

#include "explore/engine/search.h"
#include "explore/engine/silent_log.h"
#include "explore/schedule/bounded.h"
#include "explore/schedule/dpor.h"
#include "explore/schedule/exhaustive.h"

namespace tenter::explore::test {
namespace {

class NoHost final : public Host {
  void report(Anomaly, std::string_view, const char*, std::uint32_t) noexcept override {}
};

struct World {
  Runtime runtime{{.steps = 1'000}};
  NoHost host;
  const PluginContents* contents = nullptr;

  World() {
    const Runtime::Loading loading(runtime);
    void* const library = ::dlopen(SPINNING, RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) throw std::runtime_error(::dlerror());
    contents = reinterpret_cast<const PluginContents* (*)(Host*)>(::dlsym(library, "tenter_plugin_load"))(&host);
  }
};

World& world() {
  static World& world = *new World;
  return world;
}

const Program& program_named(const std::string& name) {
  for (const Program& program : world().contents->programs) {
    if (program.info.name == name) return program;
  }
  throw std::runtime_error("no scenario " + name);
}

struct Seen {
  std::set<std::string> outcomes;  // and ends that are none
  std::uint64_t races = 0;
  bool complete = false;
};

template <class S>
Seen explored(const std::string& name, std::unique_ptr<S> (*make)()) {
  constexpr std::uint64_t kMost = 200'000;
  SilentLog log;
  world().runtime.set_visible_places({});
  world().runtime.forget_races();
  Search search(world().runtime, program_named(name), log, [&]() -> std::unique_ptr<Strategy> { return make(); });
  Seen seen;
  while (const Outcome* const execution = search.next()) {
    if (search.executions() == 1) seen = {};
    if (search.executions() > kMost) return seen;
    if (execution->ending == Ending::livelock) seen.outcomes.insert("livelock");
    if (execution->ending == Ending::deadlock) seen.outcomes.insert("deadlock");
    if (execution->ending == Ending::cut) seen.outcomes.insert("cut");
    seen.races += execution->races.size();
  }
  seen.complete = search.complete();
  for (const OutcomeCount& row : search.tally().rows()) seen.outcomes.insert(row.outcome);
  return seen;
}

struct Expected {
  const char* scenario;
  std::set<std::string> outcomes;
  bool races = false;
};

void PrintTo(const Expected& expected, std::ostream* out) { *out << expected.scenario; }

class Spinning : public testing::TestWithParam<Expected> {};

void expect(const Seen& seen, const Expected& expected) {
  EXPECT_TRUE(seen.complete);
  EXPECT_EQ(seen.outcomes, expected.outcomes);
  EXPECT_EQ(seen.races > 0, expected.races);
}

TEST_P(Spinning, IsSeenWholeByEnumeration) {
  expect(explored<Exhaustive>(
             GetParam().scenario, +[] { return std::make_unique<Exhaustive>(); }),
         GetParam());
}

TEST_P(Spinning, IsSeenWholeByReduction) {
  expect(explored<Dpor>(
             GetParam().scenario, +[] { return std::make_unique<Dpor>(); }),
         GetParam());
}

std::set<std::string> from_zero_to(int last) {
  std::set<std::string> numbers;
  for (int number = 0; number <= last; ++number) numbers.insert(std::to_string(number));
  return numbers;
}

INSTANTIATE_TEST_SUITE_P(Each, Spinning,
                         testing::Values(Expected{"flag", {"1"}}, Expected{"flag-yield", {"1"}},
                                         Expected{"flag-sleep", {"1"}}, Expected{"flag-never", {"livelock"}},
                                         Expected{"flag-too-early", {"0", "1"}, true}, Expected{"both", {"1"}},
                                         Expected{"each-other", {"livelock"}}, Expected{"test-and-set", {"2"}},
                                         Expected{"compare-exchange", {"2"}}, Expected{"ticket", {"2"}},
                                         Expected{"peterson", {"2"}}, Expected{"too-late", {"1", "2"}, true},
                                         Expected{"try-lock", {"2"}}, Expected{"gives-up", from_zero_to(10)},
                                         Expected{"polls", {"1"}}),
                         [](const auto& instance) {
                           std::string name = instance.param.scenario;
                           std::erase(name, '-');
                           return name;
                         });

}  // namespace
}  // namespace tenter::explore::test
