// The whole engine as its worker runs it: an instrumented plugin on real threads, in a host linked with the runtime.
#include "stress/engine.h"

#include <dlfcn.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <memory>
#include <string>

#include "tsan/batch_boundary.h"
#include "tsan/reports.h"

namespace tenter::tsan {
namespace {

using testing::Each;
using testing::EndsWith;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

class Watcher final : public RunMonitor {
 public:
  bool stop_requested() override { return false; }
  void evidence_so_far(const Evidence&) override { (void)reports(); }
};

const PluginContents& load(Host& host) {
  void* const plugin = dlopen(TENTER_TEST_PLUGIN, RTLD_NOW | RTLD_LOCAL);
  if (plugin == nullptr) throw std::runtime_error(dlerror());
  return *reinterpret_cast<decltype(&tenter_plugin_load)>(dlsym(plugin, "tenter_plugin_load"))(&host);
}

Evidence run_tsan(const std::string& name, std::uint64_t executions) {
  static AnomalyLog log;
  const PluginContents& contents = load(log);
  const auto program = std::find_if(contents.programs.begin(), contents.programs.end(),
                                    [&](const Program& candidate) { return candidate.info.name == name; });
  EXPECT_NE(program, contents.programs.end());
  begin(program->info, TENTER_TEST_PLUGIN);
  const auto progress = std::make_unique<SharedProgress>();
  RunRequest request;
  request.budget.executions = executions;
  Watcher monitor;
  BatchBoundary boundary;
  Evidence evidence = stress::run(*program, request, *progress, monitor, log, boundary);
  add_reports(evidence);
  return evidence;
}

TEST(TsanEngine, FindsARaceAndTheActorsInIt) {
  const Evidence evidence = run_tsan("race", 2000);
  ASSERT_THAT(evidence.anomalies, Not(IsEmpty()));
  const AnomalyReport& race = evidence.anomalies.front();
  EXPECT_EQ(race.kind, Anomaly::data_race);
  EXPECT_EQ(race.location, "the scenario's state");
  EXPECT_THAT(race.accesses, Each(Field(&Access::where, Field(&Frame::file, EndsWith("tests/tsan/scenarios.cpp")))));
  EXPECT_THAT(race.accesses, Each(Field(&Access::where, Field(&Frame::function, HasSubstr("Race::add")))));
  EXPECT_THAT(race.accesses, UnorderedElementsAre(Field(&Access::thread, "first"), Field(&Access::thread, "second")));
}

TEST(TsanEngine, FindsARaceAmongMoreActorsThanCores) {
  EXPECT_THAT(run_tsan("crowd", 2000).anomalies, Not(IsEmpty()));
}

TEST(TsanEngine, FindsARaceThatIsRare) { EXPECT_THAT(run_tsan("rare-race", 50'000).anomalies, Not(IsEmpty())); }

TEST(TsanEngine, InventsNoRaceBetweenBatches) {
  const Evidence evidence = run_tsan("apart", 50'000);
  EXPECT_THAT(evidence.anomalies, IsEmpty());
  EXPECT_THAT(evidence.suppressed, IsEmpty());
}

TEST(TsanEngine, KnowsTimedMutexes) {
  const Evidence evidence = run_tsan("timed-mutex", 20'000);
  EXPECT_THAT(evidence.anomalies, IsEmpty());
  EXPECT_THAT(evidence.suppressed, IsEmpty());
}

TEST(TsanEngine, SuppressesRacesWithTheReleaseOfAnException) {
  const Evidence evidence = run_tsan("shared-exception", 20'000);
  EXPECT_THAT(evidence.anomalies, IsEmpty());
}

TEST(TsanEngine, CountsRacesWithTheScenariosStateInAnExceptionsDestructor) {
  const Evidence evidence = run_tsan("exception-destructor", 20'000);
  EXPECT_THAT(evidence.anomalies, testing::Not(IsEmpty()));
}

// In memory that is used again, a mutex that is never destroyed must not become another one.
TEST(TsanEngine, TakesNoMutexForAnother) {
  const Evidence evidence = run_tsan("ordered-locks", 50'000);
  EXPECT_THAT(evidence.anomalies, IsEmpty());
  EXPECT_THAT(evidence.suppressed, IsEmpty());
}

TEST(TsanEngine, SuppressesRacesInTheFreelistOfBoostLockfree) {
  EXPECT_THAT(run_tsan("freelist", 20'000).anomalies, IsEmpty());
}

}  // namespace
}  // namespace tenter::tsan
