// A completion that its owner frees as soon as the wait is over: may the worker still touch it?
// Setting the flag is the last thing that is safe, unless the lock keeps the owner out until the worker is done with
// it.
#include <tenter/scenario.h>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string_view>

namespace completion::notify_after {
namespace {

using enum tenter::Anomaly;

struct Completion {
  std::mutex mutex;
  std::condition_variable finished;
  bool done = false;
};

struct NotifyBeforeOwnerFrees {
  std::unique_ptr<Completion> completion = std::make_unique<Completion>();

  void work() {
    Completion& its = *completion;
    const std::lock_guard hold(its.mutex);
    its.done = true;
    its.finished.notify_one();
  }

  void wait_and_free() {
    {
      std::unique_lock hold(completion->mutex);
      completion->finished.wait(hold, [this] { return completion->done; });
    }
    completion.reset();
  }
};

struct NotifyAfterOwnerFrees : NotifyBeforeOwnerFrees {
  void work() {
    Completion& its = *completion;
    {
      const std::lock_guard hold(its.mutex);
      its.done = true;
    }
    its.finished.notify_one();
  }
};

template <class State>
auto freeing(std::string_view name) {
  return tenter::scenario<State>(name).actor("worker", &State::work).actor("owner", &State::wait_and_free);
}

const tenter::Registered before{
    freeing<NotifyBeforeOwnerFrees>("completion/notify-before-owner-frees")
        .summary("the worker notifies under the lock; the owner frees lock and condition variable when it is done")
        .reason(
            "The owner cannot be through its wait before the worker has unlocked, and nobody touches a mutex once "
            "unlocking it has let somebody else in.")};

const tenter::Registered after{
    freeing<NotifyAfterOwnerFrees>("completion/notify-after-owner-frees")
        .summary("the worker notifies after unlocking; the owner frees lock and condition variable when it is done")
        .reason("Between unlocking and notifying the owner may come, see that the work is done without waiting, and "
                "free the condition variable that is about to be notified.")
        .breaks(use_after_free, data_race)};

}  // namespace
}  // namespace completion::notify_after
