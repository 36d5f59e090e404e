// The worker scenarios as a family. What they claim is tested with explore (tests/explore/engine/outsider).
#include <gtest/gtest.h>

#include "completion/family.h"

namespace tenter::test {
namespace {

const Scenarios& workers() {
  static const Scenarios scenarios = scenarios_of(TENTER_FAMILY);
  return scenarios;
}

std::string named(const char* name) { return std::string("workers/") + name; }

std::map<std::string, std::string> twins() {
  std::map<std::string, std::string> result{
      {"get-nowait-until-empty/filled-first", "get-nowait-until-empty/all-done"},
      {"get-nowait-until-empty/at-most-once", "last-then-erase"},
      {"pop-last", "last-then-erase"},
      {"sentinel-per-worker", "sentinel-for-one"},
      {"sentinel-per-producer", "sentinel-too-early"},
      {"close-and-drain", "close-notify-one"},
      {"task-done", "task-done-forgotten"},
      {"executor-waits-on-another", "executor-waits-on-itself"},
      {"queue/get-nowait", "queue/empty-then-get"},
      {"queue/put-nowait", "queue/full-then-put"},
      {"queue/bounded", "queue/bounded-refused"},
      {"queue/get-timeout", "queue/get-timeout-taken-for-end"},
      {"queue/put-timeout", "queue/put-timeout-ignored"},
      {"queue/fifo", "queue/fifo-two-workers"},
      {"queue/feeding-itself", "queue/feeding-itself-bounded"},
      {"queue/shutdown", "queue/shutdown-immediate"},
      {"queue/shutdown-wakes-all", "queue/shutdown-without-worker"},
      {"executor/submit", "executor/submit-unwaited"},
      {"executor/map", "executor/map-appended"},
      {"executor/exception-kept", "executor/exception-never-asked"},
      {"executor/shutdown", "executor/shutdown-no-wait"},
      {"executor/submit-after-shutdown", "executor/submit-after-shutdown-ignored"},
      {"executor/cancel", "executor/cancel-believed"},
      {"executor/cancel-futures", "executor/cancel-futures-unexpected"},
      {"sync-bounded-queue/close-and-drain", "sync-bounded-queue/try-pull-until-empty"},
      {"sync-bounded-queue/close-while-full", "sync-bounded-queue/close-while-full-by-status"},
      {"lockfree-queue/pop-until-empty/at-most-once", "lockfree-queue/pop-until-empty/all-done"},
      {"lockfree-queue/closed-then-pop", "lockfree-queue/pop-then-closed"},
      {"lockfree-queue/push-again", "lockfree-queue/push-ignored"},
      {"asio-pool/join", "asio-pool/destroyed"},
  };
  if (workers().contains(named("tbb-queue/try-pop-until-empty/all-done"))) {  // TBB is optional
    result["tbb-queue/try-pop-until-empty/at-most-once"] = "tbb-queue/try-pop-until-empty/all-done";
  }
  return result;
}

TEST(Workers, AreExplained) { expect_explained(workers()); }

TEST(Workers, HaveATwinThatBreaksForEachThatHolds) {
  std::map<std::string, std::string> full_names;
  for (const auto& [name, twin] : twins()) full_names[named(name.c_str())] = named(twin.c_str());
  expect_twins(workers(), full_names,
               {named("task-done-before-work"), named("asio-pool/posted-too-late"), named("asio-pool/throwing-job")});
}

}  // namespace
}  // namespace tenter::test
