// What doctor says, by machines and evidence written by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "doctor/diagnosis.h"
#include "doctor/trial.h"

namespace tenter::doctor::doctor_diagnosis_test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::uint64_t kGibi = std::uint64_t{1} << 30U;

Machine quiet_machine() {
  Machine machine;
  machine.cpu = "a processor";
  machine.kernel = "Linux";
  machine.processors = 4;
  machine.cores = 2;
  machine.steady_counter = true;
  machine.clock_source = "tsc";
  machine.can_bind = true;
  machine.random_bits = 28;
  machine.memory = 16 * kGibi;
  machine.perf_level = 2;
  return machine;
}

Finding about(const std::string& subject, const Machine& machine) {
  const auto findings = diagnose(machine, session::Limits{});
  const auto found = std::ranges::find(findings, subject, &Finding::subject);
  EXPECT_NE(found, findings.end()) << subject;
  return found == findings.end() ? Finding{} : *found;
}

// What is limited says what that means, after a colon.
void expect_limited(const std::string& subject, const Machine& machine, const std::string& meaning) {
  const Finding finding = about(subject, machine);
  EXPECT_EQ(finding.mark, Mark::limited) << finding.text;
  EXPECT_THAT(finding.text, HasSubstr(": "));
  EXPECT_THAT(finding.text, HasSubstr(meaning));
}

TEST(Diagnosis, OfAQuietMachineIsFine) {
  for (const Finding& finding : diagnose(quiet_machine(), session::Limits{})) {
    EXPECT_EQ(finding.mark, Mark::fine) << finding.subject << finding.text;
  }
}

TEST(Diagnosis, OfOneProcessorIsThatActorsTakeTurns) {
  Machine machine = quiet_machine();
  machine.processors = 1;
  expect_limited("processors", machine, "hardly ever overlap");
}

TEST(Diagnosis, OfOneCoreIsThatItsThreadsShareIt) {
  Machine machine = quiet_machine();
  machine.cores = 1;
  expect_limited("processors", machine, "a single core");
  machine.cores = 0;
  EXPECT_EQ(about("processors", machine).mark, Mark::fine) << "it is not told";
}

TEST(Diagnosis, OfAQuotaIsThatThreadsAreStopped) {
  Machine machine = quiet_machine();
  machine.quota = 1.5;
  expect_limited("cpu quota", machine, "the time of 1.5 processors");
  machine.quota = 4;
  EXPECT_EQ(about("cpu quota", machine).mark, Mark::fine);
}

TEST(Diagnosis, OfAnUnsteadyClockIsThatOverlapIsMeasuredCoarsely) {
  Machine machine = quiet_machine();
  machine.steady_counter = false;
  machine.clock_source = "hpet";
  expect_limited("clock", machine, "hpet");
}

TEST(Diagnosis, OfBoundThreadsIsAboutAffinity) {
  Machine machine = quiet_machine();
  machine.can_bind = false;
  expect_limited("affinity", machine, "--affinity has no effect");
}

TEST(Diagnosis, OfRandomAddressesIsAboutExploreAndWhereTheyAreManyAboutTsan) {
  Machine machine = quiet_machine();
  machine.cannot_fix_addresses = "Operation not permitted";
  expect_limited("address space", machine, "runs of explore");
  EXPECT_THAT(about("address space", machine).text, Not(HasSubstr("tsan")));
  machine.random_bits = 32;
  expect_limited("address space", machine, "tsan workers may need several starts");
}

TEST(Diagnosis, OfLittleMemoryIsThatTheKernelIsFirst) {
  Machine machine = quiet_machine();
  machine.memory = kGibi;
  expect_limited("memory", machine, "1 GiB, no more than --memory (2 GiB)");
  machine.memory.reset();
  EXPECT_EQ(about("memory", machine).mark, Mark::fine);
}

TEST(Diagnosis, OfThreadsThatCannotBeSeenIsThatDeadlocksTakeTheirTime) {
  Machine machine = quiet_machine();
  machine.cannot_look = "/proc/7/task/7/syscall: Permission denied";
  expect_limited("waiting", machine, "syscall: Permission denied");
  expect_limited("waiting", machine, "after --timeout (5s)");
}

TEST(Diagnosis, OfPerfEventsMattersToNoVerdict) {
  Machine machine = quiet_machine();
  machine.perf_level = 3;
  expect_limited("perf events", machine, "verdicts do not depend on it");
}

Evidence of_threads(std::uint64_t overlapped) {
  Evidence evidence;
  evidence.engine = Engine::stress;
  evidence.executions = 1'000'000;
  evidence.contention = {1'000, overlapped};
  return evidence;
}

TEST(Trial, TellsTheOverlapThatTheMachineReaches) {
  const Finding finding = finding_of(of_threads(800));
  EXPECT_EQ(finding.mark, Mark::fine);
  EXPECT_EQ(finding.subject, "stress engine");
  EXPECT_THAT(finding.text, HasSubstr("overlapped in 80.0%"));
}

TEST(Trial, SaysWhatLittleOverlapMeans) {
  EXPECT_EQ(finding_of(of_threads(1)).mark, Mark::limited);
  EXPECT_THAT(finding_of(of_threads(1)).text, HasSubstr("give more --time"));
  EXPECT_EQ(finding_of(of_threads(0)).mark, Mark::limited);
  EXPECT_THAT(finding_of(of_threads(0)).text, HasSubstr("rest on explore alone"));
}

TEST(Trial, WantsAProofOfExplore) {
  Evidence evidence;
  evidence.engine = Engine::explore;
  evidence.executions = 2;
  EXPECT_EQ(finding_of(evidence).mark, Mark::limited);
  evidence.coverage = Coverage::exhaustive;
  EXPECT_EQ(finding_of(evidence).mark, Mark::fine);
}

TEST(Trial, TakesAnAnomalyOfACorrectProgramForAFaultOfTheMachine) {
  Evidence evidence = of_threads(800);
  evidence.anomalies.emplace_back().detail = "no progress for 5s";
  EXPECT_EQ(finding_of(evidence).mark, Mark::broken);
}

}  // namespace
}  // namespace tenter::doctor::doctor_diagnosis_test
