// boost::lockfree::queue: nobody ever waits, for a lock or for a job. How do workers know that they are done?
// By a flag beside it. Which of the two is looked at first decides whether jobs are left.
#include <atomic>
#include <boost/lockfree/queue.hpp>
#include <thread>

#include "workers/jobs.h"

namespace workers::lockfree_queue {
namespace {

using enum tenter::Anomaly;

// A producer of one job and two workers that do not wait for it.
struct UntilEmpty {
  boost::lockfree::queue<int, boost::lockfree::capacity<1>> queue;
  Done<1, 2> done;

  void produce() { queue.push(0); }
  void work(std::size_t worker) {
    int job = 0;
    while (queue.pop(job)) done.note(job, worker);
  }
};

auto while_producing(std::string_view name) {
  return tenter::scenario<UntilEmpty>(name)
      .copies(2, &UntilEmpty::work)
      .actor("producer", &UntilEmpty::produce)
      .summary("two workers pop jobs until the queue is empty, while a producer pushes one");
}

const tenter::Registered once{
    at_most_once(while_producing("workers/lockfree-queue/pop-until-empty/at-most-once"))
        .reason("A pop takes the job with the compare-exchange that moves the head: only one worker's succeeds.")};

const tenter::Registered all{
    exactly_once(while_producing("workers/lockfree-queue/pop-until-empty/all-done"))
        .reason("An empty queue is not the end while a producer may push; see get-nowait-until-empty.")
        .breaks(jobs_left_undone)};

// A producer of two jobs, which raises a flag behind them, and one worker.
struct ClosedThenPop {
  boost::lockfree::queue<int, boost::lockfree::capacity<2>> queue;
  std::atomic<bool> closed{false};
  Done<2> done;

  void produce() {
    queue.push(0);
    queue.push(1);
    closed = true;
  }
  void work() {
    for (bool last = false; !last;) {
      last = closed;
      int job = 0;
      while (queue.pop(job)) done.note(job);
    }
  }
};

struct PopThenClosed : ClosedThenPop {
  void work() {
    do {
      int job = 0;
      while (queue.pop(job)) done.note(job);
    } while (!closed);
  }
};

template <class State>
auto producer_and_worker(std::string_view name) {
  return exactly_once(tenter::scenario<State>(name).actor("producer", &State::produce).actor("worker", &State::work));
}

const tenter::Registered closed_then_pop{
    producer_and_worker<ClosedThenPop>("workers/lockfree-queue/closed-then-pop")
        .summary("a worker reads the flag, empties the queue, and ends if the flag was up")
        .reason(
            "Jobs are pushed before the flag is raised: when it was up, all that will ever come was in the queue, "
            "and has been popped since.")};

const tenter::Registered pop_then_closed{
    producer_and_worker<PopThenClosed>("workers/lockfree-queue/pop-then-closed")
        .summary("a worker empties the queue, and ends if the flag is up")
        .reason("Between the pop that finds the queue empty and the look at the flag the producer pushes the last "
                "job and raises the flag.")
        .breaks(jobs_left_undone)};

// Room for one; a producer of two.
struct PushAgain {
  boost::lockfree::queue<int, boost::lockfree::capacity<1>> queue;
  Done<2> done;

  void produce() {
    for (const int job : {0, 1}) {
      while (!queue.push(job)) std::this_thread::yield();
    }
  }
  void work() {
    for (int jobs = 0; jobs < 2; ++jobs) {
      int job = 0;
      while (!queue.pop(job)) std::this_thread::yield();
      done.note(job);
    }
  }
};

struct PushIgnored : PushAgain {
  void produce() {
    for (const int job : {0, 1}) queue.push(job);
  }
  void work() {
    int job = 0;
    while (queue.pop(job)) done.note(job);
  }
};

const tenter::Registered push_again{
    producer_and_worker<PushAgain>("workers/lockfree-queue/push-again")
        .summary("a producer pushes two jobs into a queue with room for one, and tries again when it is full")
        .reason("push() says whether it has pushed; trying again cannot push twice.")};

const tenter::Registered push_ignored{
    producer_and_worker<PushIgnored>("workers/lockfree-queue/push-ignored")
        .summary("the same, but the producer ignores that the queue is full")
        .reason(
            "A lock-free queue of fixed size does not wait and does not grow: it says no, by a result that is easy "
            "to overlook.")
        .breaks(jobs_left_undone)};

}  // namespace
}  // namespace workers::lockfree_queue
