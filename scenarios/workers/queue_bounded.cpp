// A queue with room for one job, between two producers and a worker: does it ever hold more, or lose any?
// No: put() waits for room. Whoever cannot wait for ever must say what becomes of the job: see queue_timeouts.cpp.
#include "workers/jobs.h"
#include "workers/python_queue.h"

namespace workers::queue_bounded {
namespace {

using enum tenter::Anomaly;

struct Bounded {
  Queue<int> queue{1};
  Done<2> done;

  void produce(std::size_t producer) { queue.put(static_cast<int>(producer)); }
  void work() {
    for (int i = 0; i < 2; ++i) {
      tenter::check(queue.size() <= 1, "more jobs in the queue than it has room for");
      done.note(queue.get());
    }
  }
};

struct Refused : Bounded {
  void produce(std::size_t producer) try { queue.put_nowait(static_cast<int>(producer)); } catch (const Full&) {
  }
  void work() try {
    for (int i = 0; i < 2; ++i) done.note(queue.get(std::chrono::milliseconds(1)));
  } catch (const Empty&) {
  }
};

template <class State>
auto two_producers(std::string_view name) {
  return exactly_once(tenter::scenario<State>(name).copies(2, &State::produce).actor("worker", &State::work));
}

const tenter::Registered bounded{
    two_producers<Bounded>("workers/queue/bounded")
        .summary("two producers put a job each into a queue with room for one, a worker does both")
        .reason(
            "put() waits until there is room, and looks again when it is woken: the other producer may have taken "
            "the room.")};

const tenter::Registered refused{
    two_producers<Refused>("workers/queue/bounded-refused")
        .summary("the same, but the producers do not wait for room, and forget a job that is refused")
        .reason("Full is an answer: the job is still the producer's, and nobody else knows of it.")
        .breaks(jobs_left_undone)};

}  // namespace
}  // namespace workers::queue_bounded
