// Write to read causality: one thread stores x, a second sees it and raises a flag, a third sees the flag. Must the
// third see x? Release and acquire carry over: what the second thread had seen comes with its flag.
#include <tenter/scenario.h>

using enum std::memory_order;

namespace litmus::wrc {
namespace {

template <std::memory_order Store, std::memory_order Load>
struct Causality {
  std::atomic<int> x{0}, flag{0};
  int relay_saw = -1, flag_seen = -1, x_seen = -1;

  void writer() { x.store(1, Store); }
  void relay() {
    relay_saw = x.load(Load);
    flag.store(1, Store);
  }
  void reader() {
    flag_seen = flag.load(Load);
    x_seen = x.load(relaxed);
  }
};

struct PlainCausality {
  int x = 0, flag = 0;
  int relay_saw = -1, flag_seen = -1, x_seen = -1;

  void writer() { x = 1; }
  void relay() {
    relay_saw = x;
    flag = 1;
  }
  void reader() {
    flag_seen = flag;
    x_seen = x;
  }
};

template <class Test>
auto wrc(std::string_view name) {
  return tenter::scenario<Test>(name)
      .actor("writer", &Test::writer)
      .actor("relay", &Test::relay)
      .actor("reader", &Test::reader)
      .observes(&Test::relay_saw, &Test::flag_seen, &Test::x_seen)
      .acceptable({0, 0, 0}, "the relay missed x, the reader was early")
      .acceptable({0, 0, 1}, "the relay missed x, and the reader the flag")
      .acceptable({0, 1, 0}, "the relay had not seen x, so that its flag says nothing of it")
      .acceptable({0, 1, 1}, "the relay missed x, and the reader saw it by itself")
      .acceptable({1, 0, 0}, "the reader was early")
      .acceptable({1, 0, 1}, "the reader missed the flag and saw x")
      .acceptable({1, 1, 1}, "x came with the flag");
}

constexpr auto kUncaused = "the reader saw the flag, which was raised by one who had seen x, but not x";

const tenter::Registered plain{
    wrc<PlainCausality>("litmus/wrc/plain")
        .summary("x, a relay that saw it, a reader of the relay: plain ints")
        .reason("A plain flag hands nothing over: both it and x race, which is undefined behaviour.")
        .interesting({1, 1, 0}, kUncaused)
        .breaks(tenter::Anomaly::data_race)};

const tenter::Registered relaxed_order{
    wrc<Causality<relaxed, relaxed>>("litmus/wrc/relaxed")
        .summary("x, a relay that saw it, a reader of the relay: relaxed")
        .reason("Neither the relay's nor the reader's accesses need stay in order, and x may reach the relay before "
                "the reader. x86 keeps all three orders.")
        .interesting({1, 1, 0}, "allowed: the flag may come without the x that it was raised for. Never on x86")};

const tenter::Registered release_acquire{
    wrc<Causality<release, acquire>>("litmus/wrc/release-acquire")
        .summary("x, a relay that saw it, a reader of the relay: release stores, acquire loads")
        .reason("Synchronisation adds up: x happens before the relay's load, that before the flag, the flag before "
                "the reader. Two handovers need no lock around them. The relaxed twin cannot break on x86.")
        .forbidden({1, 1, 0}, kUncaused, tenter::Anomaly::stale_read)};

}  // namespace
}  // namespace litmus::wrc
