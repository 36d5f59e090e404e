// First in, first out: are jobs done in the order in which they were put?
// One worker does them in that order. Two begin them in that order, and what comes first after that is open.
#include <mutex>
#include <vector>

#include "workers/jobs.h"
#include "workers/python_queue.h"

namespace workers::queue_order {
namespace {

using enum tenter::Anomaly;

struct Order {
  Queue<int> queue;
  std::mutex mutex;
  std::vector<int> finished;

  void produce() {
    queue.put(0);
    queue.put(1);
  }
  void work(int jobs) {
    for (int i = 0; i < jobs; ++i) {
      const int job = queue.get();
      const std::lock_guard hold(mutex);
      finished.push_back(job);
    }
  }
};

auto order(std::string_view name, std::size_t workers) {
  return tenter::scenario<Order>(name)
      .actor("producer", &Order::produce)
      .copies(workers, [jobs = 2 / static_cast<int>(workers)](Order& state) { state.work(jobs); })
      .observes(&Order::finished)
      .acceptable({std::vector{0, 1}}, "finished in the order in which they were put")
      .forbidden({std::vector{1, 0}}, "the second job was finished first");
}

const tenter::Registered one_worker{
    order("workers/queue/fifo", 1)
        .summary("a producer puts two jobs, one worker does them")
        .reason("The worker gets the second job when it is done with the first, which was put first.")};

const tenter::Registered two_workers{
    order("workers/queue/fifo-two-workers", 2)
        .summary("a producer puts two jobs, two workers do one each")
        .reason("A queue orders how jobs are handed out. Whoever got the first may be overtaken before it is done.")
        .breaks(forbidden_outcome)};

}  // namespace
}  // namespace workers::queue_order
