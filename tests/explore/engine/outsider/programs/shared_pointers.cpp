// Objects that live as long as somebody uses them.
#include <tenter/scenario.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <utility>

namespace shared_pointers {
namespace {

using enum tenter::Anomaly;

struct Config {
  int a = 0, b = 0;
};

// Published by the free functions of before C++20.
struct FreeFunctions {
  std::shared_ptr<const Config> config = std::make_shared<const Config>();
  int difference = 0;

  void publish() { std::atomic_store(&config, std::make_shared<const Config>(Config{1, 1})); }
  void read() {
    const std::shared_ptr<const Config> mine = std::atomic_load(&config);
    difference = mine->a - mine->b;
  }
  // The counts are atomic; the pointer is not.
  void read_plainly() {
    const std::shared_ptr<const Config> mine = config;
    difference = mine->a - mine->b;
  }
};

// Copies of their own, dropped by each: only the counts are shared.
struct Copies {
  std::shared_ptr<Config> left = std::make_shared<Config>();
  std::shared_ptr<Config> right = left;

  void drop_left() { left.reset(); }
  void drop_right() { right.reset(); }
};

struct Observed {
  std::shared_ptr<Config> owner = std::make_shared<Config>(Config{5, 0});
  std::weak_ptr<Config> weak = owner;
  int seen = -1;

  void drop() { owner.reset(); }
  void look() {
    const std::shared_ptr<Config> mine = weak.lock();
    seen = mine ? mine->a : 0;
  }
  // Alive when asked; and then?
  void look_carelessly() { seen = weak.expired() ? 0 : weak.lock()->a; }
};

// An intrusive count.
template <class Count>
class Counted {
 public:
  void release() {
    if (--count_ == 0) delete this;
  }

 private:
  Count count_{2};
};

template <class Count>
struct TwoOwners {
  Counted<Count>* object = new Counted<Count>;
  void drop() { object->release(); }
};

const tenter::Registered registered[] = {
    tenter::Registered{tenter::scenario<FreeFunctions>("shared-pointer/free-functions")
                           .actors(&FreeFunctions::publish, &FreeFunctions::read)
                           .observes(&FreeFunctions::difference)
                           .acceptable({0}, "one or the other")},
    tenter::Registered{tenter::scenario<FreeFunctions>("shared-pointer/plain-read")
                           .actors(&FreeFunctions::publish, &FreeFunctions::read_plainly)
                           .observes(&FreeFunctions::difference)
                           .acceptable({0}, "one or the other")
                           .breaks(data_race)},
    tenter::Registered{
        tenter::scenario<Copies>("shared-pointer/copies").actors(&Copies::drop_left, &Copies::drop_right)},
    tenter::Registered{tenter::scenario<Observed>("shared-pointer/weak")
                           .actors(&Observed::drop, &Observed::look)
                           .observes(&Observed::seen)
                           .acceptable({0}, "gone")
                           .acceptable({5}, "kept alive")},
    tenter::Registered{tenter::scenario<Observed>("shared-pointer/expired-then-lock")
                           .actors(&Observed::drop, &Observed::look_carelessly)
                           .breaks(crash)},
    tenter::Registered{tenter::scenario<TwoOwners<std::atomic<int>>>("reference-count/atomic")
                           .copies(2, &TwoOwners<std::atomic<int>>::drop)},
    tenter::Registered{
        tenter::scenario<TwoOwners<int>>("reference-count/plain").copies(2, &TwoOwners<int>::drop).breaks(data_race)},
};

}  // namespace
}  // namespace shared_pointers
