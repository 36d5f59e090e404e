// queue.shutdown(), as of Python 3.13: what becomes of what is in the queue, and of those who wait?
// What is queued can still be got, unless the shutdown is immediate. Whoever waits for an item or for room is told.
#include "workers/jobs.h"
#include "workers/python_queue.h"

namespace workers::queue_shutdown {
namespace {

using enum tenter::Anomaly;

// Puts until it is refused, beside somebody who shuts the queue down and a worker that drains it.
struct Drained {
  Queue<int> queue;
  int accepted = 0;
  int done = 0;

  void produce() try {
    queue.put(0);
    ++accepted;
    queue.put(1);
    ++accepted;
  } catch (const ShutDown&) {
  }
  void work() try {
    while (true) {
      queue.get();
      ++done;
    }
  } catch (const ShutDown&) {
  }
  void close() { queue.shutdown(); }
};

struct Dropped : Drained {
  void close() { queue.shutdown({.immediate = true}); }
};

template <class State>
auto accepted_or_refused(std::string_view name) {
  return tenter::scenario<State>(name)
      .actor("producer", &State::produce)
      .actor("worker", &State::work)
      .actor("closer", &State::close)
      .observes(&State::accepted, &State::done)
      .acceptable([](int accepted, int done) { return accepted == done; }, "what was accepted was done, no more")
      .forbidden([](int accepted, int done) { return done < accepted; }, "what was accepted was not done",
                 jobs_left_undone)
      .otherwise(tenter::Grade::forbidden, "more was done than was accepted", duplicate);
}

const tenter::Registered drained{
    accepted_or_refused<Drained>("workers/queue/shutdown")
        .summary("a producer puts, a worker gets, both until they are told that the queue is shut down")
        .reason("put() accepts or refuses, nothing in between, and get() says ShutDown only of an empty queue: what "
                "was accepted before the shutdown is got after it.")};

const tenter::Registered dropped{
    accepted_or_refused<Dropped>("workers/queue/shutdown-immediate")
        .summary("the same with a shutdown that is immediate")
        .reason(
            "What is in the queue at that moment is dropped, though put() had accepted it: a producer cannot know "
            "that what it has put will be done.")
        .breaks(jobs_left_undone)};

// One waits for an item, one for room, one for all to be done: with nobody to help them but the shutdown.
struct AllWaiting {
  Queue<int> queue{1};
  Queue<int> empty;

  AllWaiting() { queue.put(0); }

  void put() try { queue.put(1); } catch (const ShutDown&) {
  }
  void get() try { empty.get(); } catch (const ShutDown&) {
  }
  void join() { queue.join(); }

  void close_immediately() {
    empty.shutdown();
    queue.shutdown({.immediate = true});
  }
  void close() {
    empty.shutdown();
    queue.shutdown();
  }
};

auto all_waiting(std::string_view name, void (AllWaiting::*close)()) {
  return tenter::scenario<AllWaiting>(name)
      .actor("putter", &AllWaiting::put)
      .actor("getter", &AllWaiting::get)
      .actor("joiner", &AllWaiting::join)
      .actor("closer", close);
}

const tenter::Registered wakes_all{
    all_waiting("workers/queue/shutdown-wakes-all", &AllWaiting::close_immediately)
        .summary("one waits to put, one to get and one to join, and there is no worker; an immediate shutdown")
        .reason("Nobody who waits can be helped by a queue that is shut down, so it wakes everybody; the dropped "
                "items count as finished, or join() would wait for them.")};

const tenter::Registered joined_by_nobody{
    all_waiting("workers/queue/shutdown-without-worker", &AllWaiting::close)
        .summary("the same with a shutdown that is not immediate")
        .reason("The item in the queue is still to be got and done. Without a worker it never is, and join() waits.")
        .breaks(deadlock)};

}  // namespace
}  // namespace workers::queue_shutdown
