// A counter that keeps every increment, and its twin that does not.
#include <tenter/tenter.h>

#include <atomic>

template <class Value>
struct Counter {
  Value value{0};

  void increment() { value = value + 1; }
  void increment_at_once() { ++value; }
};

using Atomic = Counter<std::atomic<int>>;
const tenter::Registered atomic{tenter::scenario<Atomic>("counter/atomic")
                                    .copies(2, &Atomic::increment_at_once)
                                    .observes(&Atomic::value)
                                    .acceptable({2}, "both increments kept")};

using Plain = Counter<int>;
const tenter::Registered plain{tenter::scenario<Plain>("counter/plain")
                                   .copies(2, &Plain::increment)
                                   .observes(&Plain::value)
                                   .acceptable({2}, "both increments kept")
                                   .forbidden({1}, "one overwrote the other", tenter::Anomaly::lost_update)
                                   .breaks(tenter::Anomaly::data_race, tenter::Anomaly::lost_update)};
