// Each worker counts itself when it is done, and the count is read when all have been joined: is it right?
// Reading it then is safe. Counting is what loses workers, if nothing keeps them apart.
#include <tenter/scenario.h>

#include <mutex>
#include <string_view>

namespace completion::counter {
namespace {

using enum tenter::Anomaly;

struct LockedCounter {
  std::mutex mutex;
  int finished = 0;

  void work() {
    const std::lock_guard hold(mutex);
    finished = finished + 1;
  }
};

struct UnlockedCounter {
  int finished = 0;

  void work() { finished = finished + 1; }
};

// Outcomes are read when all actors have returned, which is what joining them is.
template <class State>
auto counting(std::string_view name) {
  return tenter::scenario<State>(name)
      .copies(2, &State::work)
      .observes(&State::finished)
      .acceptable({2}, "both workers were counted")
      .forbidden({1}, "one worker's count overwrote the other's", lost_update);
}

const tenter::Registered locked{counting<LockedCounter>("completion/locked-counter")
                                    .summary("two workers count themselves under a lock, and are joined")
                                    .reason("Nobody reads the count while somebody else is about to write it.")};

const tenter::Registered unlocked{
    counting<UnlockedCounter>("completion/unlocked-counter")
        .summary("two workers count themselves without a lock, and are joined")
        .reason("Joining the workers orders the last read after all of their counting, but not the counting of one "
                "after that of the other: both may read zero.")
        .breaks(data_race, lost_update)};

}  // namespace
}  // namespace completion::counter
