// A future that is ready when the work is done: may one give up waiting for it?
// Yes, but then one has to look which of the two has happened.
#include <chrono>
#include <future>

#include "completion/work.h"

namespace completion::future {
namespace {

using enum tenter::Anomaly;
using namespace std::chrono_literals;

struct Future : Work<1> {
  std::promise<void> finished;
  std::future<void> done = finished.get_future();

  void work(std::size_t worker) {
    compute(worker);
    finished.set_value();
  }
  void wait_and_collect() {
    done.wait();
    collect();
  }
};

struct FutureTimeoutIgnored : Future {
  void wait_and_collect() {
    done.wait_for(1ms);
    collect();
  }
};

const tenter::Registered future{
    collecting<Future>("completion/future")
        .summary("the worker keeps a promise when it is done; the collector waits for the future")
        .reason("The future is ready when the promise is kept, and what came before is visible to whoever waited.")};

const tenter::Registered timeout_ignored{
    collecting<FutureTimeoutIgnored>("completion/future-timeout-ignored")
        .summary("the collector waits for the future, at most a millisecond, and goes on")
        .reason("wait_for() returns when the time is over, too; whoever ignores which of the two it was has slept, "
                "and guessed.")
        .breaks(stale_read, data_race)};

}  // namespace
}  // namespace completion::future
