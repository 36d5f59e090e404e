// The JSON report: valid by its published schema, and with the fields that programs rely on.
#include "report/json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>

#include "sample_run.h"
#include "schema.h"

namespace tenter::report::json_test {
namespace {

using nlohmann::json;
using ::testing::IsEmpty;
using ::testing::Not;

Run everything() {
  auto run = run_of({racy_increment(), locked_increment(), store_buffering(), broken_queue(), deadlock(), quiet(),
                     idle(), hostile(), explored_increment(), explored_crowd(), proved_increment()});
  run.known_failures = {{"queues/bounded/one-lock-short", "ticket 12"}, {"faq/increment/mutex", "ticket 13"}};
  return run;
}

json written(const Run& run) {
  std::ostringstream out;
  write_json(out, run);
  return json::parse(out.str());
}

json schema() { return parsed_file(TENTER_REPORT_SCHEMA); }

TEST(Json, ConformsToTheSchema) {
  EXPECT_THAT(violations(schema(), written(everything())), IsEmpty());
  EXPECT_THAT(violations(schema(), written(run_of({}))), IsEmpty());
}

// The schema is worth something only if it refuses: each change is one slip of a writer.
TEST(Json, SchemaRefusesSlips) {
  using Slip = void (*)(json&);
  const std::vector<std::pair<const char*, Slip>> slips{
      {"no version", [](json& j) { j.erase("schema_version"); }},
      {"another version", [](json& j) { j["schema_version"] = 1; }},
      {"a field too many", [](json& j) { j["extra"] = 1; }},
      {"a negative count", [](json& j) { j["scenarios"][0]["engines"]["stress"]["executions"] = -1; }},
      {"a count as text", [](json& j) { j["scenarios"][0]["engines"]["stress"]["executions"] = "12"; }},
      {"an unknown engine",
       [](json& j) { j["scenarios"][0]["engines"]["magic"] = j["scenarios"][0]["engines"]["tsan"]; }},
      {"an unknown verdict", [](json& j) { j["scenarios"][0]["verdict"] = "maybe"; }},
      {"an unknown anomaly", [](json& j) { j["scenarios"][0]["claim"]["anomaly"] = "lost_update"; }},
      {"a confirmed verdict without basis", [](json& j) { j["scenarios"][0]["basis"] = nullptr; }},
      {"a refuted verdict with basis", [](json& j) { j["scenarios"][3]["basis"] = "sampled"; }},
      {"an access without line",
       [](json& j) { j["scenarios"][0]["engines"]["tsan"]["anomalies"][1]["accesses"][0].erase("line"); }},
      {"a share above one", [](json& j) { j["scenarios"][0]["engines"]["stress"]["contention"]["share"] = 1.5; }},
      {"a null rate", [](json& j) { j["scenarios"][0]["engines"]["stress"]["rate"] = nullptr; }},
      {"suppressed without a reason",
       [](json& j) { j["scenarios"][1]["engines"]["tsan"]["suppressed"][0].erase("reason"); }},
      {"a strategy of real threads", [](json& j) { j["scenarios"][0]["engines"]["stress"]["strategy"] = "dpor"; }},
      {"an exploration without strategy", [](json& j) { j["scenarios"][8]["engines"]["explore"].erase("strategy"); }},
      {"an exploration without witnesses",
       [](json& j) { j["scenarios"][8]["engines"]["explore"].erase("witnesses"); }},
      {"a step without thread",
       [](json& j) { j["scenarios"][8]["engines"]["explore"]["witness"]["steps"][0].erase("thread"); }},
      {"a witness of an unknown anomaly",
       [](json& j) { j["scenarios"][8]["engines"]["explore"]["witness"]["kind"] = "bad luck"; }},
      {"an exit code that there is not", [](json& j) { j["exit_code"] = 4; }},
  };
  const json good = written(everything());
  for (const auto& [what, slip] : slips) {
    json bad = good;
    slip(bad);
    ASSERT_NE(bad, good) << what;
    EXPECT_THAT(violations(schema(), bad), Not(IsEmpty())) << what;
  }
}

TEST(Json, HasTheFieldsOfAScenario) {
  const json scenario = written(everything())["scenarios"][0];
  EXPECT_EQ(scenario["name"], "faq/increment/plain");
  EXPECT_EQ(scenario["claim"],
            (json{{"kind", "breaks"}, {"anomaly", "data race"}, {"also", {"lost update"}}, {"outcome", nullptr}}));
  EXPECT_EQ(scenario["verdict"], "confirmed");
  EXPECT_EQ(scenario["basis"], "witnessed");
  const json& stress = scenario["engines"]["stress"];
  EXPECT_EQ(stress["executions"], 41'203'712);
  EXPECT_EQ(stress["coverage"], "sampled");
  EXPECT_EQ(stress["outcomes"][1], (json{{"outcome", "1"},
                                         {"count", 3'296'297},
                                         {"grade", "forbidden"},
                                         {"why", "one increment overwrote the other"},
                                         {"anomaly", "lost update"}}));
  EXPECT_EQ(stress["anomalies"][0]["kind"], "lost update");
}

TEST(Json, HasBothAccessesOfARace) {
  const json race = written(everything())["scenarios"][0]["engines"]["tsan"]["anomalies"][1];
  EXPECT_EQ(race["kind"], "data race");
  ASSERT_EQ(race["accesses"].size(), 2U);
  EXPECT_EQ(race["accesses"][0]["op"], "write");
  EXPECT_EQ(race["accesses"][0]["file"], "/home/you/project/scenarios/increment.cpp");
  EXPECT_EQ(race["accesses"][0]["line"], 18);
  EXPECT_EQ(race["allocated"]["line"], 9);
}

TEST(Json, ClaimsHaveTheirOutcomeOrTheirAnomaly) {
  const json scenarios = written(everything())["scenarios"];
  EXPECT_EQ(scenarios[1]["claim"],
            (json{{"kind", "holds"}, {"anomaly", nullptr}, {"also", json::array()}, {"outcome", nullptr}}));
  EXPECT_EQ(scenarios[2]["claim"]["outcome"], "0, 0");
  EXPECT_EQ(scenarios[2]["claim"]["anomaly"], nullptr);
}

TEST(Json, SuppressedReportsHaveTheirReasonAndAreNoAnomalies) {
  const json tsan = written(everything())["scenarios"][1]["engines"]["tsan"];
  EXPECT_THAT(tsan["anomalies"], IsEmpty());
  EXPECT_EQ(tsan["suppressed"][0]["kind"], "data race");
  EXPECT_EQ(tsan["suppressed"][0]["reason"], "the fence that orders these is not modelled by ThreadSanitizer");
}

TEST(Json, ExplorationsHaveTheirWitness) {
  const json explore = written(everything())["scenarios"][8]["engines"]["explore"];
  EXPECT_EQ(explore["strategy"], "exhaustive");
  EXPECT_EQ(explore["anomalous"], 4);
  EXPECT_EQ(explore["blocked"], 0);
  EXPECT_EQ(explore["preemptions"], nullptr);
  EXPECT_EQ(explore["witnesses"], json::array({explore["witness"]}));
  const json& witness = explore["witness"];
  EXPECT_EQ(witness["kind"], "lost update");
  EXPECT_EQ(witness["outcome"], "1");
  EXPECT_EQ(witness["schedule"], "t1:g12:1221");
  EXPECT_EQ(witness["preemptions"], 1);
  EXPECT_EQ(witness["minimal"], true);
  EXPECT_EQ(witness["steps"][1], (json{{"thread", "second"},
                                       {"op", "load"},
                                       {"object", "i"},
                                       {"value", "0"},
                                       {"writes", false},
                                       {"file", "/home/you/project/scenarios/increment.cpp"},
                                       {"line", 18},
                                       {"function", "Counter::increment()"}}));
}

TEST(Json, OnlyExplorationsHaveWitnesses) {
  const json scenarios = written(everything())["scenarios"];
  EXPECT_FALSE(scenarios[0]["engines"]["stress"].contains("witness"));
  EXPECT_FALSE(scenarios[0]["engines"]["tsan"].contains("strategy"));
  EXPECT_EQ(scenarios[10]["engines"]["explore"]["witness"], nullptr);
  EXPECT_EQ(scenarios[10]["engines"]["explore"]["witnesses"], json::array());
}

TEST(Json, ABoundIsToldWhereItIsOne) {
  Result bounded = explored_increment();
  bounded.engines.front().evidence.coverage = Coverage::bounded;
  bounded.engines.front().evidence.exploration->preemptions = 3;
  bounded.engines.front().evidence.exploration->covering = 4;
  const json explore = written(run_of({bounded}))["scenarios"][0]["engines"]["explore"];
  EXPECT_EQ(explore["preemptions"], 3);
  EXPECT_EQ(explore["interleavings"], 4);
  EXPECT_EQ(explore["executions"], 6);
  EXPECT_EQ(explore["followed"], true);
}

TEST(Json, AnOutcomeThatIsNotForbiddenIsNoAnomaly) {
  Result shown = store_buffering();
  shown.engines.front().evidence.engine = Engine::explore;
  shown.engines.front().evidence.exploration.emplace().witnesses.emplace_back().outcome = "0, 0";
  const json witness = written(run_of({shown}))["scenarios"][0]["engines"]["explore"]["witness"];
  EXPECT_EQ(witness["kind"], nullptr);
  EXPECT_EQ(witness["outcome"], "0, 0");
}

TEST(Json, KnowsTheBaseline) {
  const json report = written(everything());
  EXPECT_EQ(report["scenarios"][3]["known_failure"], "ticket 12");
  EXPECT_EQ(report["scenarios"][0]["known_failure"], nullptr);
  EXPECT_EQ(report["no_longer_failing"], json::array({"faq/increment/mutex"}));
}

TEST(Json, CountsAreWhole64BitNumbers) {
  const json stress = written(everything())["scenarios"][7]["engines"]["stress"];
  EXPECT_EQ(stress["executions"].get<std::uint64_t>(), std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(stress["seed"].get<std::uint64_t>(), std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(stress["outcomes"][0]["count"].get<std::uint64_t>(), std::numeric_limits<std::uint64_t>::max() - 1);
}

TEST(Json, NumbersThatAreNoneAreZero) {
  const json stress = written(everything())["scenarios"][7]["engines"]["stress"];
  EXPECT_EQ(stress["seconds"], 0.0);
  EXPECT_EQ(stress["rate"], 0.0);
  EXPECT_EQ(stress["modes"][0]["seconds"], 0.0);
}

TEST(Json, TextThatIsNotUtf8IsReplacedAndTheRestKept) {
  const json scenario = written(everything())["scenarios"][7];
  const std::string r = "\xEF\xBF\xBD";
  EXPECT_EQ(scenario["summary"].get<std::string>(), std::string("a\x1b[2J\r\nb") + r + r + r + r + r + r +
                                                        std::string("\0c", 2) + "\xe2\x80\xae\t\xc2\x9b\x7f\\\"" + r +
                                                        r);
}

}  // namespace
}  // namespace tenter::report::json_test
