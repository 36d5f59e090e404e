// Scenarios whose states are alike but for the names of what they are made of.
#include <tenter/scenario.h>

#include <atomic>
#include <cstddef>
#include <mutex>
#include <vector>

namespace {

struct Slot {
  int value = 0;
  bool full = false;
};

template <int Count>
struct Shelf {
  Slot slots[Count];
  std::atomic<int> taken{0};
};

struct Depot : Shelf<2> {
  std::mutex mutex;
  std::vector<int> log;

  void take() { taken.fetch_add(1); }
};

struct Left {
  std::atomic<int> left{0};
  void act() { left.store(1); }
};

struct Right {
  std::atomic<int> right{0};
  void act() { right.store(1); }
};

std::atomic<int> meter{0};

struct Metered {
  int first_saw = 0, second_saw = 0;
  static int next() {
    static std::atomic<int> visits{0};
    ++visits;
    return meter.fetch_add(1);
  }
  void first() { first_saw = next(); }
  void second() { second_saw = next(); }
};

template <class State>
auto named(const char* name, void (State::*act)()) {
  return tenter::scenario<State>(name).copies(2, act);
}

const tenter::Registered depot{named<Depot>("named/depot", &Depot::take)};
const tenter::Registered left{named<Left>("named/left", &Left::act)};
const tenter::Registered right{named<Right>("named/right", &Right::act)};
const tenter::Registered metered{
    tenter::scenario<Metered>("named/metered").actors(&Metered::first, &Metered::second)};

}  // namespace
