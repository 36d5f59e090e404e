// S: one thread stores x, then y; the other sees y, then stores x. Can the first's store of x land last? As message
// passing, with the data overwritten and not read: release and acquire order the two stores.
#include <tenter/scenario.h>

using enum std::memory_order;

namespace litmus::s {
namespace {

template <std::memory_order Store, std::memory_order Load>
struct S {
  std::atomic<int> x{0}, y{0};
  int saw = -1;

  void writer() {
    x.store(2, relaxed);
    y.store(1, Store);
  }
  void overwriter() {
    saw = y.load(Load);
    x.store(1, relaxed);
  }
};

struct PlainS {
  int x = 0, y = 0;
  int saw = -1;

  void writer() {
    x = 2;
    y = 1;
  }
  void overwriter() {
    saw = y;
    x = 1;
  }
};

template <class Test>
auto s(std::string_view name) {
  return tenter::scenario<Test>(name)
      .actor("writer", &Test::writer)
      .actor("overwriter", &Test::overwriter)
      .observes(&Test::saw, &Test::x)
      .acceptable({0, 1}, "y was not seen; the overwriter's x landed last")
      .acceptable({0, 2}, "y was not seen; the writer's x landed last")
      .acceptable({1, 1}, "y was seen, and x overwritten");
}

constexpr auto kUndone = "y was seen, and yet the x that came before it undid the overwriter's";

const tenter::Registered plain{
    s<PlainS>("litmus/s/plain")
        .summary("x then y against a load of y then x: plain ints")
        .reason("Both variables race: undefined behaviour, whoever's store of x lands last.")
        .interesting({1, 2}, kUndone)
        .breaks(tenter::Anomaly::data_race)};

const tenter::Registered relaxed_order{
    s<S<relaxed, relaxed>>("litmus/s/relaxed")
        .summary("x then y against a load of y then x: relaxed")
        .reason("The writer's stores may land in reverse order, or the overwriter's store before its load. x86 does "
                "neither.")
        .interesting({1, 2},
                     "allowed: y was seen, and yet the x that came before it landed last. x86 keeps both orders")};

const tenter::Registered release_acquire{
    s<S<release, acquire>>("litmus/s/release-acquire")
        .summary("x then y against a load of y then x: release store, acquire load")
        .reason(
            "What happens before a store to the same variable comes before it in that variable's order. This is "
            "why a reused buffer may be overwritten once its release has been seen. The relaxed twin cannot break "
            "on x86.")
        .forbidden({1, 2}, kUndone, tenter::Anomaly::lost_update)};

}  // namespace
}  // namespace litmus::s
