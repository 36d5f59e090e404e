// On real threads: what hangs for certain is told at once, and what only waits for long is left to wait.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "program.h"

namespace tenter::test::hang_test {
namespace {

using nlohmann::json;
using testing::HasSubstr;

json anomalies_of(const std::string& scenario, const std::string& engine, const std::string& timeout) {
  const Outcome outcome = tenter({"run", scenario, "--plugin", plugin("waiting"), "--engine", engine, "--executions",
                                  "1", "--timeout", timeout, "--json", "-"});
  return scenario_in(json::parse(outcome.out), scenario).at("engines").at(engine).at("anomalies");
}

class OnRealThreads : public testing::TestWithParam<std::string> {};

// With this time-out they would not end before the test is ended.
TEST_P(OnRealThreads, ACertainHangIsToldWithItsThreads) {
  const std::map<std::string, std::vector<std::string>> threads{
      {"never/crossed-locks", {"one", "other"}}, {"never/notified", {"waiter"}}, {"never/joined", {"joiner"}}};
  for (const auto& [scenario, names] : threads) {
    const json anomalies = anomalies_of(scenario, GetParam(), "1h");
    ASSERT_EQ(anomalies.size(), 1U) << scenario << anomalies;
    EXPECT_EQ(anomalies[0].at("kind"), "hang");
    EXPECT_THAT(anomalies[0].at("detail").get<std::string>(), HasSubstr("for certain: every thread sleeps"));
    for (const std::string& name : names) {
      EXPECT_THAT(anomalies[0].at("detail").get<std::string>(), HasSubstr(name)) << scenario;
    }
  }
}

TEST_P(OnRealThreads, WhoeverIsWokenInTheEndHasOnlyWaited) {
  std::vector<std::string> scenarios{"patient/sleeper", "patient/limited", "patient/alarm", "patient/parent"};
  // ThreadSanitizer does not survive the thread on which glibc calls back; not in our own code, either.
#if defined(__SANITIZE_THREAD__)
  constexpr bool kWithoutThreadSanitizer = false;
#else
  constexpr bool kWithoutThreadSanitizer = true;
#endif
  if (kWithoutThreadSanitizer && GetParam() != "tsan") scenarios.push_back("patient/timer");
  for (const std::string& scenario : scenarios) {
    EXPECT_TRUE(anomalies_of(scenario, GetParam(), "1h").empty()) << scenario;
  }
}

#if defined(TENTER_WITH_TSAN)
const std::vector<std::string> kEnginesOfThreads{"stress", "tsan"};
#else
const std::vector<std::string> kEnginesOfThreads{"stress"};
#endif

INSTANTIATE_TEST_SUITE_P(Hang, OnRealThreads, testing::ValuesIn(kEnginesOfThreads));

}  // namespace
}  // namespace tenter::test::hang_test
