// Explore on what is loaded, or kept by the C library, in the middle of an execution. Each comes in a right and in a
// wrong version.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "program.h"

namespace tenter::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;

std::string notes_of(const json& result) { return result.at("engines").at("explore").at("notes").dump(); }

class RightLoading : public testing::TestWithParam<const char*> {};

TEST_P(RightLoading, IsSeenWholeWithoutAComplaint) {
  const json result = result_of("loading", GetParam());
  const json& explore = result.at("engines").at("explore");
  EXPECT_EQ(explore.at("coverage"), "exhaustive");
  EXPECT_THAT(explore.at("anomalies"), IsEmpty());
  EXPECT_GT(explore.at("executions"), 1);
  EXPECT_NE(result.at("verdict"), "refuted") << result.at("why");
}
INSTANTIATE_TEST_SUITE_P(Of, RightLoading,
                         testing::Values("loading/library/keeps-count", "loading/library/late",
                                         "loading/iconv/locked", "loading/names/each-its-own", "loading/locale",
                                         "loading/environment/set", "loading/environment/fresh",
                                         "loading/mapping/low", "loading/mapping/grows"));

class WrongLoading : public testing::TestWithParam<const char*> {};

TEST_P(WrongLoading, IsWitnessed) {
  const json result = result_of("loading", GetParam());
  EXPECT_EQ(result.at("verdict"), "confirmed") << result.at("why");
  EXPECT_EQ(result.at("basis"), "witnessed");
}
INSTANTIATE_TEST_SUITE_P(Of, WrongLoading,
                         testing::Values("loading/library/counts-without-a-lock", "loading/library/late-is-forbidden",
                                         "loading/iconv/unlocked", "loading/names/lost-update",
                                         "loading/mapping/low-is-forbidden"));

TEST(Loading, OfALibraryIsSaid) {
  EXPECT_THAT(
      notes_of(result_of("loading", "loading/library/late")),
      HasSubstr("libcli_loadable.so was loaded before the first execution: the scenario loads it while it runs"));
}

TEST(Loading, OfWhatTheCLibraryKeepsIsSaid) {
  EXPECT_THAT(notes_of(result_of("loading", "loading/locale")), HasSubstr("each execution had a process of its own"));
  EXPECT_THAT(notes_of(result_of("loading", "loading/library/keeps-count")),
              testing::Not(HasSubstr("process of its own")));
}

TEST(Loading, IsReplayed) {
  for (const std::string scenario : {"loading/library/late-is-forbidden", "loading/names/lost-update"}) {
    const std::string schedule =
        result_of("loading", scenario).at("engines").at("explore").at("witness").at("schedule").get<std::string>();
    const Outcome outcome = tenter({"replay", scenario, "--schedule", schedule, "--plugin", plugin("loading")});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("forbidden outcome"));
  }
}

}  // namespace
}  // namespace tenter::test
