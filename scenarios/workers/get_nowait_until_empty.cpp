// The Python FAQ's worker: takes jobs without waiting until the queue is empty. Is each job done exactly once?
// At most once, always. But an empty queue is not the end of the jobs unless nobody puts any more.
#include "workers/jobs.h"
#include "workers/python_queue.h"

namespace workers::get_nowait_until_empty {
namespace {

using enum tenter::Anomaly;

struct UntilEmpty {
  Queue<int> queue;
  Done<2, 2> done;

  void produce() {
    queue.put(0);
    queue.put(1);
  }

  void work(std::size_t worker) try {
    while (true) done.note(queue.get_nowait(), worker);
  } catch (const Empty&) {
  }
};

struct FilledFirst : UntilEmpty {
  FilledFirst() { produce(); }
};

auto while_producing(std::string_view name) {
  return tenter::scenario<UntilEmpty>(name)
      .copies(2, &UntilEmpty::work)
      .actor("producer", &UntilEmpty::produce)
      .summary("two workers take jobs until the queue is empty, while a producer puts two");
}

const tenter::Registered once{
    at_most_once(while_producing("workers/get-nowait-until-empty/at-most-once"))
        .reason("get_nowait() looks for a job and takes it in one call, so that no other worker can take the same.")};

const tenter::Registered all{
    exactly_once(while_producing("workers/get-nowait-until-empty/all-done"))
        .reason("The workers may be faster than the producer: the queue is empty before the first job is put, and "
                "they are gone when it is. The FAQ has them sleep first, which makes it less likely.")
        .breaks(jobs_left_undone)};

const tenter::Registered filled_first{
    exactly_once(tenter::scenario<FilledFirst>("workers/get-nowait-until-empty/filled-first")
                     .summary("two workers take jobs until the queue is empty; two were put before they began")
                     .copies(2, &FilledFirst::work))
        .reason("When all jobs are in the queue before the first worker looks, an empty queue is the end.")};

}  // namespace
}  // namespace workers::get_nowait_until_empty
