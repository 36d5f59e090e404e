// Scenarios in GoogleTest programs: assertions on them, and each of them as a test.
//
//   const tenter::Registered queue{tenter::object<MyQueue, std::queue<int>>("my/queue") ... .holds()};
//
//   TEST(MyQueue, IsLinearizable) { EXPECT_LINEARIZABLE("my/queue"); }
//   TEST(MyCounter, LosesUpdates) { EXPECT_BREAKS("my/counter", tenter::Anomaly::lost_update); }
//
// tenter_add_gtest(NAME SOURCES ...), of the CMake package, builds two things of the same sources, because workers
// load shared objects and no executables: the scenarios as plugins, and the GoogleTest program NAME, which asks
// `tenter run` for each verdict. In the plugins there are no tests: TEST and its kin make nothing of their bodies. A
// fixture, or another class, whose virtual functions are defined outside of it would still want GoogleTest there; put
// it between `#ifndef TENTER_PLUGIN_NAME` and `#endif`.
//
// In the program each scenario of the sources is a test by itself, too: my/queue is the test my.queue, and
// my/queue/locked my.queue/locked, with '_' for what GoogleTest's filters and names do not take. It passes as
// `tenter run` does: when the scenario's claim is confirmed.
//
// The program takes these options beside GoogleTest's, which prevail over the RunOptions in the sources:
//   --tenter_engines=explore,stress   --tenter_time=30s   --tenter_executions=100000   --tenter_seed=7
#pragma once

#include <gtest/gtest.h>
#include <tenter/scenario.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace tenter {

// How the scenario of an assertion is run.
struct RunOptions {
  // As `tenter run --engine` takes them. What explore finds does not depend on luck or load.
  std::string engines = "explore";
  // For each engine; a search that is complete, or has found what it claims, ends before.
  std::chrono::milliseconds time = std::chrono::seconds(2);
  std::optional<std::uint64_t> executions = {};  // at most, for each engine
  std::optional<std::uint64_t> seed = {};        // each run draws its own where there is none, and prints it
  std::optional<std::string> program = {};       // of an object: this one alone, as `tenter run --program` takes it
};

}  // namespace tenter

#ifndef TENTER_PLUGIN_NAME

namespace tenter::gtest {

// Those of an assertion take the full name of a scenario that is registered in the program's own sources. They run
// `tenter`, and wait. Not thread safe. A failure's message is the report of the run, with what to type to see it
// again; so is what went wrong when nothing could be run.

// Claims .holds(), and that was confirmed: no anomaly, no forbidden outcome, and evidence enough.
testing::AssertionResult holds(const std::string& scenario, const RunOptions& options = {});

// The anomaly was seen, or any where none is named, whatever the scenario claims.
testing::AssertionResult breaks(const std::string& scenario, std::optional<Anomaly> anomaly = std::nullopt,
                                const RunOptions& options = {});

// Is an object (tenter/object.h), and holds(): the histories of all its programs that were run are linearizable.
testing::AssertionResult linearizable(const std::string& scenario, const RunOptions& options = {});

// What came of a run, for those who make more of it than an assertion.
struct Judged {
  enum Verdict { confirmed, refuted, inconclusive, not_run };
  Verdict verdict = not_run;
  std::string report;  // of the run, or what kept it from running
};
Judged judged(const std::string& scenario, const RunOptions& options = {});

// Makes each registered scenario a test. Once, after testing::InitGoogleTest() and before RUN_ALL_TESTS(), whose
// arguments it takes Tenter's options from; another option that begins with --tenter_ ends the program, exit code 2.
// tenter_add_gtest() brings a main() that does, except with NO_MAIN.
void init(int* argc, char** argv);

}  // namespace tenter::gtest

#define EXPECT_HOLDS(...) EXPECT_TRUE(::tenter::gtest::holds(__VA_ARGS__))
#define ASSERT_HOLDS(...) ASSERT_TRUE(::tenter::gtest::holds(__VA_ARGS__))
#define EXPECT_BREAKS(...) EXPECT_TRUE(::tenter::gtest::breaks(__VA_ARGS__))
#define ASSERT_BREAKS(...) ASSERT_TRUE(::tenter::gtest::breaks(__VA_ARGS__))
#define EXPECT_LINEARIZABLE(...) EXPECT_TRUE(::tenter::gtest::linearizable(__VA_ARGS__))
#define ASSERT_LINEARIZABLE(...) ASSERT_TRUE(::tenter::gtest::linearizable(__VA_ARGS__))

#else  // in a plugin, where nothing of GoogleTest is linked

#undef TEST
#undef TEST_F
#undef TEST_P
#undef TYPED_TEST
#undef TYPED_TEST_P
#undef TYPED_TEST_SUITE
#undef TYPED_TEST_SUITE_P
#undef REGISTER_TYPED_TEST_SUITE_P
#undef INSTANTIATE_TYPED_TEST_SUITE_P
#undef INSTANTIATE_TEST_SUITE_P
#undef GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST

// Bodies that are parsed, and compiled to nothing.
#define TENTER_NO_TEST(fixture, suite, name)         \
  namespace {                                        \
  struct tenter_no_test_##suite##_##name : fixture { \
    template <class>                                 \
    void body();                                     \
  };                                                 \
  }                                                  \
  template <class>                                   \
  void tenter_no_test_##suite##_##name::body()
#define TENTER_NO_TYPED_TEST(fixture, name)                       \
  template <class TypeParam>                                      \
  struct tenter_no_test_##fixture##_##name : fixture<TypeParam> { \
    using TestFixture = fixture<TypeParam>;                       \
    void body();                                                  \
  };                                                              \
  template <class TypeParam>                                      \
  void tenter_no_test_##fixture##_##name<TypeParam>::body()

#define TEST(suite, name) TENTER_NO_TEST(::testing::Test, suite, name)
#define TEST_F(fixture, name) TENTER_NO_TEST(fixture, fixture, name)
#define TEST_P(fixture, name) TENTER_NO_TEST(fixture, fixture, name)
#define TYPED_TEST(fixture, name) TENTER_NO_TYPED_TEST(fixture, name)
#define TYPED_TEST_P(fixture, name) TENTER_NO_TYPED_TEST(fixture, name)
#define TYPED_TEST_SUITE(...) static_assert(true)
#define TYPED_TEST_SUITE_P(...) static_assert(true)
#define REGISTER_TYPED_TEST_SUITE_P(...) static_assert(true)
#define INSTANTIATE_TYPED_TEST_SUITE_P(...) static_assert(true)
#define INSTANTIATE_TEST_SUITE_P(...) static_assert(true)
#define GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(...) static_assert(true)

#define EXPECT_HOLDS(...) static_cast<void>(0)
#define ASSERT_HOLDS(...) static_cast<void>(0)
#define EXPECT_BREAKS(...) static_cast<void>(0)
#define ASSERT_BREAKS(...) static_cast<void>(0)
#define EXPECT_LINEARIZABLE(...) static_cast<void>(0)
#define ASSERT_LINEARIZABLE(...) static_cast<void>(0)

#endif
