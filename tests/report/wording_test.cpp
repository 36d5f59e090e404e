// Short forms.
#include "report/wording.h"

#include <gtest/gtest.h>

#include <limits>

#include "sample_run.h"

namespace tenter::report::wording_test {
namespace {

TEST(Wording, OfClaims) {
  EXPECT_EQ(in_words(Claim{}), "holds");
  EXPECT_EQ(in_words(Claim{ClaimKind::shows, std::nullopt, {}, "0, 0"}), "shows(0, 0)");
  const Claim claim{ClaimKind::breaks, Anomaly::data_race, {Anomaly::lost_update, Anomaly::crash}, {}};
  EXPECT_EQ(in_words(claim), "breaks(data race, lost update, crash)");
  EXPECT_EQ(in_short(claim), "breaks(data race)");
}

TEST(Wording, OfVerdicts) {
  EXPECT_EQ(in_words(Verdict{VerdictKind::confirmed, Basis::sampled, ""}), "confirmed (sampled)");
  EXPECT_EQ(in_words(Verdict{VerdictKind::refuted, std::nullopt, ""}), "refuted");
}

TEST(Wording, OfPlaces) {
  EXPECT_EQ(in_short(Frame{"f()", "/a/b/c.cpp", 12}), "c.cpp:12");
  EXPECT_EQ(in_short(Frame{"f()", "c.cpp", 0}), "c.cpp");
  EXPECT_EQ(in_short(Frame{"f()", "", 0}), "f()");
  EXPECT_EQ(in_short(Frame{}), "somewhere unknown");
}

TEST(Wording, OfCounts) {
  EXPECT_EQ(in_short(std::uint64_t{0}), "0");
  EXPECT_EQ(in_short(std::uint64_t{999}), "999");
  EXPECT_EQ(in_short(std::uint64_t{1'000}), "1.0k");
  EXPECT_EQ(in_short(std::uint64_t{999'949}), "999.9k");
  EXPECT_EQ(in_short(std::uint64_t{999'999}), "1.0M");
  EXPECT_EQ(in_short(std::uint64_t{41'203'712}), "41.2M");
  EXPECT_EQ(in_short(std::numeric_limits<std::uint64_t>::max()), "18446744.1T");
}

TEST(Wording, OfTimesAndRates) {
  EXPECT_EQ(duration(0.0512), "0.051 s");
  EXPECT_EQ(duration(1), "1 s");
  EXPECT_EQ(duration(9.96), "10 s");
  EXPECT_EQ(duration(65.3), "1 min 5 s");
  EXPECT_EQ(duration(-1), "0 s");
  EXPECT_EQ(duration(std::numeric_limits<double>::quiet_NaN()), "0 s");
  EXPECT_EQ(rate(1'000'000, 0.5), "2.0M/s");
  EXPECT_EQ(rate(1, 0), "");
  EXPECT_EQ(rate(std::numeric_limits<std::uint64_t>::max(), 1e-300), "1000000.0T/s");
}

TEST(Wording, OfTheCommandThatRunsAScenarioAgain) {
  EXPECT_EQ(rerun_command(run_of({}), racy_increment().scenario),
            "tenter run faq/increment/plain --time 1s --plugin 'my plugins/a.so' --seed 7");
  auto run = run_of({});
  run.options = {"it's", ""};
  EXPECT_EQ(rerun_command(run, racy_increment().scenario), "tenter run faq/increment/plain 'it'\\''s' '' --seed 7");
}

TEST(Wording, OfTheCommandThatReplaysAWitness) {
  Witness witness;
  witness.schedule = "t1:g12:0110";
  EXPECT_EQ(replay_command(run_of({}), racy_increment().scenario, witness),
            "tenter replay faq/increment/plain --schedule t1:g12:0110 --plugin 'my plugins/a.so'");
  witness.schedule = "t1:g12:0*15.";
  auto run = run_of({});
  run.options = {"--plugin", "a.so", "--time", "--plugin", "--plugin", "b.so", "--plugin"};
  EXPECT_EQ(replay_command(run, racy_increment().scenario, witness),
            "tenter replay faq/increment/plain --schedule 't1:g12:0*15.' --plugin a.so --plugin --plugin");
}

}  // namespace
}  // namespace tenter::report::wording_test
