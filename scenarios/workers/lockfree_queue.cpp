// boost::lockfree::queue: nobody ever waits, for a lock or for a job. How do workers know that they are done?
// By a flag beside it. Which of the two is looked at first decides whether jobs are left.
#include <atomic>
#include <boost/lockfree/queue.hpp>
#include <thread>

#include "workers/jobs.h"

namespace workers {
namespace {

using enum tenter::Anomaly;

struct Lockfree {
  boost::lockfree::queue<int, boost::lockfree::capacity<2>> queue;
  std::atomic<bool> closed{false};
  Done<2, 2> done;

  void produce() {
    queue.push(0);
    queue.push(1);
    closed = true;
  }
};

struct UntilEmpty : Lockfree {
  void work(std::size_t worker) {
    int job = 0;
    while (queue.pop(job)) done.note(job, worker);
  }
};

struct ClosedThenPop : Lockfree {
  void work(std::size_t worker) {
    for (bool last = false; !last;) {
      last = closed;
      int job = 0;
      while (queue.pop(job)) done.note(job, worker);
    }
  }
};

struct PopThenClosed : Lockfree {
  void work(std::size_t worker) {
    do {
      int job = 0;
      while (queue.pop(job)) done.note(job, worker);
    } while (!closed);
  }
};

template <class State>
auto two_workers(std::string_view name) {
  return tenter::scenario<State>(name).copies(2, &State::work).actor("producer", &State::produce);
}

const tenter::Registered once{
    at_most_once(two_workers<UntilEmpty>("workers/lockfree-queue/pop-until-empty/at-most-once"))
        .summary("two workers pop jobs until the queue is empty, while a producer pushes two")
        .reason("A pop takes the job with the compare-exchange that moves the head: only one worker's succeeds.")};

const tenter::Registered all{
    exactly_once(two_workers<UntilEmpty>("workers/lockfree-queue/pop-until-empty/all-done"))
        .summary("two workers pop jobs until the queue is empty, while a producer pushes two")
        .reason("An empty queue is not a closed one; see get-nowait-until-empty.")
        .breaks(jobs_left_undone)};

template <class State>
auto one_worker(std::string_view name) {
  return exactly_once(tenter::scenario<State>(name)
                          .actor("worker", [](State& state) { state.work(0); })
                          .actor("producer", &State::produce));
}

const tenter::Registered closed_then_pop{
    one_worker<ClosedThenPop>("workers/lockfree-queue/closed-then-pop")
        .summary("a worker reads the flag, empties the queue, and ends if the flag was up")
        .reason(
            "Jobs are pushed before the flag is raised: when it was up, all that will ever come was in the queue, "
            "and has been popped since.")};

const tenter::Registered pop_then_closed{
    one_worker<PopThenClosed>("workers/lockfree-queue/pop-then-closed")
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

template <class State>
auto room_for_one(std::string_view name) {
  return tenter::scenario<State>(name).actor("producer", &State::produce).actor("worker", &State::work);
}

const tenter::Registered push_again{
    exactly_once(room_for_one<PushAgain>("workers/lockfree-queue/push-again"))
        .summary("a producer pushes two jobs into a queue with room for one, and tries again when it is full")
        .reason("push() says whether it has pushed; trying again cannot push twice.")};

const tenter::Registered push_ignored{
    exactly_once(room_for_one<PushIgnored>("workers/lockfree-queue/push-ignored"))
        .summary("the same, but the producer ignores that the queue is full")
        .reason(
            "A lock-free queue of fixed size does not wait and does not grow: it says no, by a result that is easy "
            "to overlook.")
        .breaks(jobs_left_undone)};

}  // namespace
}  // namespace workers
