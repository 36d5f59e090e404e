// Scenarios over the primitives of the standard library, as users write them.
#include <tenter/scenario.h>

#include <mutex>
#include <shared_mutex>

namespace {

struct CallOnce {
  std::once_flag flag;
  int made = 0;
  int seen[2] = {};
  void get(int index) {
    std::call_once(flag, [this] { made = made + 1; });
    seen[index] = made;
  }
  void left() { get(0); }
  void right() { get(1); }
  int sum() const { return seen[0] + seen[1]; }
};
const tenter::Registered call_once{tenter::scenario<CallOnce>("call-once")
                                       .actors(&CallOnce::left, &CallOnce::right)
                                       .observes(&CallOnce::made, &CallOnce::sum)
                                       .acceptable({1, 2}, "made once, seen by both")};

struct Lazy {
  int value = 0;
  int first = 0, second = 0;
  static int made;
  static int& instance() {
    static int instance = ++made;
    return instance;
  }
  void left() { first = instance(); }
  void right() { second = instance(); }
};
int Lazy::made = 0;
const tenter::Registered lazy{tenter::scenario<Lazy>("function-static")
                                  .actors(&Lazy::left, &Lazy::right)
                                  .observes(&Lazy::first, &Lazy::second)
                                  .acceptable({1, 1}, "made once, in each execution anew")};

struct Shared {
  std::shared_mutex mutex;
  int value = 0;
  int seen = -1;
  void write() {
    const std::unique_lock lock(mutex);
    value = 1;
  }
  void read() {
    const std::shared_lock lock(mutex);
    seen = value;
  }
};
const tenter::Registered shared{tenter::scenario<Shared>("shared-mutex")
                                    .actors(&Shared::write, &Shared::read)
                                    .observes(&Shared::seen)
                                    .acceptable({0}, "read first")
                                    .acceptable({1}, "written first")};

// Who writes under a lock for readers races.
struct SharedMisused {
  std::shared_mutex mutex;
  int value = 0;
  void write() {
    const std::shared_lock lock(mutex);
    value = value + 1;
  }
};
const tenter::Registered shared_misused{tenter::scenario<SharedMisused>("shared-mutex-misused")
                                            .copies(2, &SharedMisused::write)
                                            .observes(&SharedMisused::value)
                                            .acceptable({2}, "both kept")
                                            .forbidden({1}, "one lost", tenter::Anomaly::lost_update)
                                            .breaks(tenter::Anomaly::data_race, tenter::Anomaly::lost_update)};

}  // namespace
