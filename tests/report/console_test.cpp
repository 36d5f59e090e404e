// The console's exact output, held by golden files. TENTER_UPDATE_GOLDEN=1 in the environment writes them anew.
#include "report/console.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

#include "oracle/grading.h"
#include "oracle/verdict.h"
#include "sample_run.h"

namespace tenter::report::console_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string printed(const Run& run, const ConsoleStyle& style = {}) {
  std::ostringstream out;
  print_console(out, run, style);
  return out.str();
}

void expect_golden(const std::string& name, const std::string& text) {
  const std::string path = std::string(TENTER_GOLDEN_DIRECTORY) + "/" + name + ".txt";
  if (std::getenv("TENTER_UPDATE_GOLDEN") != nullptr) {
    ASSERT_TRUE(std::ofstream(path) << text) << path;
    return;
  }
  std::ifstream file(path);
  ASSERT_TRUE(file) << path << " is missing: run with TENTER_UPDATE_GOLDEN=1 and look at what it wrote";
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), text) << path;
}

TEST(Console, OneConfirmedBreakInFull) { expect_golden("racy_increment", printed(run_of({racy_increment()}))); }

TEST(Console, VerboseAddsModesAndStacks) {
  expect_golden("racy_increment_verbose", printed(run_of({racy_increment()}), {.verbose = true}));
}

TEST(Console, OneSampledHold) { expect_golden("locked_increment", printed(run_of({locked_increment()}))); }

TEST(Console, OutcomesNeverSeenAreListed) { expect_golden("store_buffering", printed(run_of({store_buffering()}))); }

TEST(Console, OfManyOutcomesTheGravestAreShown) {
  expect_golden("broken_queue", printed(run_of({broken_queue()})));
  EXPECT_THAT(printed(run_of({broken_queue()})), HasSubstr("\n    and 9 more"));
  EXPECT_THAT(printed(run_of({broken_queue()}), {.verbose = true}), Not(HasSubstr("\n    and ")));
}

TEST(Console, AHangInPlaceOfADeadlock) { expect_golden("deadlock", printed(run_of({deadlock()}))); }

TEST(Console, InconclusiveOnesSayWhatToDo) {
  auto run = run_of({quiet(), idle()});
  run.interrupted = true;
  expect_golden("inconclusive", printed(run));
}

TEST(Console, AWitnessHasAColumnAThread) {
  expect_golden("explored_increment", printed(run_of({explored_increment()})));
  expect_golden("explored_increment_color", printed(run_of({explored_increment()}), {.color = true}));
}

TEST(Console, AWitnessOfMoreThanFitsHasALineAStep) {
  expect_golden("explored_crowd", printed(run_of({explored_crowd()})));
  expect_golden("explored_crowd_verbose", printed(run_of({explored_crowd()}), {.verbose = true}));
  const std::string wide = printed(run_of({explored_crowd()}), {.width = 300});
  EXPECT_THAT(wide, HasSubstr("the first producer" + std::string(37, ' ') + "the second producer"));
}

std::size_t occurrences(const std::string& text, const std::string& of) {
  std::size_t count = 0;
  for (std::size_t at = text.find(of); at != std::string::npos; at = text.find(of, at + 1)) ++count;
  return count;
}

// A deadlock is all that it shows, and its detail is the reason as well.
Result explored_deadlock() {
  Result stuck = explored_crowd();
  Evidence evidence = stuck.engines.front().evidence;
  std::erase_if(evidence.outcomes, [](const OutcomeCount& row) { return row.outcome != "2"; });
  evidence.anomalies.front().accesses = {{"lock", "producer", 0, {"f", "queue.cpp", 21}, {}},
                                         {"lock", "consumer", 0, {"g", "queue.cpp", 31}, {}}};
  evidence.exploration->witnesses.pop_back();
  Witness& witness = evidence.exploration->witnesses.front();
  witness.why = witness.detail;
  stuck.engines = {oracle::grade(stuck.scenario, evidence)};
  stuck.verdict = oracle::judge(stuck.scenario, stuck.engines);
  return stuck;
}

