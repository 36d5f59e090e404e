// Taking a job from a shared list, job = L[-1], then del L[-1]: can two workers take the same?
// Yes: both calls are atomic, the two together are not. L.pop() is one call.
#include <mutex>
#include <vector>

#include "workers/jobs.h"

namespace workers::last_then_erase {
namespace {

using enum tenter::Anomaly;

// Every call is atomic, as with a list in Python.
class List {
 public:
  int last() const {
    const std::lock_guard hold(mutex_);
    return jobs_.back();
  }
  void erase_last() {
    const std::lock_guard hold(mutex_);
    jobs_.pop_back();
  }
  int pop() {
    const std::lock_guard hold(mutex_);
    const int job = jobs_.back();
    jobs_.pop_back();
    return job;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<int> jobs_{0, 1};
};

struct PopLast {
  List jobs;
  Done<2, 2> done;

  void work(std::size_t worker) { done.note(jobs.pop(), worker); }
};

struct LastThenErase : PopLast {
  void work(std::size_t worker) {
    const int job = jobs.last();
    jobs.erase_last();
    done.note(job, worker);
  }
};

const tenter::Registered pop_last{
    exactly_once(tenter::scenario<PopLast>("workers/pop-last")
                     .summary("two workers, two jobs in a list, each worker pops one")
                     .copies(2, &PopLast::work))
        .reason("Which job it is and that it is gone from the list are settled in one call.")};

const tenter::Registered last_then_erase{
    exactly_once(tenter::scenario<LastThenErase>("workers/last-then-erase")
                     .summary("two workers, two jobs in a list, each worker reads the last and then erases the last")
                     .copies(2, &LastThenErase::work))
        .reason("Both have read the same job before either erases; then one erases the job that both do, and the "
                "other the job that nobody has read.")
        .breaks(duplicate)};

}  // namespace
}  // namespace workers::last_then_erase
