// A queue that can be closed: workers drain it and end, however many there are. Whom does closing have to tell?
// Everybody who waits: a notification that reaches one of two waiting workers leaves the other there for ever.
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

#include "workers/jobs.h"

namespace workers::close {
namespace {

using enum tenter::Anomaly;

class ClosableQueue {
 public:
  void put(int job) {
    const std::lock_guard hold(mutex_);
    jobs_.push_back(job);
    changed_.notify_one();
  }

  // Waits for a job; nothing when there are none and will be none.
  std::optional<int> get() {
    std::unique_lock hold(mutex_);
    changed_.wait(hold, [this] { return closed_ || !jobs_.empty(); });
    if (jobs_.empty()) return std::nullopt;
    const int job = jobs_.front();
    jobs_.pop_front();
    return job;
  }

  void close() {
    const std::lock_guard hold(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

 protected:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<int> jobs_;
  bool closed_ = false;
};

class TellsOne : public ClosableQueue {
 public:
  void close() {
    const std::lock_guard hold(mutex_);
    closed_ = true;
    changed_.notify_one();
  }
};

template <class Queue>
struct Drained {
  Queue queue;
  Done<2, 2> done;

  void produce() {
    queue.put(0);
    queue.put(1);
    queue.close();
  }
  void work(std::size_t worker) {
    while (const auto job = queue.get()) done.note(*job, worker);
  }
};

template <class Queue>
auto drained(std::string_view name) {
  using State = Drained<Queue>;
  return exactly_once(tenter::scenario<State>(name).copies(2, &State::work).actor("producer", &State::produce));
}

const tenter::Registered close_and_drain{
    drained<ClosableQueue>("workers/close-and-drain")
        .summary("a producer puts two jobs and closes the queue; two workers end when it is closed and empty")
        .reason("A closed queue still hands out what is in it, and closing wakes every worker that waits, so that "
                "each sees for itself that there is nothing left.")};

const tenter::Registered close_notify_one{
    drained<TellsOne>("workers/close-notify-one")
        .summary("the same, but closing notifies only one of those who wait")
        .reason("Both workers wait when the queue is closed; one is told, and ends without telling the other.")
        .breaks(deadlock)};

}  // namespace
}  // namespace workers::close
