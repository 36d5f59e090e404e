// A worker whose jobs make new jobs, put into the queue that it gets them from: is there room?
// In a queue without bounds, always. In a bounded one the worker may wait for room that only itself could make.
#include "workers/jobs.h"
#include "workers/python_queue.h"

namespace workers::queue_feeding_itself {
namespace {

using enum tenter::Anomaly;

template <std::size_t Most>
struct FeedingItself {
  Queue<int> queue{Most};
  Done<3> done;

  void produce() { queue.put(0); }
  void work() {
    for (int jobs = 0; jobs < 3; ++jobs) {
      const int job = queue.get();
      done.note(job);
      if (job != 0) continue;
      queue.put(1);
      queue.put(2);
    }
  }
};

template <std::size_t Most>
auto feeding_itself(std::string_view name) {
  using State = FeedingItself<Most>;
  return exactly_once(tenter::scenario<State>(name).actor("producer", &State::produce).actor("worker", &State::work));
}

const tenter::Registered unbounded{feeding_itself<0>("workers/queue/feeding-itself")
                                       .summary("a job puts two more into its queue, which has room for any number")
                                       .reason("Where there is always room, put() never waits.")};

const tenter::Registered bounded{
    feeding_itself<1>("workers/queue/feeding-itself-bounded")
        .summary("a job puts two more into its queue, which has room for one")
        .reason("The worker waits for room for the second of the new jobs, and nobody else takes the first.")
        .breaks(deadlock)};

}  // namespace
}  // namespace workers::queue_feeding_itself