TEST(Console, SaysOnceWhoWaitsForWhat) {
  const std::string sentence = explored_deadlock().engines.front().evidence.anomalies.front().detail;
  const std::string text = printed(run_of({explored_deadlock()}), {.width = 300});
  EXPECT_EQ(occurrences(text, sentence), 1U) << text;
  EXPECT_THAT(text, HasSubstr("witness (2 preemptions)  deadlock\n"));
  EXPECT_THAT(text, HasSubstr("\n  deadlock  seen 8 times\n  verdict"));
  EXPECT_THAT(text, HasSubstr("why      deadlock, seen 8 times in 10,000 executions"));
  EXPECT_THAT(explored_deadlock().verdict.why, HasSubstr(sentence));
}

TEST(Console, AVerdictSaysWhichOfSeveralItIsAbout) {
  Result stuck = explored_deadlock();
  stuck.engines.front().evidence.anomalies.push_back(stuck.engines.front().evidence.anomalies.front());
  stuck.engines.front().evidence.anomalies.back().detail = "another one";
  const std::string text = printed(run_of({stuck}), {.width = 300});
  EXPECT_THAT(text, HasSubstr("deadlock (producer waits for a lock that"));
}

TEST(Console, AWitnessWithoutStepsSaysSo) {
  Result result = explored_increment();
  Witness& witness = result.engines.front().evidence.exploration->witnesses.front();
  witness.steps.clear();
  witness.schedule = "t1:g12:";
  witness.why = "there is no choice";
  const std::string text = printed(run_of({result}));
  EXPECT_THAT(text, HasSubstr("\n  witness (no steps)  lost update, outcome {1}\n  why      there is no choice\n"));
}

TEST(Console, AWitnessIsBriefUnlessVerbose) {
  Result result = explored_increment();
  Witness& witness = result.engines.front().evidence.exploration->witnesses.front();
  witness.steps.insert(witness.steps.begin(), 8, witness.steps.front());
  const std::string brief = printed(run_of({result}));
  EXPECT_THAT(brief, HasSubstr("8 more steps"));
  EXPECT_THAT(brief, HasSubstr("--verbose prints all steps"));
  const std::string all = printed(run_of({result}), {.verbose = true});
  EXPECT_EQ(occurrences(all, "increment.cpp:18"), 12U);
  EXPECT_THAT(all, Not(HasSubstr("more step")));
}

TEST(Console, AReportOfAnUnknownThreadHasNoHead) {
  const std::string text = printed(run_of({broken_queue()}));
  Result nobodys = broken_queue();
  nobodys.engines.front().evidence.anomalies.front().accesses.front().thread.clear();
  EXPECT_THAT(printed(run_of({nobodys})), Not(HasSubstr("unknown thread")));
}

TEST(Console, ABoundCountsItsOwnExecutions) {
  Result result = proved_increment();
  Evidence& evidence = result.engines.front().evidence;
  evidence.executions = 5'000;
  evidence.coverage = Coverage::bounded;
  evidence.exploration->strategy = "dpor, then exhaustive, then random";
  evidence.exploration->preemptions = 2;
  evidence.exploration->covering = 14;
  result.verdict = oracle::judge(result.scenario, result.engines);
  const std::string text = printed(run_of({result}));
  EXPECT_THAT(text, HasSubstr("explore  5,000 executions"));
  EXPECT_THAT(text, HasSubstr("bounded: all 14 interleavings with at most 2 preemptions"));
  EXPECT_THAT(result.verdict.why, HasSubstr("no anomaly in 14 interleavings under explore"));
}

TEST(Console, AProofSaysWhatItIsOf) { expect_golden("proved_increment", printed(run_of({proved_increment()}))); }

