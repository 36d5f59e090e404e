// Load buffering: each thread loads the other's variable, then stores its own. Can both loads see a store that comes
// later in its thread? The standard forbids it only with release on the stores and acquire on the loads.
#include <tenter/scenario.h>

using enum std::memory_order;

namespace litmus::load_buffering {
namespace {

template <std::memory_order Load, std::memory_order Store>
struct LoadBuffering {
  std::atomic<int> x{0}, y{0};
  int left_saw = -1, right_saw = -1;

  void left() {
    left_saw = x.load(Load);
    y.store(1, Store);
  }
  void right() {
    right_saw = y.load(Load);
    x.store(1, Store);
  }
};

struct PlainLoadBuffering {
  int x = 0, y = 0;
  int left_saw = -1, right_saw = -1;

  void left() {
    left_saw = x;
    y = 1;
  }
  void right() {
    right_saw = y;
    x = 1;
  }
};

template <class Test>
auto load_buffering(std::string_view name) {
  return tenter::scenario<Test>(name)
      .actor("left", &Test::left)
      .actor("right", &Test::right)
      .observes(&Test::left_saw, &Test::right_saw)
      .acceptable({0, 0}, "both loads came before both stores")
      .acceptable({0, 1}, "left finished before right loaded")
      .acceptable({1, 0}, "right finished before left loaded");
}

constexpr auto kFuture = "each load saw a store that its own thread's store came before: effects before causes";
constexpr auto kAllowed =
    "allowed: both stores may overtake both loads. x86 never lets a store pass an earlier load; a compiler may";

const tenter::Registered plain{
    load_buffering<PlainLoadBuffering>("litmus/load-buffering/plain")
        .summary("load yours, store mine: plain ints")
        .reason("A data race on each variable. A compiler may move either store before the load, as the two do not "
                "depend on each other within the thread.")
        .interesting({1, 1}, kFuture)
        .breaks(tenter::Anomaly::data_race)};

const tenter::Registered relaxed_order{
    load_buffering<LoadBuffering<relaxed, relaxed>>("litmus/load-buffering/relaxed")
        .summary("load yours, store mine: relaxed")
        .reason("Nothing orders a relaxed store behind a load of another variable. AArch64 and POWER permit it in "
                "hardware; x86 does not, and current compilers do not move atomics either.")
        .interesting({1, 1}, kAllowed)};

const tenter::Registered acquire_only{
    load_buffering<LoadBuffering<acquire, relaxed>>("litmus/load-buffering/acquire-only")
        .summary("load yours, store mine: acquire loads, relaxed stores")
        .reason("An acquire synchronises only with a release that it reads from, and there is none: the standard "
                "still allows both to see 1. No hardware shows it, as each keeps stores behind an acquire load.")
        .interesting({1, 1}, kAllowed)};

const tenter::Registered release_acquire{
    load_buffering<LoadBuffering<acquire, release>>("litmus/load-buffering/release-acquire")
        .summary("load yours, store mine: acquire loads, release stores")
        .reason("Were both to see 1, each store would happen before the load that precedes it: a cycle, which "
                "happens-before cannot have. The relaxed twin is as safe on x86, but not by the standard.")
        .forbidden({1, 1}, kFuture)};

}  // namespace
}  // namespace litmus::load_buffering
