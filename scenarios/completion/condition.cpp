// A flag, a lock and a condition variable: which of them belong together?
// The flag must be changed under the lock, and looked at before each wait. When to notify is a matter of taste.
#include <atomic>
#include <condition_variable>
#include <mutex>

#include "completion/work.h"

namespace completion::condition {
namespace {

using enum tenter::Anomaly;

struct NotifyOutsideLock : Work<1> {
  std::mutex mutex;
  std::condition_variable finished;
  std::atomic<bool> done{false};  // so that, whatever goes wrong here, is no data race

  void work(std::size_t worker) {
    compute(worker);
    {
      const std::lock_guard hold(mutex);
      done = true;
    }
    finished.notify_one();
  }
  void wait_and_collect() {
    std::unique_lock hold(mutex);
    while (!done) finished.wait(hold);
    collect();
  }
};

struct PredicateOutsideLock : NotifyOutsideLock {
  void work(std::size_t worker) {
    compute(worker);
    done = true;
    finished.notify_one();
  }
};

struct ConditionWithoutPredicate : NotifyOutsideLock {
  void wait_and_collect() {
    std::unique_lock hold(mutex);
    finished.wait(hold);
    collect();
  }
};

const tenter::Registered notify_outside_lock{
    collecting<NotifyOutsideLock>("completion/notify-outside-lock")
        .summary("the flag is set under the lock, and the notification given after unlocking")
        .reason("The collector holds the lock from its look to its wait, so that the flag is set before the look or "
                "after the wait has begun; the notification comes later still, and somebody waits for it.")};

const tenter::Registered predicate_outside_lock{
    collecting<PredicateOutsideLock>("completion/predicate-outside-lock")
        .summary("an atomic flag is set without the lock, then the notification given")
        .reason("The collector has looked at the flag and not yet begun to wait when the flag is set and the "
                "notification given: nobody waits then, and the notification is lost.")
        .breaks(lost_wakeup)};

const tenter::Registered without_predicate{
    collecting<ConditionWithoutPredicate>("completion/condition-without-predicate")
        .summary("the collector waits on the condition variable without looking at the flag")
        .reason("A condition variable remembers nothing. A notification that comes before the wait reaches nobody.")
        .breaks(lost_wakeup)};

}  // namespace
}  // namespace completion::condition
