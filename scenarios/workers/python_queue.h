// Python's queue.Queue, as of 3.13: first in, first out, for any number of threads.
//
//   Queue<int> queue(1);     // has room for one item; Queue<int> queue; for any number
//   queue.put(1);            // waits for room
//   queue.put(2, 10ms);      // waits for room, but not longer than that: else throws Full
//   queue.put_nowait(2);     // does not wait: throws Full where there is no room
//   queue.get();             // waits for an item; get(10ms) and get_nowait() throw Empty
//
// Completion: an item that was put is unfinished until somebody, who got it, has called task_done(). join() waits
// until none is.
//
// The end: after shutdown() nothing can be put, and what is queued can still be got; then get() throws ShutDown. With
// {.immediate = true} what is queued is dropped at once, and counts as finished. Whoever waits is woken and told.
//
// Each call is atomic. What size() and its like say may be out of date before the caller can use it.
//
// Thread safety: all but making and destroying it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <stdexcept>
#include <utility>

namespace workers {

// Neither is an error: they are answers, which Python gives as exceptions, too.
struct Empty {};
struct Full {};
struct ShutDown {};

struct QueueShutdown {
  bool immediate = false;
};

template <class T>
class Queue {
 public:
  using Timeout = std::chrono::steady_clock::duration;

  explicit Queue(std::size_t most = 0) : most_(most) {}

  void put(T item) {
    std::unique_lock hold(mutex_);
    not_full_.wait(hold, [this] { return has_room() || shut_down_; });
    append(std::move(item));
  }

  void put(T item, Timeout timeout) {
    std::unique_lock hold(mutex_);
    if (!not_full_.wait_for(hold, timeout, [this] { return has_room() || shut_down_; })) throw Full();
    append(std::move(item));
  }

  void put_nowait(T item) {
    const std::lock_guard hold(mutex_);
    if (!has_room() && !shut_down_) throw Full();
    append(std::move(item));
  }

  T get() {
    std::unique_lock hold(mutex_);
    not_empty_.wait(hold, [this] { return !items_.empty() || shut_down_; });
    return take();
  }

  T get(Timeout timeout) {
    std::unique_lock hold(mutex_);
    if (!not_empty_.wait_for(hold, timeout, [this] { return !items_.empty() || shut_down_; })) throw Empty();
    return take();
  }

  T get_nowait() {
    const std::lock_guard hold(mutex_);
    if (items_.empty() && !shut_down_) throw Empty();
    return take();
  }

  // REQUIRES: as many items have been put as this is called; Python raises ValueError.
  void task_done() {
    const std::lock_guard hold(mutex_);
    if (unfinished_ == 0) throw std::logic_error("task_done() called too many times");
    if (--unfinished_ == 0) all_finished_.notify_all();
  }

  void join() {
    std::unique_lock hold(mutex_);
    all_finished_.wait(hold, [this] { return unfinished_ == 0; });
  }

  void shutdown(QueueShutdown how = {}) {
    const std::lock_guard hold(mutex_);
    shut_down_ = true;
    if (how.immediate) drop_all();
    not_empty_.notify_all();
    not_full_.notify_all();
  }

  std::size_t size() const {
    const std::lock_guard hold(mutex_);
    return items_.size();
  }
  bool empty() const { return size() == 0; }
  bool full() const {
    const std::lock_guard hold(mutex_);
    return !has_room();
  }

 private:
  // REQUIRES, all of them: mutex_ is held.
  bool has_room() const { return most_ == 0 || items_.size() < most_; }

  void append(T item) {
    if (shut_down_) throw ShutDown();
    items_.push_back(std::move(item));
    ++unfinished_;
    not_empty_.notify_one();
  }

  T take() {
    if (items_.empty()) throw ShutDown();
    T item = std::move(items_.front());
    items_.pop_front();
    not_full_.notify_one();
    return item;
  }

  void drop_all() {
    unfinished_ -= items_.size();
    items_.clear();
    if (unfinished_ == 0) all_finished_.notify_all();
  }

  mutable std::mutex mutex_;
  std::condition_variable not_empty_, not_full_, all_finished_;
  std::deque<T> items_;
  std::size_t unfinished_ = 0;
  bool shut_down_ = false;
  const std::size_t most_;  // items; 0: any number
};

}  // namespace workers
