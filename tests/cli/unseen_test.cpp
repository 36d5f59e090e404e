// Libraries that are not instrumented: what they may order is suspected, and nobody is accused of it; the rest is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "program.h"

namespace tenter::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;

class OrderedByUnseen : public testing::TestWithParam<const char*> {};

TEST_P(OrderedByUnseen, IsSuspectedAndNotAccused) {
  const json result = result_of("unseen", GetParam());
  const json& explore = result.at("engines").at("explore");
  EXPECT_EQ(result.at("verdict"), "inconclusive") << result.at("why");
  EXPECT_THAT(explore.at("anomalies"), IsEmpty());
  ASSERT_FALSE(explore.at("suspected").empty());
  EXPECT_THAT(explore.at("suspected")[0].at("kind"), testing::AnyOf("data race", "use after free"));
  EXPECT_THAT(explore.at("suspected")[0].at("reason").get<std::string>(), HasSubstr("libcli_unseen_library.so"));
  EXPECT_THAT(result.at("why").get<std::string>(), HasSubstr("instrument libcli_unseen_library.so"));
}
#if defined(TENTER_WITH_TSAN)
TEST_P(OrderedByUnseen, IsNotAccusedOnRealThreads) {
  const json result = result_of("unseen", GetParam(), "tsan");
  EXPECT_NE(result.at("verdict"), "refuted") << result.at("why");
  EXPECT_THAT(result.at("engines").at("tsan").at("anomalies"), IsEmpty());
}
#endif
INSTANTIATE_TEST_SUITE_P(Of, OrderedByUnseen,
                         testing::Values("unseen/lock/held", "unseen/slot/hands-over", "unseen/count/last-deletes"));

class WrongBesideUnseen : public testing::TestWithParam<const char*> {};

TEST_P(WrongBesideUnseen, IsWitnessed) {
  const json result = result_of("unseen", GetParam());
  EXPECT_EQ(result.at("verdict"), "confirmed") << result.at("why");
  EXPECT_EQ(result.at("basis"), "witnessed");
  EXPECT_THAT(result.at("engines").at("explore").at("suspected"), IsEmpty());
}
INSTANTIATE_TEST_SUITE_P(Of, WrongBesideUnseen,
                         testing::Values("unseen/lock/given-back-before", "unseen/lock/one-does-not",
                                         "unseen/slot/gives-too-early", "unseen/pure/lost-update"));

TEST(Unseen, IsAllThatIsNotProved) {
  const json result = result_of("unseen", "unseen/pure/locked");
  EXPECT_EQ(result.at("verdict"), "confirmed") << result.at("why");
  EXPECT_EQ(result.at("basis"), "visible");
  EXPECT_THAT(result.at("why").get<std::string>(), HasSubstr("libcli_unseen_library.so not seen"));
  EXPECT_EQ(result.at("engines").at("explore").at("unseen_libraries"), json::array({"libcli_unseen_library.so"}));
}

TEST(Unseen, IsNotEnoughForStrictPeople) {
  const std::vector<std::string> run{"run",     "unseen/pure/locked", "--engine",
                                     "explore", "--plugin",           plugin("unseen")};
  EXPECT_EQ(tenter(run).exit_code, 0);
  std::vector<std::string> strict = run;
  strict.emplace_back("--strict");
  EXPECT_NE(tenter(strict).exit_code, 0);
}

}  // namespace
}  // namespace tenter::test
