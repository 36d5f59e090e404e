// tbb::concurrent_queue: try_pop() takes a job or says that there is none. Are all jobs done when it says so?
// No more than with any other queue. It is not lock-free, for that matter: it may wait for a push that has begun.
#include <oneapi/tbb/concurrent_queue.h>

#include <new>

#include "workers/jobs.h"

// The queue is in headers, but its memory and its errors are in a library without instrumentation. Here they are
// again, so that the engines see all of it.
namespace tbb::detail::r1 {

constexpr std::align_val_t kCacheLines{128};

void* cache_aligned_allocate(std::size_t size) { return ::operator new(size, kCacheLines); }
void cache_aligned_deallocate(void* memory) { ::operator delete(memory, kCacheLines); }
void throw_exception(d0::exception_id) { throw std::bad_alloc(); }

}  // namespace tbb::detail::r1

namespace workers::tbb_queue {
namespace {

using enum tenter::Anomaly;

struct UntilEmpty {
  tbb::concurrent_queue<int> queue;
  Done<1, 2> done;

  void produce() { queue.push(0); }
  void work(std::size_t worker) {
    int job = 0;
    while (queue.try_pop(job)) done.note(job, worker);
  }
};

auto while_producing(std::string_view name) {
  return tenter::scenario<UntilEmpty>(name)
      .copies(2, &UntilEmpty::work)
      .actor("producer", &UntilEmpty::produce)
      .summary("two workers pop jobs until the queue is empty, while a producer pushes one");
}

const tenter::Registered once{
    at_most_once(while_producing("workers/tbb-queue/try-pop-until-empty/at-most-once"))
        .reason("A pop draws the number of the job that it will get by a compare-exchange: no other worker has the "
                "same number.")};

const tenter::Registered all{
    exactly_once(while_producing("workers/tbb-queue/try-pop-until-empty/all-done"))
        .reason("An empty queue is not the end while a producer may push; see get-nowait-until-empty.")
        .breaks(jobs_left_undone)};

}  // namespace
}  // namespace workers::tbb_queue
