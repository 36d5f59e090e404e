// Which steps of a witness are told.
#include "report/brief_steps.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tenter::report::brief_steps_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

WitnessStep step(std::uint32_t thread, std::string op, std::string object, std::uint32_t line) {
  const bool writes = op != "read" && op != "load";
  return {thread, std::move(op), std::move(object), "", writes, {"f", "map.cpp", line}};
}

std::vector<std::string> told(const Witness& witness) {
  std::vector<std::string> lines;
  for (const WitnessStep& each : brief_steps(witness)) {
    lines.push_back(std::to_string(each.thread) + " " + each.op + " " + each.object);
  }
  return lines;
}

// What a container does in one line, before and after another thread looks at it.
Witness insertion() {
  Witness witness;
  for (const char* op : {"read", "write", "read", "write", "write"}) witness.steps.push_back(step(0, op, "size", 9));
  for (const char* op : {"read", "write", "read"}) witness.steps.push_back(step(0, op, "node", 9));
  witness.steps.push_back(step(1, "read", "size", 12));
  return witness;
}

TEST(BriefSteps, AreThoseThatOthersCanTell) {
  EXPECT_THAT(told(insertion()), ElementsAre("0 read size", "0 write size", "0 ... 6 more steps", "1 read size"));
  EXPECT_EQ(brief_steps(insertion())[1], insertion().steps[4]) << "the last one is what the other thread reads";
  EXPECT_EQ(brief_steps(insertion())[2].where.line, 9U);
}

TEST(BriefSteps, OfObjectsOfOnesOwnAreOnlyCounted) {
  Witness witness;
  for (int i = 0; i < 7; ++i) witness.steps.push_back(step(0, "write", "buffer", 3));
  witness.steps.push_back(step(1, "read", "other", 4));
  EXPECT_THAT(told(witness), ElementsAre("0 ... 7 steps", "1 read other"));
}

TEST(BriefSteps, AreAllOfThemWhereSomebodyComesBetween) {
  Witness witness = insertion();
  witness.steps.insert(witness.steps.begin() + 4, step(1, "write", "size", 12));
  EXPECT_EQ(brief_steps(witness), witness.steps) << "four, one, and four";
}

TEST(BriefSteps, AreAllOfThemInDifferentLines) {
  Witness witness;
  for (std::uint32_t line = 1; line < 9; ++line) witness.steps.push_back(step(0, "write", "size", line));
  EXPECT_EQ(brief_steps(witness), witness.steps);
}

TEST(BriefSteps, AreAllThatAreFewOrHaveNoPlace) {
  Witness witness;
  for (std::size_t i = 0; i < kMostInALine; ++i) witness.steps.push_back(step(0, "read", "size", 9));
  EXPECT_EQ(brief_steps(witness), witness.steps);
  for (WitnessStep& each : witness.steps) each.where = {};
  for (int i = 0; i < 9; ++i) witness.steps.push_back(witness.steps.front());
  EXPECT_EQ(brief_steps(witness), witness.steps);
  EXPECT_THAT(brief_steps(Witness{}), IsEmpty());
}

TEST(BriefSteps, LeaveOutGivingWayInVain) {
  Witness witness;
  witness.steps.push_back(step(0, "update", "waiters", 9));
  for (int i = 0; i < 4; ++i) witness.steps.push_back(step(0, "yield", "", 9));
  witness.steps.push_back(step(0, "wait", "waiters", 9));
  EXPECT_THAT(told(witness), ElementsAre("0 wait waiters", "0 ... 5 more steps"));
}

TEST(BriefSteps, AreNoneOfMainBeforeTheActorsAndAfterAnOutcome) {
  Witness witness;
  witness.threads = {"main", "first"};
  witness.outcome = "1";
  witness.steps = {step(0, "update", "count", 3), step(1, "read", "count", 9), step(0, "lock", "mutex", 4),
                   step(1, "read", "count", 9), step(0, "update", "count", 3)};
  EXPECT_THAT(told(witness), ElementsAre("1 read count", "0 lock mutex", "1 read count"));
  witness.outcome = "";
  EXPECT_THAT(told(witness), ElementsAre("1 read count", "0 lock mutex", "1 read count", "0 update count"))
      << "what goes wrong may do so there";
}

TEST(BriefSteps, AreAllOfMainWhereNobodyElseHasAny) {
  Witness witness;
  witness.threads = {"main"};
  witness.steps = {step(0, "update", "count", 3)};
  EXPECT_EQ(brief_steps(witness), witness.steps);
}

TEST(BriefSteps, NeverLeaveOutSynchronisation) {
  Witness witness = insertion();
  witness.steps.insert(witness.steps.begin() + 2, step(0, "lock", "mutex", 9));
  witness.steps.insert(witness.steps.begin() + 8, step(0, "waits for ever: lock", "mutex", 9));
  EXPECT_THAT(told(witness), ElementsAre("0 read size", "0 lock mutex", "0 write size",
                                         "0 waits for ever: lock mutex", "0 ... 6 more steps", "1 read size"));
}

}  // namespace
}  // namespace tenter::report::brief_steps_test
