// A std::deque behind a mutex: right when the lock is held for all of an operation.
#include <tenter/tenter.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

#include "containers.h"

namespace objects::locked_queue {
namespace {

using enum tenter::Anomaly;

class LockedQueue {
 public:
  void push(int item) {
    const std::lock_guard hold(mutex_);
    items_.push_back(item);
  }
  std::optional<int> pop() {
    const std::lock_guard hold(mutex_);
    return first();
  }

 protected:
  std::optional<int> first() {
    if (items_.empty()) return std::nullopt;
    const int item = items_.front();
    items_.pop_front();
    return item;
  }

  std::mutex mutex_;
  std::deque<int> items_;
};

// Reads the first item, and removes what is first a moment later.
class ReadsThenRemoves : public LockedQueue {
 public:
  std::optional<int> pop() {
    std::optional<int> item;
    {
      const std::lock_guard hold(mutex_);
      if (items_.empty()) return std::nullopt;
      item = items_.front();
    }
    const std::lock_guard hold(mutex_);
    first();
    return item;
  }
};

template <class Queue>
auto queue(std::string_view name) {
  return tenter::object<Queue, QueueSpec>(name)
      .operation("push", &Queue::push, &QueueSpec::push, tenter::range(1, 2))
      .operation("pop", &Queue::pop, &QueueSpec::pop);
}

const tenter::Registered locked{queue<LockedQueue>("objects/locked-queue/right")
                                    .summary("a std::deque, a mutex held for each operation")
                                    .reason("Each operation happens while its lock is held, so their order is that "
                                            "of the locks.")};
const tenter::Registered reads_then_removes{
    queue<ReadsThenRemoves>("objects/locked-queue/reads-then-removes")
        .summary("pop() lets go of the lock between reading the first item and removing it")
        .reason("Two that pop may read the same item, and remove two.")
        .breaks(not_linearizable)};

// take() waits for an item.
template <bool kNotifies>
class WaitingQueue {
 public:
  void push(int item) {
    const std::lock_guard hold(mutex_);
    items_.push_back(item);
    // Whoever takes the second of two items would need to be told, too.
    if (kNotifies || items_.size() == 1) not_empty_.notify_one();
  }
  int take() {
    std::unique_lock hold(mutex_);
    not_empty_.wait(hold, [this] { return !items_.empty(); });
    const int item = items_.front();
    items_.pop_front();
    return item;
  }

 private:
  std::mutex mutex_;
  std::condition_variable not_empty_;
  std::deque<int> items_;
};

template <bool kNotifies>
auto waiting_queue(std::string_view name) {
  using Queue = WaitingQueue<kNotifies>;
  return tenter::object<Queue, QueueSpec>(name)
      .operation("push", &Queue::push, &QueueSpec::push, tenter::range(1, 2))
      .operation("take", &Queue::take, [](QueueSpec& spec) { return *spec.pop(); })
      .waits_until(&QueueSpec::has_items);
}

const tenter::Registered waits{waiting_queue<true>("objects/waiting-queue/right")
                                   .summary("take() waits for an item, and is told of each")
                                   .reason("There is a notification for each item, given while the lock is held.")};
const tenter::Registered notifies_first{
    waiting_queue<false>("objects/waiting-queue/notifies-of-the-first")
        .summary("push() notifies only when the queue was empty")
        .reason("Two wait, two items come, and the second is not told of: one sleeps on beside an item.")
        .breaks(deadlock, lost_wakeup)};

}  // namespace
}  // namespace objects::locked_queue
