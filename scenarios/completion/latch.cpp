// A latch counted down by each worker: is all work done when it reaches zero?
// What came before the countdown is. What comes after it is not waited for.
#include <latch>

#include "completion/work.h"

namespace completion::latch {
namespace {

using enum tenter::Anomaly;

struct Latch : Work<2> {
  std::latch finished{kWorkers};

  void work(std::size_t worker) {
    compute(worker);
    finished.count_down();
  }
  void wait_and_collect() {
    finished.wait();
    collect();
  }
};

struct LatchBeforePublish : Latch {
  void work(std::size_t worker) {
    finished.count_down();
    compute(worker);
  }
};

const tenter::Registered latch{
    collecting<Latch>("completion/latch")
        .summary("each worker computes, then counts a latch down; the collector waits for zero")
        .reason("The latch opens after the last countdown, and each countdown comes after its worker's result.")};

const tenter::Registered before_publish{
    collecting<LatchBeforePublish>("completion/latch-before-publish")
        .summary("each worker counts the latch down, then publishes its result")
        .reason("The latch opens when all have counted down, at which moment the last results need not be there.")
        .breaks(stale_read, data_race)};

}  // namespace
}  // namespace completion::latch
