// Objects that live as long as somebody uses them.
#include <tenter/scenario.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <utility>

namespace {

using enum tenter::Anomaly;

struct Config {
  int a = 0, b = 0;
};

// std::atomic<std::shared_ptr>.
struct Published {
  std::atomic<std::shared_ptr<const Config>> config{std::make_shared<const Config>()};
  int difference = 0;

  void publish() { config.store(std::make_shared<const Config>(Config{1, 1})); }
  void read() {
    const std::shared_ptr<const Config> mine = config.load();
    difference = mine->a - mine->b;
  }
};

// Before C++20: the free functions.
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
template <bool Careful>
class Counted {
 public:
  void retain() { count_.fetch_add(1, std::memory_order_relaxed); }
  void release() {
    if constexpr (Careful) {
      if (count_.fetch_sub(1, std::memory_order_acq_rel) == 1) delete this;
    } else {
      count_.fetch_sub(1);
      if (count_.load() == 0) delete this;
    }
  }
  int value = 0;

 private:
  std::atomic<int> count_{2};
};

template <bool Careful>
struct TwoOwners {
  Counted<Careful>* object = new Counted<Careful>;
  void drop() { object->release(); }
};

class RelaxedCount {
 public:
  void release() {
    if (count_.fetch_sub(1, std::memory_order_relaxed) == 1) delete this;
  }
  int value = 0;

 private:
  std::atomic<int> count_{2};
};

struct RelaxedOwners {
  RelaxedCount* object = new RelaxedCount;
  void use_and_drop() {
    object->value = 1;
    object->release();
  }
  void drop() { object->release(); }
};

const tenter::Registered registered[] = {
    tenter::Registered{tenter::scenario<Published>("shared-pointer/atomic")
                           .actors(&Published::publish, &Published::read)
                           .observes(&Published::difference)
                           .acceptable({0}, "one or the other")},
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
    tenter::Registered{
        tenter::scenario<TwoOwners<true>>("reference-count/one-step").copies(2, &TwoOwners<true>::drop)},
    tenter::Registered{tenter::scenario<TwoOwners<false>>("reference-count/two-steps")
                           .copies(2, &TwoOwners<false>::drop)
                           .breaks(use_after_free, double_free, data_race)},
    tenter::Registered{tenter::scenario<RelaxedOwners>("reference-count/relaxed")
                           .actors(&RelaxedOwners::use_and_drop, &RelaxedOwners::drop)
                           .breaks(data_race)},
};

}  // namespace
