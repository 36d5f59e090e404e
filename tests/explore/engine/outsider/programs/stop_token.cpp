// A worker that is asked to stop.
#include <tenter/scenario.h>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace stop_token {
namespace {

using enum tenter::Anomaly;

// Takes what is put, until it is asked to stop and nothing is left.
class Worker {
 public:
  void put(int item) {
    {
      const std::lock_guard lock(mutex_);
      item_ = item;
    }
    changed_.notify_one();
  }
  void run(std::stop_token stop) {
    std::unique_lock lock(mutex_);
    while (changed_.wait(lock, stop, [this] { return item_.has_value(); })) {
      done += *item_;
      item_.reset();
    }
  }
  int done = 0;

 protected:
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::optional<int> item_;
};

// Waits for an item only.
class DeafWorker : public Worker {
 public:
  void run(std::stop_token stop) {
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
      changed_.wait(lock, [this] { return item_.has_value(); });
      done += *item_;
      item_.reset();
    }
  }
};

// Looks whether it should stop, then waits; whoever asks in between is not heard.
class CallbackWorker : public Worker {
 public:
  void run(std::stop_token stop) {
    const std::stop_callback notify(stop, [this] { changed_.notify_all(); });
    std::unique_lock lock(mutex_);
    while (!item_ && !stop.stop_requested()) changed_.wait(lock);
    if (item_) done += *item_;
  }
};

class LockedCallbackWorker : public Worker {
 public:
  void run(std::stop_token stop) {
    const std::stop_callback notify(stop, [this] {
      { const std::lock_guard lock(mutex_); }
      changed_.notify_all();
    });
    std::unique_lock lock(mutex_);
    while (!item_ && !stop.stop_requested()) changed_.wait(lock);
    if (item_) done += *item_;
  }
};

// Stops as soon as it is asked, with an item in its hands.
class HastyWorker : public Worker {
 public:
  void run(std::stop_token stop) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, stop, [this] { return item_.has_value(); });
    if (stop.stop_requested()) return;
    done += *item_;
  }
};

// The worker is an actor, so that the program has no more threads than it needs.
template <class W>
struct Stopped {
  W worker;
  std::stop_source stop;

  void work() { worker.run(stop.get_token()); }
  void put_and_stop() {
    worker.put(5);
    stop.request_stop();
  }
  void ask() { stop.request_stop(); }
  int done() const { return worker.done; }

  static auto put(std::string_view name) {
    return tenter::scenario<Stopped>(name)
        .actor("worker", &Stopped::work)
        .actor("owner", &Stopped::put_and_stop)
        .observes(&Stopped::done)
        .acceptable({5}, "the item was taken before the worker stopped")
        .forbidden({0}, "the worker stopped while an item was left", jobs_left_undone);
  }
  static auto idle(std::string_view name) {
    return tenter::scenario<Stopped>(name)
        .actor("worker", &Stopped::work)
        .actor("owner", &Stopped::ask)
        .observes(&Stopped::done)
        .acceptable({0}, "nothing was put");
  }
};

// std::jthread asks and joins when it goes.
template <class W>
struct Owned {
  W worker;

  void own() {
    std::jthread thread([this](std::stop_token stop) { worker.run(stop); });
    worker.put(5);
  }
  void look() {}
  int done() const { return worker.done; }

  static auto named(std::string_view name) {
    return tenter::scenario<Owned>(name)
        .actor("owner", &Owned::own)
        .actor("bystander", &Owned::look)
        .observes(&Owned::done)
        .acceptable({5}, "the item was taken before the worker stopped")
        .forbidden({0}, "the worker stopped while an item was left", jobs_left_undone);
  }
};

const tenter::Registered registered[] = {
    tenter::Registered{Stopped<Worker>::put("stop/worker")},
    tenter::Registered{Stopped<Worker>::idle("stop/idle-worker")},
    tenter::Registered{Owned<Worker>::named("stop/jthread")},
    tenter::Registered{Stopped<LockedCallbackWorker>::idle("stop/locked-callback")},
    tenter::Registered{Stopped<CallbackWorker>::idle("stop/unlocked-callback").breaks(lost_wakeup)},
    tenter::Registered{Stopped<DeafWorker>::idle("stop/deaf").breaks(deadlock)},
    tenter::Registered{Owned<HastyWorker>::named("stop/hasty").breaks(jobs_left_undone)},
};

}  // namespace
}  // namespace stop_token
