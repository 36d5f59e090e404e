// Scenarios that a library without instrumentation takes part in.
#include <tenter/tenter.h>

#include <atomic>
#include <mutex>

#include "unseen_library.h"

namespace {

using tenter::Anomaly;

// Right.

struct Counter {
  int value = 0;
  void locked() {
    unseen_lock();
    ++value;
    unseen_unlock();
  }
  void unlocked() { ++value; }
  void locks_before() {
    unseen_lock();
    unseen_unlock();
    ++value;
  }
  int count() const { return value; }
};
const tenter::Registered locked{tenter::scenario<Counter>("unseen/lock/held")
                                    .copies(2, &Counter::locked)
                                    .observes(&Counter::count)
                                    .acceptable({2}, "both")};

struct HandsOver {
  void* slot = nullptr;
  int data = 0;
  int seen = 1;
  void give() {
    data = 1;
    unseen_put(&slot, &data);
  }
  void take() {
    if (const void* const given = unseen_take(&slot)) seen = *static_cast<const int*>(given);
  }
  int value() const { return seen; }
};
const tenter::Registered hands_over{tenter::scenario<HandsOver>("unseen/slot/hands-over")
                                        .actors(&HandsOver::give, &HandsOver::take)
                                        .observes(&HandsOver::value)
                                        .acceptable({1}, "as given, or not yet")};

struct Counted {
  struct Object {
    int count = 2;
    int uses[2] = {};
  };
  Object* const object = new Object;
  void use(int who) {
    object->uses[who] = 1;
    if (unseen_release(&object->count)) delete object;
  }
  void first() { use(0); }
  void second() { use(1); }
};
const tenter::Registered counted{
    tenter::scenario<Counted>("unseen/count/last-deletes").actors(&Counted::first, &Counted::second)};

struct Calculates {
  std::mutex mutex;
  int sum = 0;
  void add() {
    const int two = unseen_twice(1);
    const std::lock_guard lock(mutex);
    sum += two;
  }
  int value() const { return sum; }
};
const tenter::Registered calculates{tenter::scenario<Calculates>("unseen/pure/locked")
                                        .copies(2, &Calculates::add)
                                        .observes(&Calculates::value)
                                        .acceptable({4}, "both")};

// Wrong.

const tenter::Registered before{tenter::scenario<Counter>("unseen/lock/given-back-before")
                                    .copies(2, &Counter::locks_before)
                                    .breaks(Anomaly::data_race)};
const tenter::Registered half{tenter::scenario<Counter>("unseen/lock/one-does-not")
                                  .actors(&Counter::locked, &Counter::unlocked)
                                  .breaks(Anomaly::data_race)};

struct GivesEarly : HandsOver {
  void give_early() {
    unseen_put(&slot, &data);
    data = 1;
  }
};
const tenter::Registered gives_early{tenter::scenario<GivesEarly>("unseen/slot/gives-too-early")
                                         .actors(&GivesEarly::give_early, &GivesEarly::take)
                                         .breaks(Anomaly::data_race)};

struct LosesUpdate {
  std::atomic<int> value{0};
  void add() { value.store(value.load() + unseen_twice(1)); }
  int sum() const { return value.load(); }
};
const tenter::Registered loses{tenter::scenario<LosesUpdate>("unseen/pure/lost-update")
                                   .copies(2, &LosesUpdate::add)
                                   .observes(&LosesUpdate::sum)
                                   .acceptable({4}, "both")
                                   .forbidden({2}, "one was lost", Anomaly::lost_update)
                                   .breaks(Anomaly::lost_update)};

}  // namespace
