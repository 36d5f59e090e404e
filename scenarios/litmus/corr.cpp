// Coherence of two reads: one thread stores, the other loads the same variable twice. Can the second load see an
// older value than the first? Never for an atomic, whatever its order; a plain variable promises nothing.
#include <tenter/scenario.h>

using enum std::memory_order;

namespace litmus::corr {
namespace {

struct TwoReads {
  std::atomic<int> x{0};
  int before = -1, after = -1;

  void writer() { x.store(1, relaxed); }
  void reader() {
    before = x.load(relaxed);
    after = x.load(relaxed);
  }
};

struct PlainTwoReads {
  int x = 0;
  int before = -1, after = -1;

  void writer() { x = 1; }
  void reader() {
    before = x;
    after = x;
  }
};

template <class Test>
auto corr(std::string_view name) {
  return tenter::scenario<Test>(name)
      .actor("writer", &Test::writer)
      .actor("reader", &Test::reader)
      .observes(&Test::before, &Test::after)
      .acceptable({0, 0}, "both loads came before the store")
      .acceptable({0, 1}, "the store fell between the loads")
      .acceptable({1, 1}, "both loads came after the store");
}

constexpr auto kBackwards = "the variable went back to its old value for one thread";

const tenter::Registered plain{
    corr<PlainTwoReads>("litmus/corr/plain")
        .summary("one store, two loads of one variable: plain int")
        .reason("A data race. A compiler may read the variable once, twice or in either order, for nobody else is "
                "supposed to be writing; gcc reads it once at -O2, and {0, 1} is never seen.")
        .interesting({1, 0}, kBackwards)
        .breaks(tenter::Anomaly::data_race)};

const tenter::Registered relaxed_order{
    corr<TwoReads>("litmus/corr/relaxed")
        .summary("one store, two loads of one variable: relaxed")
        .reason("All threads agree on the order of the values of one atomic and none goes back in it: what every "
                "memory order, even relaxed, gives. Its twin, plain, is a race.")
        .forbidden({1, 0}, kBackwards, tenter::Anomaly::stale_read)};

}  // namespace
}  // namespace litmus::corr
