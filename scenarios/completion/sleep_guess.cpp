// Sleeping for longer than the work will surely take: is it done then?
// Nothing says so. A sleep orders nothing; on a busy machine the worker may not even have begun.
#include <chrono>
#include <thread>

#include "completion/work.h"

namespace completion::sleep_guess {
namespace {

using enum tenter::Anomaly;
using namespace std::chrono_literals;

struct SleepGuess : Work<1> {
  void work(std::size_t worker) { compute(worker); }
  void wait_and_collect() {
    std::this_thread::sleep_for(1ms);
    collect();
  }
};

const tenter::Registered sleep_guess{
    collecting<SleepGuess>("completion/sleep-guess")
        .summary("the collector sleeps for as long as the work should take")
        .reason("A sleep waits for time to pass, not for the worker; any delay that is longer on the worker's side "
                "makes the guess wrong, and not even a right guess makes the result visible.")
        .breaks(stale_read, data_race)};

}  // namespace
}  // namespace completion::sleep_guess
