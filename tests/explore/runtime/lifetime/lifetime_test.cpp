// Memory that lives too short or too long is told by name, with all the places that have to do with it; memory that
// does not is not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "../../../cli/program.h"

namespace tenter::test {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

const json& report() {
  static const json all = [] {
    const Outcome outcome = tenter(
        {"run", "lifetime/*", "--plugin", LIFETIMES, "--engine", "explore", "--strategy", "dpor", "--json", "-"});
    return json::parse(outcome.out, nullptr, false);
  }();
  return all;
}

const json& explored(const std::string& name) {
  for (const json& scenario : report().at("scenarios")) {
    if (scenario.at("name") == "lifetime/" + name) return scenario.at("engines").at("explore");
  }
  throw std::runtime_error("no scenario " + name);
}

const json& anomaly(const std::string& name, const std::string& kind) {
  for (const json& one : explored(name).at("anomalies")) {
    if (one.at("kind") == kind) return one;
  }
  throw std::runtime_error(kind + " was not found in " + name);
}

std::vector<std::string> words(const json& anomaly) {
  std::vector<std::string> words;
  for (const json& access : anomaly.at("accesses")) {
    words.push_back(access.at("thread").get<std::string>() + " " + access.at("op").get<std::string>());
  }
  return words;
}

TEST(Lifetime, IsAsEachProgramClaims) {
  for (const json& scenario : report().at("scenarios")) {
    EXPECT_EQ(scenario.at("verdict"), "confirmed") << scenario.at("name") << ": " << scenario.at("why");
    if (scenario.at("claim").at("kind") == "holds") {
      EXPECT_EQ(scenario.at("basis"), "proved") << scenario.at("name");
      EXPECT_THAT(scenario.at("engines").at("explore").at("anomalies"), IsEmpty()) << scenario.at("name");
    }
  }
}

// Where its own stack has grown to is known of each thread, whoever has run since it began to wait.
TEST(Lifetime, OfAFrameDoesNotEndWhileItWaits) {
  const Outcome outcome = tenter({"run", "lifetime/waits-in-its-frame", "--plugin", LIFETIMES, "--engine", "explore",
                                  "--strategy", "exhaustive"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.out;
}

TEST(Lifetime, OfABlockIsToldWithAllItsPlaces) {
  EXPECT_THAT(words(anomaly("freed-by-oneself", "use after free")),
              ElementsAre("first used", "first freed", "main allocated"));
  EXPECT_THAT(words(anomaly("left-behind", "leak")), ElementsAre("first allocated"));
  for (const json& access : anomaly("freed-by-oneself", "use after free").at("accesses")) {
    EXPECT_THAT(access.at("file").get<std::string>(), testing::EndsWith("programs.cpp"));
  }
}

TEST(Lifetime, OfABlockFreedTwiceIsToldWithBothPlaces) {
  const std::vector<std::string> told = words(anomaly("freed-twice", "double free"));
  ASSERT_EQ(told.size(), 3U);
  EXPECT_THAT(told[0], testing::EndsWith("freed again"));
  EXPECT_THAT(told[1], testing::EndsWith(" freed"));
  EXPECT_EQ(told[2], "main allocated");
}

TEST(Lifetime, IsToldWhoeverElseHasDied) {
  EXPECT_THAT(words(anomaly("throws-besides", "use after free")),
              ElementsAre("second used", "second freed", "main allocated"));
}

TEST(Uninitialised, IsToldWithBothPlaces) {
  for (const auto& [name, who] : {std::pair{"read-too-early", "consumer"}, {"never-set-in-malloc", "second"}}) {
    const json& read = anomaly(name, "uninitialised read");
    EXPECT_THAT(words(read), ElementsAre(who + std::string(" read"), "main allocated")) << name;
    for (const json& access : read.at("accesses")) {
      EXPECT_THAT(access.at("file").get<std::string>(), testing::EndsWith("uninitialised.cpp")) << name;
    }
  }
  EXPECT_THAT(words(anomaly("never-set-besides", "uninitialised read")),
              ElementsAre("first read", "first allocated"));
  EXPECT_THAT(words(anomaly("never-set", "uninitialised read")), ElementsAre("works read", "posts allocated"));
}

// Of one block, the bytes that decide, and not those beside them.
TEST(Uninitialised, IsTheReadThatDecides) {
  const json& grown = anomaly("grown-by-realloc", "uninitialised read");
  EXPECT_THAT(words(grown), ElementsAre("behind read", "main allocated"));
  EXPECT_THAT(grown.at("detail").get<std::string>(),
              testing::StartsWith("4 bytes of a heap block of 16 bytes, 12 in, were read"));
  EXPECT_EQ(explored("grown-by-realloc").at("anomalies").size(), 2U) << "the other one's is another place";
}

TEST(Uninitialised, IsShownByAReplay) {
  const json& explored_once = explored("never-set");
  const std::string schedule = explored_once.at("witnesses").at(0).at("schedule");
  const Outcome outcome =
      tenter({"replay", "lifetime/never-set", "--schedule", schedule, "--plugin", LIFETIMES, "--json", "-"});
  EXPECT_EQ(outcome.exit_code, 0);
  const json replayed = json::parse(outcome.out, nullptr, false);
  const json& anomalies = replayed.at("scenarios").at(0).at("engines").at("explore").at("anomalies");
  ASSERT_EQ(anomalies.size(), 1U);
  EXPECT_EQ(anomalies.at(0).at("kind"), "uninitialised read");
  EXPECT_THAT(words(anomalies.at(0)), ElementsAre("works read", "posts allocated"));
}

// Executions with other contents end their processes; nobody else notices.
TEST(Uninitialised, MayRunWild) {
  for (const char* name : {"runs-wild", "ends-the-process"}) {
    EXPECT_EQ(explored(name).at("coverage"), "exhaustive") << name;
    EXPECT_EQ(explored(name).at("anomalies").size(), 1U) << name;
  }
}

// Freeing memory that is used at the same time is no data race to a reader: it is what it leads to.
TEST(Lifetime, IsNotMistakenForARace) {
  for (const json& one : explored("freed-early").at("anomalies")) EXPECT_EQ(one.at("kind"), "use after free");
  // Between its destructor and the end of its memory it is a condition variable that has been destroyed.
  for (const json& one : explored("notifies-the-gone").at("anomalies")) {
    EXPECT_THAT(one.at("kind"), testing::AnyOf("use after free", "assertion"));
  }
}

}  // namespace
}  // namespace tenter::test
