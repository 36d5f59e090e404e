// A replayed execution, printed.
#include "report/replay.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "sample_run.h"

namespace tenter::report::replay_test {
namespace {

std::string printed(const Run& run) {
  std::ostringstream out;
  print_replay(out, run, {});
  return out.str();
}

TEST(Replay, ShowsTheStepsBeforeWhatTheyComeTo) {
  auto run = run_of({explored_increment()});
  JudgedEvidence& judged = run.results.front().engines.front();
  judged.evidence.executions = 1;
  judged.evidence.exploration->witnesses.front().minimal = false;
  judged.evidence.notes = {"the plugin has been built anew"};
  judged.outcomes = {judged.outcomes.front()};
  judged.outcomes.front().count = 1;
  EXPECT_EQ(printed(run), R"(faq/increment/per-op   i = i + 1 as an atomic load, then an atomic store
  claims   breaks(lost update)
    outcome  executions  share  grade       why
    1                 1   100%  forbidden   one increment overwrote the other (lost update)
    2                 0     0%  acceptable  both increments kept
  witness (1 preemption)  lost update, outcome {1}
      first                            second
      load  i -> 0   increment.cpp:18
                                       load  i -> 0   increment.cpp:18
                                       store i <- 1   increment.cpp:18
      store i <- 1   increment.cpp:18
  why      second's store lies between first's load and store: first writes a value computed from stale data
  replay   tenter replay faq/increment/per-op --schedule t1:g12:1221 --plugin 'my plugins/a.so'
  note     the plugin has been built anew
  verdict  confirmed (witnessed)
  why      lost update (outcome {1}: one increment overwrote the other), seen 4 times in 6 executions under explore
)");
}

}  // namespace
}  // namespace tenter::report::replay_test
