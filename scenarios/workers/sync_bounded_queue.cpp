// boost::sync_bounded_queue: a bounded queue that can be closed. Does closing lose anything?
// No: what was accepted is still handed out. But a producer that is waiting for room learns of it by an exception.
#define BOOST_THREAD_DONT_PROVIDE_INTERRUPTIONS  // so that all of it is in headers, and so instrumented
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/sync_bounded_queue.hpp>

#include "workers/jobs.h"

namespace workers::sync_bounded_queue {
namespace {

using enum tenter::Anomaly;
using boost::queue_op_status;

struct CloseAndDrain {
  boost::sync_bounded_queue<int> queue{2};
  Done<2, 2> done;

  void produce() {
    queue.push_back(0);
    queue.push_back(1);
    queue.close();
  }
  void work(std::size_t worker) {
    int job = 0;
    while (queue.wait_pull_front(job) == queue_op_status::success) done.note(job, worker);
  }
};

struct UntilEmpty : CloseAndDrain {
  void work(std::size_t worker) {
    int job = 0;
    while (queue.try_pull_front(job) == queue_op_status::success) done.note(job, worker);
  }
};

template <class State>
auto two_workers(std::string_view name) {
  return exactly_once(tenter::scenario<State>(name).copies(2, &State::work).actor("producer", &State::produce));
}

const tenter::Registered close_and_drain{
    two_workers<CloseAndDrain>("workers/sync-bounded-queue/close-and-drain")
        .summary("a producer pushes two jobs and closes the queue; two workers pull until it is closed and empty")
        .reason("wait_pull_front() says closed only of an empty queue, and close() notifies all who wait.")};

const tenter::Registered until_empty{
    two_workers<UntilEmpty>("workers/sync-bounded-queue/try-pull-until-empty")
        .summary("the same, but the workers pull until the queue is empty")
        .reason(
            "try_pull_front() tells an empty queue from a closed one; the workers end at either, and the producer "
            "may have more.")
        .breaks(jobs_left_undone)};

// Room for one, two jobs, nobody who pulls, and somebody who closes.
struct RefusedByException {
  boost::sync_bounded_queue<int> queue{1};
  int accepted = 0;

  bool push(int job) try {
    return queue.wait_push_back(job) == queue_op_status::success;
  } catch (const boost::sync_queue_is_closed&) {
    return false;
  }

  void produce() {
    if (push(0)) ++accepted;
    if (push(1)) ++accepted;
  }
  void close() { queue.close(); }
};

struct RefusedByStatus : RefusedByException {
  bool push(int job) { return queue.wait_push_back(job) == queue_op_status::success; }

  void produce() {
    if (push(0)) ++accepted;
    if (push(1)) ++accepted;
  }
};

template <class State>
auto closed_while_full(std::string_view name) {
  return tenter::scenario<State>(name)
      .actor("producer", &State::produce)
      .actor("closer", &State::close)
      .observes(&State::accepted)
      .acceptable({0}, "closed before the first job")
      .acceptable({1}, "the first job was accepted, the second refused");
}

const tenter::Registered by_exception{
    closed_while_full<RefusedByException>("workers/sync-bounded-queue/close-while-full")
        .summary(
            "a producer pushes two jobs into a queue with room for one while it is closed, ready for both refusals")
        .reason("Closing wakes a producer that waits for room. It has not put its job, and is told so.")};

const tenter::Registered by_status{
    closed_while_full<RefusedByStatus>("workers/sync-bounded-queue/close-while-full-by-status")
        .summary("the same, but the producer looks at the returned status only")
        .reason(
            "wait_push_back() returns closed when it finds the queue closed, but throws sync_queue_is_closed when "
            "it is closed during the wait (Boost 1.74).")
        .breaks(uncaught_exception)};

}  // namespace
}  // namespace workers::sync_bounded_queue