TEST(Console, AnEmptySearchSaysSo) {
  Result empty = explored_increment();
  empty.engines.front().outcomes.clear();
  empty.engines.front().evidence.executions = 0;
  empty.engines.front().evidence.exploration.reset();
  EXPECT_THAT(printed(run_of({empty})), HasSubstr("\n  explore  nothing was executed\n  verdict"));
}

Run many() {
  return run_of({racy_increment(), locked_increment(), store_buffering(), broken_queue(), deadlock(), quiet()});
}

TEST(Console, ManyAreALineEachAndTheFailuresInFull) { expect_golden("many", printed(many())); }

TEST(Console, ColoursWhereAsked) {
  expect_golden("many_color", printed(many(), {.color = true}));
  EXPECT_THAT(printed(many()), Not(HasSubstr("\033")));
}

TEST(Console, NarrowTerminalsBreakSentences) {
  expect_golden("narrow", printed(run_of({racy_increment(), quiet()}), {.width = 60}));
}

TEST(Console, KnownFailuresAndThoseThatNoLongerFail) {
  auto run = run_of({racy_increment(), locked_increment(), store_buffering(), broken_queue()});
  run.known_failures = {{"queues/bounded/one-lock-short", "ticket 12"}, {"faq/increment/mutex", "ticket 13"}};
  expect_golden("baseline", printed(run));
}

TEST(Console, StrictRunsSayThatNothingIsProved) {
  auto run = run_of({locked_increment()});
  run.strict = true;
  EXPECT_THAT(printed(run), HasSubstr("NOT PROVED  1 of 1 claims"));
}

TEST(Console, InterruptedRunsSaySo) {
  auto run = run_of({locked_increment()});
  run.interrupted = true;
  EXPECT_THAT(printed(run), HasSubstr("\nINTERRUPTED  1 of 1 claims"));
}

TEST(Console, RunsThatEndedEarlySaySo) {
  auto run = run_of({locked_increment()});
  run.errors = {"plugin gone.so: no such file"};
  EXPECT_THAT(printed(run), HasSubstr("\nENDED EARLY  1 of 1 claims"));
  run.results.push_back(racy_increment());
  run.results.back().verdict.kind = VerdictKind::refuted;
  EXPECT_THAT(printed(run), HasSubstr("; ended early"));
}

TEST(Console, AnEmptyRunIsNoSuccess) { EXPECT_EQ(printed(run_of({})), "NOTHING RAN\n"); }

// What a terminal would obey: control characters of ASCII and Latin-1, and bytes that are not UTF-8.
bool tame(const std::string& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if ((c < 0x20 && c != '\n') || c == 0x7f || c >= 0xf8 || c == 0xc0 || c == 0xc1) return false;
    if (c == 0xc2 && static_cast<unsigned char>(text[i + 1]) < 0xa0) return false;
  }
  return true;
}

TEST(Console, HostileTextMovesNoCursorAndEndsNoLine) {
  for (const bool verbose : {false, true}) {
    const std::string text = printed(run_of({hostile()}), {.verbose = verbose});
    EXPECT_TRUE(tame(text)) << text;
    EXPECT_THAT(text, HasSubstr("hostile/everything   a\\x1b[2J\\r\\nb"));
    EXPECT_THAT(text, HasSubstr("\\u202e"));
    EXPECT_THAT(text, HasSubstr("18,446,744,073,709,551,615 executions"));
    EXPECT_THAT(text, Not(HasSubstr("nan")));
  }
  EXPECT_TRUE(tame(printed(run_of({hostile(), hostile(), hostile(), hostile()}))));
}

TEST(Console, EndlessOutcomesAreCutUnlessVerbose) {
  EXPECT_THAT(printed(run_of({hostile()})), Not(HasSubstr(std::string(100, 'x'))));
  EXPECT_THAT(printed(run_of({hostile()}), {.verbose = true}), HasSubstr(std::string(5'000, 'x')));
}

}  // namespace
}  // namespace tenter::report::console_test
