// Two and two writes: both threads store both variables, in opposite order. Can both threads' first stores be the
// last to land? Only seq_cst on all four says no; a release store waits for nothing that others have yet to do.
#include <tenter/scenario.h>

using enum std::memory_order;

namespace litmus::two_and_two_writes {
namespace {

template <std::memory_order Store>
struct TwoAndTwoWrites {
  std::atomic<int> x{0}, y{0};

  void left() {
    x.store(1, Store);
    y.store(2, Store);
  }
  void right() {
    y.store(1, Store);
    x.store(2, Store);
  }
};

struct PlainTwoAndTwoWrites {
  int x = 0, y = 0;

  void left() {
    x = 1;
    y = 2;
  }
  void right() {
    y = 1;
    x = 2;
  }
};

template <class Test>
auto two_and_two_writes(std::string_view name) {
  return tenter::scenario<Test>(name)
      .actor("left", &Test::left)
      .actor("right", &Test::right)
      .observes(&Test::x, &Test::y)
      .acceptable({2, 1}, "left finished before right")
      .acceptable({1, 2}, "right finished before left")
      .acceptable({2, 2}, "both threads' second stores landed last");
}

constexpr auto kFirstLast = "both threads' first stores landed behind the other's second";
constexpr auto kAllowed = "allowed: both threads' stores may land in reverse. x86 drains a core's stores in order";

const tenter::Registered plain{
    two_and_two_writes<PlainTwoAndTwoWrites>("litmus/2+2w/plain")
        .summary("both store both, in opposite order: plain ints")
        .reason("Four racing stores: undefined behaviour. A compiler may well write the two ints in either order, or "
                "both with one instruction.")
        .interesting({1, 1}, kFirstLast)
        .breaks(tenter::Anomaly::data_race)};

const tenter::Registered relaxed_order{
    two_and_two_writes<TwoAndTwoWrites<relaxed>>("litmus/2+2w/relaxed")
        .summary("both store both, in opposite order: relaxed")
        .reason("A thread's two relaxed stores may land in either order. x86 has one queue of stores a core and "
                "never swaps them.")
        .interesting({1, 1}, kAllowed)};

const tenter::Registered release_order{
    two_and_two_writes<TwoAndTwoWrites<release>>("litmus/2+2w/release")
        .summary("both store both, in opposite order: release")
        .reason("A release counts only for a thread that acquires from it, and nobody loads here: by the standard "
                "the four stores are no more ordered than relaxed ones.")
        .interesting({1, 1}, kAllowed)};

const tenter::Registered seq_cst_order{
    two_and_two_writes<TwoAndTwoWrites<seq_cst>>("litmus/2+2w/seq_cst")
        .summary("both store both, in opposite order: seq_cst")
        .reason("All four stores lie in one order that agrees with both threads; the last of it is a second store. "
                "The weaker twins cannot break on x86.")
        .forbidden({1, 1}, kFirstLast)};

}  // namespace
}  // namespace litmus::two_and_two_writes
