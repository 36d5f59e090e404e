// A task that ends the program ends the execution, and the search goes on.
#include <dlfcn.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "explore/executor/in_process_executor.h"
#include "explore/schedule/dpor.h"
#include "explore/schedule/exhaustive.h"
#include "explore/search/search.h"
#include "support/plugin.h"
#include "support/unexpected.h"

namespace tenter::explore {
namespace {

// Exceptions are what these programs die of.
class Silent final : public tenter::test::Unexpected {
  void uncaught_exception(std::size_t, std::string_view) noexcept override {}
};

Silent& log() {
  static Silent log;
  return log;
}

InProcessExecutor& the_executor() {
  static InProcessExecutor executor({.steps = 10'000});
  return executor;
}

const PluginContents& plugin() {
  static const PluginContents& contents = [&]() -> const PluginContents& {
    InProcessExecutor::Loading loading(the_executor());
    return tenter::test::loaded(DEATHS, &log());
  }();
  return contents;
}

const Program& scenario(const std::string& name) { return tenter::test::program_named(name, plugin()); }

struct Found {
  std::uint64_t finished = 0;
  std::uint64_t counted = 0;
  std::vector<Death> deaths;
  std::vector<Ending> endings;  // of executions in which somebody died
};

template <class S>
Found search(const Program& program) {
  Found found;
  Search search(the_executor(), program, log(), [] { return std::make_unique<S>(); });
  while (const ExecutionResult* outcome = search.next()) {
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
        Expected{"throws", Anomaly::uncaught_exception, "std::runtime_error: left an actor"},
        Expected{"thread-throws", Anomaly::uncaught_exception, "std::runtime_error: left a thread"},
        Expected{"noexcept", Anomaly::uncaught_exception, "left a noexcept function"},
        Expected{"not-an-exception", Anomaly::uncaught_exception, "int (not a std::exception)"},
        Expected{"terminates", Anomaly::abort, "std::terminate"},
        Expected{"joinable", Anomaly::abort, "std::terminate"}, Expected{"aborts", Anomaly::abort, "std::abort"},
        Expected{"asserts", Anomaly::assertion, "!too_late()"}, Expected{"exits", Anomaly::exit, "exit(3)"},
        Expected{"null-pointer", Anomaly::crash, "SIGSEGV: it followed a null pointer"},
        Expected{"null-atomic", Anomaly::crash, "SIGSEGV: it followed a null pointer"},
        Expected{"null-mutex", Anomaly::crash, "SIGSEGV: it followed a null pointer"},
        Expected{"null-copy", Anomaly::crash, "SIGSEGV: it followed a null pointer"},
        Expected{"wild-write", Anomaly::crash, "SIGSEGV: it touched 0x123456000, where there is no memory"},
        Expected{"no-address", Anomaly::crash, "SIGSEGV: it followed a pointer to where no memory can be"},
        Expected{"read-only", Anomaly::crash, "SIGSEGV: it touched protected memory at 0x"},
        Expected{"division", Anomaly::crash, "SIGFPE: it divided an integer by zero"},
        Expected{"trap", Anomaly::crash, "SIGILL: a trap"},
        Expected{"breakpoint", Anomaly::crash, "SIGTRAP: a breakpoint"},
        Expected{"raises", Anomaly::crash, "SIGSEGV: raised"},
        Expected{"silent-stack-overflow", Anomaly::stack_overflow, "a thread ran out of stack"}),
    [](const auto& instance) {
      std::string name = instance.param.scenario;
      std::erase(name, '-');
      return name;
    });

// The other actor's step comes before any of those of a recursion, or after the end of it; with hooks on the way, at
// which the stack ends no less.
TEST(Deaths, OfStackOverflowWithinHooks) {
  Search search(the_executor(), scenario("deaths/stack-overflow"), log(), [] { return std::make_unique<Dpor>(); });
  const ExecutionResult* outcome = search.next();
  while (outcome != nullptr && outcome->deaths.empty()) outcome = search.next();
  ASSERT_NE(outcome, nullptr);
  EXPECT_EQ(outcome->deaths.front().kind, Anomaly::stack_overflow);
}

TEST(Deaths, TellWhereTheyWere) {
  const Found found = search<Exhaustive>(scenario("deaths/division"));
  ASSERT_EQ(found.deaths.size(), 1u);
  Dl_info info;
  ASSERT_NE(::dladdr(reinterpret_cast<void*>(found.deaths[0].pc), &info), 0);
  EXPECT_STREQ(info.dli_fname, DEATHS);
}

std::size_t open_descriptors_and_threads() {
  std::size_t count = 0;
  for (const char* const directory : {"/proc/self/fd", "/proc/self/task"}) {
    count += static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(directory), {}));
  }
  return count;
}

TEST(Deaths, TenThousandInARowLeaveNothingBehind) {
  const Program& program = scenario("deaths/crashes-in-mid-air");
  const auto tally = program.body->new_tally();
  std::size_t before = 0;
  for (int i = 0; i < 10'000; ++i) {
    Exhaustive strategy;
    strategy.begin();
    const ExecutionResult& outcome = the_executor().execute(program, strategy, *tally, log());
    ASSERT_EQ(outcome.deaths.size(), 1u);
    ASSERT_EQ(outcome.deaths[0].kind, Anomaly::crash) << i;  // it aborts when it finds traces
    if (i == 0) before = open_descriptors_and_threads();
  }
  EXPECT_EQ(open_descriptors_and_threads(), before);
}

TEST(Deaths, OfTheTaskThatMakesTheStateLeaveNothingToExplore) {
  const Found found = search<Exhaustive>(scenario("deaths/cannot-be-made"));
  EXPECT_EQ(found.finished, 0u);
  ASSERT_EQ(found.deaths.size(), 1u);
  EXPECT_EQ(found.deaths[0].kind, Anomaly::uncaught_exception);
  EXPECT_EQ(found.deaths[0].detail, "std::runtime_error: left a constructor");
}

}  // namespace
}  // namespace tenter::explore
