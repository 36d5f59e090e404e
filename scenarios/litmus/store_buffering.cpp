// Store buffering: each thread stores its own variable, then loads the other's. Can both miss the other's store?
// Only seq_cst on all four accesses, or a seq_cst fence between both pairs, rules it out; hardware shows it
// otherwise.
#include <tenter/scenario.h>

#include "machine.h"

using enum std::memory_order;

namespace litmus::store_buffering {
namespace {

template <std::memory_order Store, std::memory_order Load>
struct StoreBuffering {
  std::atomic<int> x{0}, y{0};
  int left_saw = -1, right_saw = -1;

  void left() {
    x.store(1, Store);
    left_saw = y.load(Load);
  }
  void right() {
    y.store(1, Store);
    right_saw = x.load(Load);
  }
};

// The same with relaxed accesses and a fence between the two. A relaxed fence is none.
template <std::memory_order Left, std::memory_order Right>
struct FencedStoreBuffering {
  std::atomic<int> x{0}, y{0};
  int left_saw = -1, right_saw = -1;

  void left() {
    x.store(1, relaxed);
    std::atomic_thread_fence(Left);
    left_saw = y.load(relaxed);
  }
  void right() {
    y.store(1, relaxed);
    std::atomic_thread_fence(Right);
    right_saw = x.load(relaxed);
  }
};

struct PlainStoreBuffering {
  int x = 0, y = 0;
  int left_saw = -1, right_saw = -1;

  void left() {
    x = 1;
    left_saw = y;
  }
  void right() {
    y = 1;
    right_saw = x;
  }
};

template <class Test>
auto store_buffering(std::string_view name) {
  return tenter::scenario<Test>(name)
      .actor("left", &Test::left)
      .actor("right", &Test::right)
      .observes(&Test::left_saw, &Test::right_saw)
      .acceptable({0, 1}, "left loaded before right stored")
      .acceptable({1, 0}, "right loaded before left stored")
      .acceptable({1, 1}, "both stores landed before either load");
}

constexpr auto kOvertook = "both loads overtook both stores: no interleaving of the four accesses gives this";

const tenter::Registered plain{
    store_buffering<PlainStoreBuffering>("litmus/store-buffering/plain")
        .summary("store mine, load yours: plain ints")
        .reason("Two threads touch x, one of them writing, and nothing orders them: a data race, and so undefined "
                "behaviour. That it usually behaves like the relaxed variant is luck.")
        .interesting({0, 0}, kOvertook)
        .breaks(tenter::Anomaly::data_race)};

const tenter::Registered relaxed_order{
    store_buffering<StoreBuffering<relaxed, relaxed>>("litmus/store-buffering/relaxed")
        .summary("store mine, load yours: relaxed")
        .reason("A core's store waits in its store buffer while the load behind it goes ahead, on every common "
                "machine. This is why Dekker's and Peterson's locks fail without seq_cst.")
        .interesting({0, 0}, kOvertook)
        .shows({0, 0})};

const tenter::Registered release_acquire{
    store_buffering<StoreBuffering<release, acquire>>("litmus/store-buffering/release-acquire")
        .summary("store mine, load yours: release stores, acquire loads")
        .reason("Release keeps earlier accesses before the store, acquire keeps later ones behind the load. Neither "
                "keeps a load behind an earlier store, which is all that is at stake here. x86 shows it; AArch64's "
                "instructions for these orders happen to be stronger.")
        .interesting({0, 0}, kOvertook)
        .shows({0, 0}, machine::kTotalStoreOrder)};

const tenter::Registered seq_cst_order{
    store_buffering<StoreBuffering<seq_cst, seq_cst>>("litmus/store-buffering/seq_cst")
        .summary("store mine, load yours: seq_cst")
        .reason("All seq_cst accesses lie in one order that agrees with each thread's own; whichever load comes last "
                "in it sees the other's store. x86 pays with a locked instruction or a fence for each store.")
        .forbidden({0, 0}, kOvertook)};

const tenter::Registered acq_rel_fences{
    store_buffering<FencedStoreBuffering<acq_rel, acq_rel>>("litmus/store-buffering/acq_rel-fences")
        .summary("store mine, acq_rel fence, load yours")
        .reason("An acq_rel fence orders everything but an earlier store and a later load. On x86 it is no "
                "instruction at all; AArch64 has no fence that is so weak, and uses a full one.")
        .uses_fences()
        .interesting({0, 0}, kOvertook)
        .shows({0, 0}, machine::kTotalStoreOrder)};

const tenter::Registered one_fence{
    store_buffering<FencedStoreBuffering<seq_cst, relaxed>>("litmus/store-buffering/one-fence")
        .summary("store mine, load yours: a seq_cst fence on the left only")
        .reason("A fence orders its own thread. Right's load still overtakes right's store, and left, however "
                "careful, cannot see a store that has not left right's core.")
        .uses_fences()
        .interesting({0, 0}, kOvertook)
        .shows({0, 0})};

const tenter::Registered seq_cst_fences{
    store_buffering<FencedStoreBuffering<seq_cst, seq_cst>>("litmus/store-buffering/seq_cst-fences")
        .summary("store mine, seq_cst fence, load yours")
        .reason("Both fences lie in one order; the thread whose fence comes second sees the other's store. The "
                "one tool that orders an earlier store before a later load without seq_cst accesses.")
        .uses_fences()
        .forbidden({0, 0}, kOvertook)};

}  // namespace
}  // namespace litmus::store_buffering
