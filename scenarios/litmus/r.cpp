// R: one thread stores x, then y; the other stores y, then loads x. Can the second's store to y land last although
// its load missed x? A store is overtaken by a load, as in store buffering, but only one thread needs to do it.
#include <tenter/scenario.h>

#include "machine.h"

using enum std::memory_order;

namespace litmus::r {
namespace {

template <std::memory_order Store, std::memory_order Load>
struct R {
  std::atomic<int> x{0}, y{0};
  int saw = -1;

  void writer() {
    x.store(1, Store);
    y.store(1, Store);
  }
  void reader() {
    y.store(2, Store);
    saw = x.load(Load);
  }
};

template <class Test>
auto r(std::string_view name) {
  return tenter::scenario<Test>(name)
      .actor("writer", &Test::writer)
      .actor("reader", &Test::reader)
      .observes(&Test::saw, &Test::y)
      .acceptable({0, 1}, "the reader's store landed first, and its load missed x")
      .acceptable({1, 1}, "the reader's store landed before the writer's y, its load after the writer's x")
      .acceptable({1, 2}, "the reader's store landed last, and its load saw x");
}

constexpr auto kOvertook = "the reader's store landed behind both of the writer's, but its load had missed the first";

const tenter::Registered relaxed_order{
    r<R<relaxed, relaxed>>("litmus/r/relaxed")
        .summary("x then y against y then a load of x: relaxed")
        .reason("The reader's store still waits in its core while its load, and both of the writer's stores, are "
                "done.")
        .interesting({0, 2}, kOvertook)
        .shows({0, 2})};

const tenter::Registered release_acquire{
    r<R<release, acquire>>("litmus/r/release-acquire")
        .summary("x then y against y then a load of x: release stores, acquire load")
        .reason("A later acquire load may overtake an earlier release store. Rarer than store buffering, since the "
                "writer must get two stores done while one of the reader's waits.")
        .interesting({0, 2}, kOvertook)
        .shows({0, 2}, machine::kTotalStoreOrder)};

const tenter::Registered seq_cst_order{
    r<R<seq_cst, seq_cst>>("litmus/r/seq_cst")
        .summary("x then y against y then a load of x: seq_cst")
        .reason("If the load missed x, the store of x comes after it in the one order of all seq_cst accesses, the "
                "writer's y after that, and so it is the writer's that lands last.")
        .forbidden({0, 2}, kOvertook)};

}  // namespace
}  // namespace litmus::r
