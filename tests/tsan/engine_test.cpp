// The whole engine as its worker runs it: an instrumented plugin on real threads, in a host linked with the runtime.
#include "stress/engine.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <memory>
#include <string>

#include "support/plugin.h"
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

Evidence run_tsan(const std::string& name, std::uint64_t executions, const char* path = TENTER_TEST_PLUGIN) {
  static AnomalyLog log;
  const Program& program = tenter::test::program_named(name, tenter::test::loaded(path, &log));
  begin(program.info, path);
  const auto progress = std::make_unique<SharedProgress>();
  RunRequest request;
  request.budget.executions = executions;
  Watcher monitor;
  BatchBoundary boundary;
  Evidence evidence = stress::run(program, request, *progress, monitor, log, boundary);
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

// Bulk memory is copied by the C library, whose functions the runtime interposes: each access is reported once.
struct Bulk {
  const char* scenario;
  std::uint64_t executions = 5'000;
};
class BulkMemory : public testing::TestWithParam<Bulk> {};

TEST_P(BulkMemory, RacesAreFoundWhereItIsCalled) {
  const Evidence evidence =
      run_tsan(std::string("hidden/") + GetParam().scenario, GetParam().executions, TENTER_TEST_HIDDEN_RACES);
  ASSERT_THAT(evidence.anomalies, testing::SizeIs(1));
  EXPECT_THAT(evidence.anomalies[0].accesses,
              Each(Field(&Access::where, Field(&Frame::file, EndsWith("hidden_races.cpp")))));
}

// Where both clear, each of a thousand words races, and the runtime takes 15 microseconds for each.
INSTANTIATE_TEST_SUITE_P(Of, BulkMemory,
                         testing::Values(Bulk{"memcpy-to-64"}, Bulk{"memcpy-from-7"}, Bulk{"memmove"},
                                         Bulk{"memset-64"}, Bulk{"memset-both"}, Bulk{"std-copy"}, Bulk{"array-fill"},
                                         Bulk{"fill-n"}, Bulk{"assign-10000"}, Bulk{"both-clear-10000", 200}),
                         [](const auto& instance) {
                           std::string name = instance.param.scenario;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace tenter::tsan
