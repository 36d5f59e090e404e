#include "session/baseline.h"

#include <gmock/gmock.h>

#include <sstream>

#include "session/error.h"

namespace tenter::session::baseline_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<BaselineEntry> read(const std::string& text) {
  std::istringstream in(text);
  return read_baseline(in, "known.txt");
}

TEST(Baseline, IsRead) {
  EXPECT_THAT(read("# comment\n\n a/b [lost update]: see #12: later \r\nc: always\n"),
              ElementsAre(BaselineEntry{"a/b", Anomaly::lost_update, "see #12: later"},
                          BaselineEntry{"c", std::nullopt, "always"}));
}

TEST(Baseline, WithoutReasonOrSenseIsRefusedWithEachLine) {
  try {
    read("a\nb:\n[crash]: why\nc [crush]: why\nd [crash: why\n");
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.sentences(), SizeIs(5));
    EXPECT_THAT(error.sentences()[3], testing::HasSubstr("known.txt:4: there is no anomaly [crush]; is it [crash]?"));
  }
}

Result refuted_by(const std::vector<Anomaly>& anomalies) {
  Result result;
  result.scenario.name = "a";
  result.verdict.kind = VerdictKind::refuted;
  JudgedEvidence evidence;
  for (const Anomaly kind : anomalies) {
    evidence.anomalies.emplace_back().kind = kind;
    evidence.evidence.anomalies.push_back(evidence.anomalies.back());
  }
  result.engines = {evidence};
  return result;
}

TEST(Baseline, ExcusesWhatItListsOnly) {
  const Result crash = refuted_by({Anomaly::crash});
  const Result both = refuted_by({Anomaly::crash, Anomaly::hang});
  const auto listed = read("a [crash]: known\n");
  EXPECT_THAT(known_failures(listed, {crash}), SizeIs(1));
  EXPECT_THAT(known_failures(listed, {both}), IsEmpty());
  EXPECT_THAT(known_failures(read("a [crash]: known\na [hang]: known, too\n"), {both}), SizeIs(2));
  EXPECT_THAT(known_failures(read("a: known\n"), {both}), SizeIs(1));
  EXPECT_THAT(known_failures(read("b: known\n"), {crash}), IsEmpty());
}

TEST(Baseline, OfUnknownScenariosIsRefused) {
  const auto entries = read("queue/ful: known\n");
  EXPECT_THROW(require_known(entries, {"queue/full"}, "known.txt"), Error);
  EXPECT_NO_THROW(require_known(entries, {"queue/ful"}, "known.txt"));
}

}  // namespace
}  // namespace tenter::session::baseline_test
