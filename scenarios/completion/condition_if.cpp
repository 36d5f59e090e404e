// Looking before a wait on a condition variable, and not after it: is what was waited for still there?
// Not if somebody else may take it between the notification and the moment when the woken thread has the lock again.
#include <tenter/scenario.h>

#include <array>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <string_view>

namespace completion::condition_if {
namespace {

using enum tenter::Anomaly;

// One worker has two results, one after the other; two collectors take one each.
struct Results {
  std::mutex mutex;
  std::condition_variable added;
  std::deque<int> results;
  std::array<int, 2> got{};

  void work() {
    for (const int result : {1, 2}) {
      const std::lock_guard hold(mutex);
      results.push_back(result);
      added.notify_one();
    }
  }

  // From an empty deque this is undefined, an IndexError in Python. Here it is 0.
  int take() {
    if (results.empty()) return 0;
    const int result = results.front();
    results.pop_front();
    return result;
  }

  int sum() const { return got[0] + got[1]; }
};

struct ConditionWhile : Results {
  void collect(std::size_t self) {
    std::unique_lock hold(mutex);
    while (results.empty()) added.wait(hold);
    got[self] = take();
  }
};

struct ConditionIf : Results {
  void collect(std::size_t self) {
    std::unique_lock hold(mutex);
    if (results.empty()) added.wait(hold);
    got[self] = take();
  }
};

template <class State>
auto two_collectors(std::string_view name) {
  return tenter::scenario<State>(name)
      .actor("worker", &State::work)
      .actor("collector", [](State& state) { state.collect(0); })
      .actor("other", [](State& state) { state.collect(1); })
      .observes(&State::sum)
      .acceptable({3}, "a result for each collector")
      .otherwise(tenter::Grade::forbidden, "a collector was woken for a result that the other had taken", missing);
}

const tenter::Registered condition_while{
    two_collectors<ConditionWhile>("completion/condition-while")
        .summary("two collectors wait on a condition variable while there is no result")
        .reason("Whoever is woken looks again, with the lock in hand, and waits again if there is nothing for it.")};

const tenter::Registered condition_if{
    two_collectors<ConditionIf>("completion/condition-if")
        .summary("two collectors wait on a condition variable if there is no result")
        .reason("A notification wakes a thread, but does not give it the lock: the other collector, which has never "
                "waited, comes first and takes the result. No spurious wake-up is needed.")
        .breaks(missing)};

}  // namespace
}  // namespace completion::condition_if
