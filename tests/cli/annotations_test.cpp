// What is told to ThreadSanitizer is understood, and nothing fails to load for want of somebody to tell it to.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <memory>
#include <regex>
#include <set>

#include "program.h"

namespace tenter::test {
namespace {

using nlohmann::json;
using testing::IsEmpty;

class RightAnnotated : public testing::TestWithParam<const char*> {};

TEST_P(RightAnnotated, IsNotAccused) {
  const json result = result_of("annotated", GetParam());
  EXPECT_EQ(result.at("verdict"), "confirmed") << result.at("why");
  EXPECT_THAT(result.at("engines").at("explore").at("anomalies"), IsEmpty());
}
TEST_P(RightAnnotated, LoadsOnRealThreads) {
  for (const char* const engine : {"stress", "tsan"}) {
    const json result = result_of("annotated", GetParam(), engine);
    EXPECT_NE(result.at("verdict"), "refuted") << engine << ": " << result.at("why");
  }
}
INSTANTIATE_TEST_SUITE_P(Of, RightAnnotated,
                         testing::Values("annotated/lock/right", "annotated/order/right", "annotated/ignored/right",
                                         "annotated/benign/right"));

class WrongAnnotated : public testing::TestWithParam<const char*> {};

TEST_P(WrongAnnotated, IsWitnessed) {
  const json result = result_of("annotated", GetParam());
  EXPECT_EQ(result.at("verdict"), "confirmed") << result.at("why");
  EXPECT_EQ(result.at("basis"), "witnessed");
}
INSTANTIATE_TEST_SUITE_P(Of, WrongAnnotated,
                         testing::Values("annotated/lock/one-outside", "annotated/order/of-another-object",
                                         "annotated/ignored/ends-too-early", "annotated/benign/of-another-variable"));

#if defined(TENTER_LIBTSAN)
std::set<std::string> exported_by(const std::string& file) {
  const std::string command = "nm --dynamic --defined-only --format=posix '" + file + "'";
  const std::unique_ptr<FILE, int (*)(FILE*)> output(::popen(command.c_str(), "r"), &::pclose);
  std::set<std::string> names;
  std::array<char, 4096> line{};
  while (output && std::fgets(line.data(), line.size(), output.get()) != nullptr) {
    const std::string text(line.data());
    names.insert(text.substr(0, text.find_first_of(" @")));
  }
  return names;
}

// What programs call: the compiler for them, or they themselves. Not what a debugger, Java's runtime, or the makers
// of reports ask.
bool is_for_programs(const std::string& name) {
  static const std::regex theirs(
      "__tsan_(java|get_|locate|default_|on_report|symbolize).*|__tsan_testonly_shadow.*_raw|__sanitizer_(?!"
      "unaligned).*");
  static const std::regex of_runtime(
      "(__tsan|__sanitizer|Annotate|WTFAnnotate).*|RunningOnValgrind|ValgrindSlowdown");
  return std::regex_match(name, of_runtime) && !std::regex_match(name, theirs);
}

TEST(Annotations, AreThoseOfThreadSanitizersRuntime) {
  const std::set<std::string> wanted = exported_by(TENTER_LIBTSAN);
  ASSERT_GT(wanted.size(), 100U) << TENTER_LIBTSAN;
  const std::set<std::string> explore = exported_by(TENTER_EXPLORE_WORKER);
  const std::set<std::string> stress = exported_by(TENTER_STRESS_WORKER);
  const std::regex by_compiler("__tsan_(atomic|read|write|unaligned|volatile|vptr|func|init|mem).*");
  for (const std::string& name : wanted) {
    if (!is_for_programs(name)) continue;
    EXPECT_TRUE(explore.contains(name)) << name;
    // Plain plugins have no calls of the compiler's.
    EXPECT_TRUE(stress.contains(name) || std::regex_match(name, by_compiler)) << name;
  }
}
#endif

}  // namespace
}  // namespace tenter::test
