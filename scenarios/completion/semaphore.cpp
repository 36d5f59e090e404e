// A semaphore released once by each worker and acquired as often by the collector: the queue of tokens, without a
// queue. It counts what has happened, so it has to begin at zero.
#include <semaphore>

#include "completion/work.h"

namespace completion::semaphore {
namespace {

using enum tenter::Anomaly;

template <std::ptrdiff_t Initially>
struct Semaphore : Work<2> {
  std::counting_semaphore<> finished{Initially};

  void work(std::size_t worker) {
    compute(worker);
    finished.release();
  }
  void wait_and_collect() {
    for (int permits = 0; permits < kWorkers; ++permits) finished.acquire();
    collect();
  }
};

const tenter::Registered from_zero{
    collecting<Semaphore<0>>("completion/semaphore")
        .summary("each worker releases a semaphore; the collector acquires it as often as there are workers")
        .reason("Each acquisition waits for a release of its own, and sees what came before that release.")};

const tenter::Registered from_one{
    collecting<Semaphore<1>>("completion/semaphore-starts-at-one")
        .summary("the same with a semaphore that starts at one, as one that guards something does")
        .reason("The first acquisition takes the permit that was there from the start, so that the collector waits "
                "for one worker only.")
        .breaks(stale_read, data_race)};

}  // namespace
}  // namespace completion::semaphore
