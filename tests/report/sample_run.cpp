#include "sample_run.h"

#include <limits>
#include <utility>

#include "oracle/grading.h"
#include "oracle/verdict.h"

namespace tenter::report {
namespace {

ScenarioInfo scenario(std::string name, std::string summary, Claim claim) {
  ScenarioInfo info;
  info.name = std::move(name);
  info.summary = std::move(summary);
  info.claim = std::move(claim);
  info.actors = {"first", "second"};
  info.otherwise = {"", Grade::forbidden, "not among the expected outcomes", Anomaly::forbidden_outcome};
  info.file = "/home/you/project/scenarios/" + info.name + ".cpp";
  info.line = 31;
  return info;
}

Claim breaks(Anomaly primary, std::vector<Anomaly> also = {}) {
  return {ClaimKind::breaks, primary, std::move(also), {}};
}

Evidence evidence(Engine engine, std::uint64_t executions, double seconds) {
  Evidence result;
  result.engine = engine;
  result.executions = executions;
  result.seconds = seconds;
  result.seed = 7;
  result.memory_model = engine == Engine::tsan ? "x86-64 hardware under ThreadSanitizer" : "x86-64 hardware";
  if (engine == Engine::explore) {
    result.memory_model = "sequentially consistent";
    result.exploration.emplace();
  } else if (executions > 0) {
    result.contention = {4'096, 3'400};
  }
  return result;
}

Result judged(const ScenarioInfo& info, const std::vector<Evidence>& engines) {
  Result result{info, "samples", {}, {}};
  for (const Evidence& engine : engines) result.engines.push_back(oracle::grade(info, engine));
  result.verdict = oracle::judge(info, result.engines);
  return result;
}

void expect_increments(ScenarioInfo& info) {
  info.expectations = {{"2", Grade::acceptable, "both increments kept", Anomaly::forbidden_outcome},
                       {"1", Grade::forbidden, "one increment overwrote the other", Anomaly::lost_update}};
}

Frame frame(std::string function, std::uint32_t line) {
  return {std::move(function), "/home/you/project/scenarios/increment.cpp", line};
}

AnomalyReport race_on_counter() {
  AnomalyReport race;
  race.kind = Anomaly::data_race;
  race.detail = "write by first against read by second, unordered";
  race.accesses = {{"write",
                    "first",
                    4,
                    frame("Counter::increment()", 18),
                    {frame("Counter::increment()", 18), frame("std::invoke", 61)}},
                   {"read", "second", 4, frame("Counter::increment()", 18), {}}};
  race.location = "heap block of 4,096 bytes";
  race.allocated = frame("make_states()", 9);
  return race;
}

}  // namespace

Result racy_increment() {
  ScenarioInfo info =
      scenario("faq/increment/plain", "i = i + 1 on a plain int", breaks(Anomaly::data_race, {Anomaly::lost_update}));
  info.reason = "Both threads may read the old value before either writes: the sum is then one too small.";
  expect_increments(info);
  Evidence stress = evidence(Engine::stress, 41'203'712, 1.0);
  stress.outcomes = {{"2", 37'907'415, 0}, {"1", 3'296'297, 1}};
  stress.modes = {
      {"jitter, aligned every 16, batch 256, padded, preloaded, spread", 40'000'000, 0.9, 3'200'000, {4'000, 3'390}},
      {"lockstep, batch 64, padded", 1'203'712, 0.1, 96'297, {96, 10}}};
  Evidence tsan = evidence(Engine::tsan, 512'000, 1.03);
  tsan.outcomes = {{"2", 511'998, 0}, {"1", 2, 1}};
  tsan.anomalies = {race_on_counter()};
  return judged(info, {stress, tsan});
}

Result locked_increment() {
  ScenarioInfo info = scenario("faq/increment/mutex", "i = i + 1 under one lock", {});
  info.reason = "The lock is held from the read to the write.";
  expect_increments(info);
  Evidence stress = evidence(Engine::stress, 5'000'000, 1.0);
  stress.outcomes = {{"2", 5'000'000, 0}};
  Evidence tsan = evidence(Engine::tsan, 200'000, 1.0);
  tsan.outcomes = {{"2", 200'000, 0}};
  tsan.suppressed = {{race_on_counter(), "the fence that orders these is not modelled by ThreadSanitizer"}};
  tsan.uncontrolled = {"libstdc++.so: std::_Rb_tree_insert_and_rebalance"};
  tsan.notes = {"address-space randomisation could not be switched off; the worker was started 3 times"};
  return judged(info, {stress, tsan});
}

Result store_buffering() {
  ScenarioInfo info = scenario("litmus/store-buffering/relaxed", "can each thread miss the other's store?",
                               {ClaimKind::shows, std::nullopt, {}, "0, 0"});
  info.expectations = {{"0, 1", Grade::acceptable, "left finished before right stored", Anomaly::forbidden_outcome},
                       {"1, 0", Grade::acceptable, "right finished before left stored", Anomaly::forbidden_outcome},
                       {"1, 1", Grade::acceptable, "both stores landed first", Anomaly::forbidden_outcome},
                       {"0, 0", Grade::interesting, "both loads overtook both stores", Anomaly::forbidden_outcome}};
  Evidence stress = evidence(Engine::stress, 60'000'000, 1.0);
  stress.outcomes = {{"0, 0", 31'560'000, 3}, {"1, 0", 20'000'000, 1}, {"0, 1", 8'440'000, 0}};
  return judged(info, {stress});
}

Result broken_queue() {
  ScenarioInfo info = scenario("queues/bounded/one-lock-short", "two producers, one consumer, one lock too few", {});
  info.expectations = {{"", Grade::acceptable, "every item arrived once", Anomaly::forbidden_outcome},
                       {"", Grade::forbidden, "an item arrived twice", Anomaly::duplicate}};
  Evidence stress = evidence(Engine::stress, 1'000'000, 12.4);
  for (int i = 0; i < 20; ++i) {
    stress.outcomes.push_back({"[" + std::to_string(i) + ", 2, 3]", 49'999U - static_cast<unsigned>(i), 0});
  }
  stress.outcomes.push_back({"[1, 1, 3]", 190, 1});
  AnomalyReport check;
  check.kind = Anomaly::assertion;
  check.detail = "the queue is empty when all is consumed";
  check.count = 12;
  check.accesses = {{"check", "observer", 0, {"", "/home/you/project/scenarios/queue.cpp", 44}, {}}};
  stress.anomalies = {check};
  return judged(info, {stress});
}

Result deadlock() {
  ScenarioInfo info = scenario("faq/update/finalizer-under-lock", "a destructor takes the lock that is held",
                               breaks(Anomaly::deadlock));
  info.otherwise = {"", Grade::acceptable, "all actors finished", Anomaly::forbidden_outcome};
  Evidence stress = evidence(Engine::stress, 3, 2.0);
  stress.outcomes = {{"completed", 2, -1}};
  AnomalyReport hang;
  hang.kind = Anomaly::hang;
  hang.detail = "no progress for 1 s";
  stress.anomalies = {hang};
  return judged(info, {stress});
}

WitnessStep step(std::uint32_t thread, std::string op, std::string object, std::string value, bool writes,
                 std::uint32_t line) {
  return {thread, std::move(op), std::move(object), std::move(value), writes, frame("Counter::increment()", line)};
}

Result explored_increment() {
  ScenarioInfo info = scenario("faq/increment/per-op", "i = i + 1 as an atomic load, then an atomic store",
                               breaks(Anomaly::lost_update));
  expect_increments(info);
  Evidence explore = evidence(Engine::explore, 6, 0.01);
  explore.coverage = Coverage::exhaustive;
  explore.outcomes = {{"1", 4, 1}, {"2", 2, 0}};
  Witness witness;
  witness.kind = Anomaly::lost_update;
  witness.outcome = "1";
  witness.schedule = "t1:g12:1221";
  witness.preemptions = 1;
  witness.minimal = true;
  witness.threads = {"main", "first", "second"};
  witness.steps = {step(1, "load", "i", "0", false, 18), step(2, "load", "i", "0", false, 18),
                   step(2, "store", "i", "1", true, 18), step(1, "store", "i", "1", true, 18)};
  witness.why = "second's store lies between first's load and store: first writes a value computed from stale data";
  explore.exploration->strategy = "exhaustive";
  explore.exploration->anomalous = 4;
  explore.exploration->witnesses = {witness};
  return judged(info, {explore});
}

Result explored_crowd() {
  ScenarioInfo info = scenario("workers/shared-queue/two-locks", "four workers, two locks, two orders", {});
  expect_increments(info);
  Evidence explore = evidence(Engine::explore, 10'000, 2.5);
  explore.outcomes = {{"2", 9'978, 0}, {"1", 2, 1}};
  AnomalyReport stuck;
  stuck.kind = Anomaly::deadlock;
  stuck.detail = "producer waits for a lock that consumer holds, and consumer for one that producer holds";
  stuck.count = 8;
  explore.anomalies = {stuck};
  Witness deadlock;
  deadlock.kind = Anomaly::deadlock;
  deadlock.detail = stuck.detail;
  deadlock.schedule = "t1:g12:0*15.1234:~1a2f,=lib+10";
  deadlock.preemptions = 2;
  deadlock.threads = {"main", "the first producer", "the second producer", "the only consumer", "the supervisor"};
  deadlock.steps = {
      step(1, "lock", "configuration.queues[0].mutex", "", false, 21),
      step(2, "lock", "configuration.queues[1].mutex", "", false, 31),
      step(3, "load", "heap block of 16 bytes + 8", "18446744073709551615", false, 118),
      step(4, "yield", "", "", false, 7),
      {2, "store", "configuration.limits.of_the_whole_shared_queue.most_items_at_once", "12", true, {}}};
  Witness lost = deadlock;
  lost.kind = Anomaly::lost_update;
  lost.outcome = "1";
  lost.minimal = true;
  lost.preemptions = 2;
  lost.detail.clear();
  explore.exploration = Exploration{"dpor, then random", 10, 12, 0, true, {deadlock, lost}};
  explore.exploration->witnesses.back().why = "a store was overwritten";
  return judged(info, {explore});
}

Result proved_increment() {
  ScenarioInfo info = scenario("faq/increment/fetch-add", "one atomic operation each", {});
  expect_increments(info);
  Evidence explore = evidence(Engine::explore, 3, 0.001);
  explore.coverage = Coverage::exhaustive;
  explore.weaker_orders_used = true;
  explore.order_that_matters =
      "the relaxed store of value (increment.cpp:9), which nothing else orders with the relaxed load "
      "(increment.cpp:8)";
  explore.outcomes = {{"2", 2, 0}};
  explore.exploration = Exploration{"dpor", 0, 1, 0, true, {}};
  explore.exploration->reduced = true;
  return judged(info, {explore});
}

Result quiet() {
  ScenarioInfo info =
      scenario("faq/increment/per-op", "an atomic load, then an atomic store", breaks(Anomaly::lost_update));
  expect_increments(info);
  Evidence stress = evidence(Engine::stress, 40'000, 0.05);
  stress.outcomes = {{"2", 40'000, 0}};
  stress.interrupted = true;
  return judged(info, {stress});
}

Result idle() {
  ScenarioInfo info = scenario("faq/increment/cas", "a compare-exchange loop", {});
  expect_increments(info);
  return judged(info, {evidence(Engine::stress, 0, 0)});
}

Result hostile() {
  const std::string hostile("a\x1b[2J\r\nb\xff\xc0\xaf\xed\xa0\x80\0c\xe2\x80\xae\t\xc2\x9b\x7f\\\"\xe2\x82", 27);
  ScenarioInfo info = scenario("hostile/everything", hostile, {});
  info.reason = hostile;
  info.file = hostile;
  info.actors = {hostile, ""};
  info.expectations = {{hostile, Grade::forbidden, hostile, Anomaly::torn_read}};
  Evidence stress = evidence(Engine::stress, std::numeric_limits<std::uint64_t>::max(), 0);
  stress.seconds = std::numeric_limits<double>::quiet_NaN();
  stress.seed = std::numeric_limits<std::uint64_t>::max();
  stress.outcomes = {{hostile, std::numeric_limits<std::uint64_t>::max() - 1, 0}, {std::string(5'000, 'x'), 1, -1}};
  AnomalyReport crash;
  crash.kind = Anomaly::crash;
  crash.detail = hostile;
  crash.location = hostile;
  crash.accesses = {{hostile, hostile, 8, {hostile, "", 0}, {{hostile, hostile, 1}}},
                    {hostile, "", 0, {"", hostile, 0}, {}},
                    {hostile, hostile, 1, {}, {}}};
  crash.allocated = Frame{hostile, hostile, 2};
  stress.anomalies = {crash};
  stress.suppressed = {{crash, hostile}};
  stress.notes = {hostile};
  stress.uncontrolled = {hostile};
  stress.memory_model = hostile;
  stress.modes = {{hostile, 1, std::numeric_limits<double>::infinity(), 0, {}}};
  Evidence explore = evidence(Engine::explore, 7, 1);
  explore.outcomes = stress.outcomes;
  explore.exploration->strategy = hostile;
  explore.exploration->witnesses = {
      {Anomaly::torn_read,
       hostile,
       hostile,
       hostile,
       1,
       true,
       {hostile},
       {{0, hostile, hostile, hostile, true, {hostile, hostile, 1}}, {7, hostile, "", hostile, false, {}}},
       hostile}};
  return judged(info, {stress, explore});
}

Run run_of(std::vector<Result> results) {
  Run run;
  run.environment.version = "0.1.0";
  run.environment.cpu = "Example CPU @ 2.00GHz";
  run.environment.cores = 2;
  run.environment.kernel = "Linux 6.1.0";
  run.environment.compiler = "g++ 12.2.0";
  run.environment.flags = "-O2 -g; -O1 -g -fsanitize=thread";
  run.environment.commit = "0123456789abcdef0123456789abcdef01234567-dirty";
  run.environment.command = {"tenter", "run", "*", "--time", "1s", "--plugin", "my plugins/a.so"};
  run.environment.seed = 7;
  run.options = {"--time", "1s", "--plugin", "my plugins/a.so"};
  run.results = std::move(results);
  run.seconds = 65.3;
  return run;
}

}  // namespace tenter::report
