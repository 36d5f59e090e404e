// A bounded queue with condition variables.
#include <tenter/scenario.h>

#include <array>
#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace bounded_queue {
namespace {

using enum tenter::Anomaly;

class BoundedQueue {
 public:
  static constexpr int kCapacity = 1;

  void put(int item) {
    std::unique_lock lock(mutex_);
    not_full_.wait(lock, [this] { return count_ < kCapacity; });
    push(item);
    not_empty_.notify_one();
  }
  int take() {
    std::unique_lock lock(mutex_);
    not_empty_.wait(lock, [this] { return count_ > 0; });
    const int item = pop();
    not_full_.notify_one();
    return item;
  }

 protected:
  void push(int item) {
    items_[static_cast<std::size_t>(first_ + count_) % kCapacity] = item;
    ++count_;
  }
  int pop() {
    const int item = items_[static_cast<std::size_t>(first_)];
    first_ = (first_ + 1) % kCapacity;
    --count_;
    return item;
  }

  std::mutex mutex_;
  std::condition_variable not_full_, not_empty_;
  std::array<int, kCapacity> items_{};
  int first_ = 0, count_ = 0;
};

// Who is woken takes for granted that the item is still there.
class IfForWhile : public BoundedQueue {
 public:
  int take() {
    std::unique_lock lock(mutex_);
    if (count_ == 0) not_empty_.wait(lock);
    const int item = pop();
    not_full_.notify_one();
    return item;
  }
};

// Nobody tells those who wait for room.
class ForgottenNotify : public BoundedQueue {
 public:
  int take() {
    std::unique_lock lock(mutex_);
    not_empty_.wait(lock, [this] { return count_ > 0; });
    return pop();
  }
};

// One condition for both: a taker's notification may go to another taker.
class OneCondition : public BoundedQueue {
 public:
  void put(int item) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return count_ < kCapacity; });
    push(item);
    changed_.notify_one();
  }
  int take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return count_ > 0; });
    const int item = pop();
    changed_.notify_one();
    return item;
  }

 private:
  std::condition_variable changed_;
};

// The count is looked at before the lock is taken.
class UnlockedLook : public BoundedQueue {
 public:
  int take() {
    while (true) {
      if (count_ == 0) {
        std::unique_lock lock(mutex_);
        if (count_ == 0) not_empty_.wait(lock);
        continue;
      }
      const std::lock_guard lock(mutex_);
      const int item = pop();
      not_full_.notify_one();
      return item;
    }
  }
};

template <class Queue>
struct TwoTakers {
  Queue queue;
  int taken[2] = {0, 0};

  void produce() {
    queue.put(1);
    queue.put(2);
  }
  void take(std::size_t self) { taken[self] = queue.take(); }
  int sum() const { return taken[0] + taken[1]; }

  static auto named(std::string_view name) {
    return tenter::scenario<TwoTakers>(name)
        .actor("producer", &TwoTakers::produce)
        .actor("taker", [](TwoTakers& state) { state.take(0); })
        .actor("other", [](TwoTakers& state) { state.take(1); })
        .observes(&TwoTakers::sum)
        .acceptable({3}, "each item taken once")
        .forbidden({2}, "the first item was taken twice", duplicate);
  }
};

template <class Queue>
struct OneTaker {
  Queue queue;
  int first = 0, second = 0;

  void produce() {
    queue.put(1);
    queue.put(2);
  }
  void consume() {
    first = queue.take();
    second = queue.take();
  }

  static auto named(std::string_view name) {
    return tenter::scenario<OneTaker>(name)
        .actor("producer", &OneTaker::produce)
        .actor("consumer", &OneTaker::consume)
        .observes(&OneTaker::first, &OneTaker::second)
        .acceptable({1, 2}, "in order");
  }
};

const tenter::Registered registered[] = {
    tenter::Registered{OneTaker<BoundedQueue>::named("queue/one-taker")},
    tenter::Registered{TwoTakers<BoundedQueue>::named("queue/two-takers")},
    tenter::Registered{TwoTakers<IfForWhile>::named("queue/if-for-while").breaks(duplicate)},
    tenter::Registered{OneTaker<ForgottenNotify>::named("queue/forgotten-notify").breaks(deadlock)},
    tenter::Registered{TwoTakers<OneCondition>::named("queue/one-condition").breaks(lost_wakeup)},
    tenter::Registered{OneTaker<UnlockedLook>::named("queue/unlocked-look").breaks(data_race)},
};

}  // namespace
}  // namespace bounded_queue
