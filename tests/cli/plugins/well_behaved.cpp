// Scenarios that do what they say.
#include <tenter/tenter.h>

#include <atomic>

namespace {

struct Counter {
  std::atomic<int> value{0};
  void increment() { value.fetch_add(1); }
};

auto two_increments(std::string_view name) {
  return tenter::scenario<Counter>(name)
      .summary("two atomic increments")
      .copies(2, &Counter::increment)
      .observes(&Counter::value)
      .acceptable({2}, "both increments kept");
}

const tenter::Registered good{two_increments("well/behaved")};
const tenter::Registered wrong{two_increments("well/wrong-claim").breaks(tenter::Anomaly::data_race)};
// Refuted by what each and every execution gives.
const tenter::Registered refuted{tenter::scenario<Counter>("well/refuted")
                                     .copies(2, &Counter::increment)
                                     .observes(&Counter::value)
                                     .forbidden({2}, "two is not liked here", tenter::Anomaly::duplicate)};

}  // namespace
