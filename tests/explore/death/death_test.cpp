// A task that ends the program ends the execution, and the search goes on.
#include <dlfcn.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "explore/engine/search.h"
#include "explore/schedule/dpor.h"
#include "explore/schedule/exhaustive.h"
#include "explore/schedule/random_walk.h"

namespace tenter::explore {
namespace {

class Silent final : public Host, public ActorLog {
 public:
  Silent() { started = &started_; }
  void report(Anomaly, std::string_view detail, const char*, std::uint32_t) noexcept override {
    ADD_FAILURE() << detail;
  }
  void uncaught_exception(std::size_t, std::string_view) noexcept override {}

 private:
  std::uint64_t started_ = 0;
};

Silent& log() {
  static Silent log;
  return log;
}

Runtime& the_runtime() {
  static Runtime runtime({.steps = 1'000});
  return runtime;
}

const PluginContents& plugin() {
  static const PluginContents& contents = [&]() -> const PluginContents& {
    Runtime::Loading loading(the_runtime());
    void* const library = ::dlopen(DEATHS, RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) throw std::runtime_error(::dlerror());
    auto* const load = reinterpret_cast<const PluginContents* (*)(Host*)>(::dlsym(library, "tenter_plugin_load"));
    return *load(&log());
  }();
  return contents;
}

const Program& scenario(const std::string& name) {
  for (const Program& program : plugin().programs) {
    if (program.info.name == name) return program;
  }
  throw std::runtime_error("no scenario " + name);
}

struct Found {
  std::uint64_t finished = 0;
  std::uint64_t counted = 0;
  std::vector<Death> deaths;
  std::vector<Ending> endings;  // of executions in which somebody died
};

template <class S>
Found search(const Program& program) {
  Found found;
  Search search(the_runtime(), program, log(), [] { return std::make_unique<S>(); });
  while (const Outcome* outcome = search.next()) {
    if (outcome->ending == Ending::finished) ++found.finished;
    for (const Death& death : outcome->deaths) {
      found.deaths.push_back(death);
      found.endings.push_back(outcome->ending);
    }
  }
  EXPECT_TRUE(search.complete());
  for (const OutcomeCount& row : search.tally().rows()) found.counted += row.count;
  return found;
}

struct Expected {
  const char* scenario;
  Anomaly kind;
  const char* detail;
};

void PrintTo(const Expected& expected, std::ostream* out) { *out << expected.scenario; }

class Deaths : public testing::TestWithParam<Expected> {};

void expect_one_of_each(const Found& found, const Expected& expected) {
  EXPECT_EQ(found.finished, 1u);
  EXPECT_EQ(found.counted, 1u);
  ASSERT_EQ(found.deaths.size(), 1u);
  EXPECT_EQ(found.endings[0], Ending::died);
  EXPECT_EQ(found.deaths[0].kind, expected.kind) << found.deaths[0].detail;
  EXPECT_THAT(found.deaths[0].detail, testing::HasSubstr(expected.detail));
}

TEST_P(Deaths, EndTheExecutionAndNotTheSearch) {
  const Program& program = scenario(std::string("deaths/") + GetParam().scenario);
  expect_one_of_each(search<Exhaustive>(program), GetParam());
  expect_one_of_each(search<Dpor>(program), GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    Each, Deaths,
    testing::Values(
        Expected{"throws", Anomaly::uncaught_exception, "left an actor"},
        Expected{"thread-throws", Anomaly::uncaught_exception, "left a thread"},
        Expected{"noexcept", Anomaly::uncaught_exception, "left a noexcept function"},
        Expected{"not-an-exception", Anomaly::uncaught_exception, "not a std::exception"},
        Expected{"terminates", Anomaly::abort, "std::terminate"},
        Expected{"joinable", Anomaly::abort, "std::terminate"}, Expected{"aborts", Anomaly::abort, "std::abort"},
        Expected{"asserts", Anomaly::assertion, "!too_late()"}, Expected{"exits", Anomaly::exit, "exit(3)"},
        Expected{"follows-null", Anomaly::crash, "SIGSEGV: it followed a null pointer"},
        Expected{"follows-wild", Anomaly::crash, "SIGSEGV: it followed a wild pointer"},
        Expected{"divides-by-zero", Anomaly::crash, "SIGFPE"}, Expected{"traps", Anomaly::crash, "SIGILL"},
        Expected{"recurses", Anomaly::stack_overflow, "ran out of stack"},
        Expected{"loops", Anomaly::livelock, "without a step"}),
    [](const auto& instance) {
      std::string name = instance.param.scenario;
      std::erase(name, '-');
      return name;
    });

TEST(Deaths, LeaveNothingBehindHoweverManyThereAre) {
  constexpr std::uint64_t kMany = 10'000;
  const Program& program = scenario("deaths/follows-null");
  std::uint64_t died = 0;
  Search search(the_runtime(), program, log(), [] { return std::make_unique<RandomWalk>(1); });
  while (search.executions() < kMany) died += search.next()->deaths.size();
  // A coin is thrown each time: that fewer than a third come up has odds far below 1e-9.
  EXPECT_GT(died, kMany / 3);
}

TEST(Deaths, OfTheTaskThatMakesTheStateLeaveNothingToExplore) {
  const Found found = search<Exhaustive>(scenario("deaths/cannot-be-made"));
  EXPECT_EQ(found.finished, 0u);
  ASSERT_EQ(found.deaths.size(), 1u);
  EXPECT_EQ(found.deaths[0].kind, Anomaly::uncaught_exception);
  EXPECT_EQ(found.deaths[0].detail, "left a constructor");
}

}  // namespace
}  // namespace tenter::explore
