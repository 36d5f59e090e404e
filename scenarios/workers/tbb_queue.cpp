// tbb::concurrent_bounded_queue: pop() waits for a job, try_pop() does not, abort() wakes those who wait. Is it a
// close()? No: abort() reaches those that wait at that moment. A worker that comes a moment later waits for ever.
#include <oneapi/tbb/concurrent_queue.h>

#include "workers/jobs.h"

namespace workers {
namespace {

using enum tenter::Anomaly;

constexpr int kEnd = -1;

struct Sentinels {
  tbb::concurrent_bounded_queue<int> queue;
  Done<2, 2> done;

  void produce() {
    for (const int job : {0, 1, kEnd, kEnd}) queue.push(job);
  }
  void work(std::size_t worker) {
    int job = 0;
    for (queue.pop(job); job != kEnd; queue.pop(job)) done.note(job, worker);
  }
};

struct UntilEmpty : Sentinels {
  void produce() {
    for (const int job : {0, 1}) queue.push(job);
  }
  void work(std::size_t worker) {
    int job = 0;
    while (queue.try_pop(job)) done.note(job, worker);
  }
};

struct Aborted : Sentinels {
  void produce() { queue.abort(); }
  void work(std::size_t worker) try {
    int job = 0;
    while (true) {
      queue.pop(job);
      done.note(job, worker);
    }
  } catch (const tbb::user_abort&) {
  }
};

template <class State>
auto two_workers(std::string_view name) {
  return tenter::scenario<State>(name).copies(2, &State::work).actor("producer", &State::produce);
}

const tenter::Registered sentinels{
    exactly_once(two_workers<Sentinels>("workers/tbb-queue/sentinel-per-worker"))
        .summary("a producer pushes two jobs and then a sentinel for each of two workers")
        .reason(
            "First in, first out, for each producer: the sentinels come out behind the jobs, one for each worker.")};

const tenter::Registered once{
    at_most_once(two_workers<UntilEmpty>("workers/tbb-queue/try-pop-until-empty/at-most-once"))
        .summary("two workers pop jobs until the queue is empty, while a producer pushes two")
        .reason("try_pop() looks for a job and takes it in one call.")};

const tenter::Registered all{
    exactly_once(two_workers<UntilEmpty>("workers/tbb-queue/try-pop-until-empty/all-done"))
        .summary("two workers pop jobs until the queue is empty, while a producer pushes two")
        .reason("An empty queue is not the end while a producer may push; see get-nowait-until-empty.")
        .breaks(jobs_left_undone)};

const tenter::Registered aborted{
    tenter::scenario<Aborted>("workers/tbb-queue/abort-taken-for-close")
        .summary("a worker pops until the queue is aborted")
        .reason("abort() is an event, not a state: a pop() that begins after it waits for a job that never comes.")
        .actor("worker", [](Aborted& state) { state.work(0); })
        .actor("closer", &Aborted::produce)
        .breaks(deadlock)};

}  // namespace
}  // namespace workers
