// Objects as their users write them.
#include <tenter/tenter.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using enum tenter::Anomaly;

struct Spec {
  std::deque<int> items;
  void push(int item) { items.push_back(item); }
  std::optional<int> pop() {
    if (items.empty()) return std::nullopt;
    const int item = items.front();
    items.pop_front();
    return item;
  }
  bool any() const { return !items.empty(); }
  bool operator==(const Spec&) const = default;
};

// A new user's queue, with a bug.
class NewQueue {
 public:
  void push(int item) {
    const std::lock_guard hold(mutex_);
    items_.push_back(item);
  }
  bool empty() {
    const std::lock_guard hold(mutex_);
    return items_.empty();
  }
  std::optional<int> pop() {
    if (empty()) return std::nullopt;
    const std::lock_guard hold(mutex_);
    if (items_.empty()) return -1;
    const int item = items_.front();
    items_.pop_front();
    return item;
  }

 private:
  std::mutex mutex_;
  std::deque<int> items_;
};
const tenter::Registered new_queue{tenter::object<NewQueue, Spec>("subjects/new-queue")
                                       .operation("push", &NewQueue::push, &Spec::push, tenter::range(1, 3))
                                       .operation("pop", &NewQueue::pop, &Spec::pop)
                                       .breaks(not_linearizable)};

// What it throws is a result; so is what it does not.
template <bool kThrows>
struct Limited {
  std::mutex mutex;
  std::vector<int> items;
  void add(int item) {
    const std::lock_guard hold(mutex);
    if (kThrows && !items.empty()) throw std::length_error("full");
    items.push_back(item);
  }
};
struct LimitedSpec {
  bool full = false;
  void add(int) {
    if (full) throw std::length_error("full");
    full = true;
  }
};
template <bool kThrows>
auto limited(const char* name) {
  return tenter::object<Limited<kThrows>, LimitedSpec>(name).operation("add", &Limited<kThrows>::add,
                                                                       &LimitedSpec::add, tenter::one_of({5, 7}));
}
const tenter::Registered throws{limited<true>("subjects/throws")};
const tenter::Registered throws_not{limited<false>("subjects/throws-not").breaks(not_linearizable)};

// Right for one who pushes and one who pops.
template <bool kRoles>
auto one_to_one(const char* name) {
  struct Ring {
    int items[8] = {};
    std::atomic<unsigned> pushed{0};
    std::atomic<unsigned> popped{0};
    void push(int item) {
      const unsigned at = pushed.load(std::memory_order_relaxed);
      items[at % 8] = item;
      pushed.store(at + 1, std::memory_order_release);
    }
    std::optional<int> pop() {
      const unsigned at = popped.load(std::memory_order_relaxed);
      if (at == pushed.load(std::memory_order_acquire)) return std::nullopt;
      const int item = items[at % 8];
      popped.store(at + 1, std::memory_order_release);
      return item;
    }
  };
  auto object = tenter::object<Ring, Spec>(name);
  object.operation("push", &Ring::push, &Spec::push, tenter::range(1, 2));
  if (kRoles) object.by_one_thread("producer");
  object.operation("pop", &Ring::pop, &Spec::pop);
  if (kRoles) object.by_one_thread("consumer");
  return object;
}
const tenter::Registered with_roles{one_to_one<true>("subjects/one-to-one")};
const tenter::Registered without_roles{one_to_one<false>("subjects/any-to-any").breaks(data_race, not_linearizable)};

// What was set is in a store buffer for a while, and yet nobody's call was over before it was seen.
struct Flag {
  void set() { value.store(true, std::memory_order_release); }
  bool get() const { return value.load(std::memory_order_acquire); }
  std::atomic<bool> value{false};
};
struct FlagSpec {
  void set() { value = true; }
  bool get() const { return value; }
  bool value = false;
  friend bool operator==(const FlagSpec&, const FlagSpec&) = default;
};
const tenter::Registered flag{tenter::object<Flag, FlagSpec>("subjects/flag")
                                  .operation("set", &Flag::set, &FlagSpec::set)
                                  .operation("get", &Flag::get, &FlagSpec::get)};

// take() waits, for ever where nobody pushes; that is as it should be.
template <bool kNotifies>
class Waiting {
 public:
  void push(int item) {
    const std::lock_guard hold(mutex_);
    items_.push_back(item);
    if (kNotifies) arrived_.notify_one();
  }
  int take() {
    std::unique_lock hold(mutex_);
    while (items_.empty()) arrived_.wait(hold);
    const int item = items_.front();
    items_.pop_front();
    return item;
  }

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<int> items_;
};
template <bool kNotifies>
auto waiting(const char* name) {
  using Queue = Waiting<kNotifies>;
  return tenter::object<Queue, Spec>(name)
      .operation("push", &Queue::push, &Spec::push, tenter::range(1, 1))
      .operation("take", &Queue::take, [](Spec& spec) { return *spec.pop(); })
      .waits_until(&Spec::any);
}
const tenter::Registered waits{waiting<true>("subjects/waits")};
const tenter::Registered waits_beside{waiting<false>("subjects/waits-beside-an-item").breaks(deadlock, lost_wakeup)};

// The operations return nothing; what is left is checked afterwards.
struct Counter {
  std::atomic<int> value{0};
  void add() { value.store(value.load() + 1); }
  int calls = 0;
};
struct CounterSpec {
  void add() {}
  bool operator==(const CounterSpec&) const = default;
};
const tenter::Registered invariant{
    tenter::object<Counter, CounterSpec>("subjects/invariant")
        .operation("add", &Counter::add, &CounterSpec::add)
        .invariant([](Counter& counter) { tenter::check(counter.value != 1, "an update is lost"); })
        .breaks(assertion)};

// Only a program of four operations shows it: the third push goes wrong.
struct LateBug {
  std::mutex mutex;
  std::deque<int> items;
  int pushes = 0;
  void push(int item) {
    const std::lock_guard hold(mutex);
    if (++pushes == 3 && item > 0) return;
    items.push_back(item);
  }
  std::size_t size() {
    const std::lock_guard hold(mutex);
    return items.size();
  }
};
struct LateSpec {
  std::size_t many = 0;
  void push(int) { ++many; }
  std::size_t size() const { return many; }
  bool operator==(const LateSpec&) const = default;
};
const tenter::Registered late_bug{
    tenter::object<LateBug, LateSpec>("subjects/late-bug")
        .operation("push", &LateBug::push, &LateSpec::push,
                   tenter::drawn([](std::uint64_t number) { return static_cast<int>(number % 100); }))
        .operation("size", &LateBug::size, &LateSpec::size)
        .breaks(not_linearizable)};

// Sequential consistency is not enough: it must hold in real time.
struct Stale {
  std::atomic<int> value{0};
  std::atomic<int> seen{0};
  void write(int next) { value.store(next); }
  // What was there when somebody last looked.
  int read() { return seen.exchange(value.load()); }
};
struct RegisterSpec {
  int value = 0;
  void write(int next) { value = next; }
  int read() const { return value; }
  bool operator==(const RegisterSpec&) const = default;
};
const tenter::Registered stale{tenter::object<Stale, RegisterSpec>("subjects/stale")
                                   .operation("write", &Stale::write, &RegisterSpec::write, tenter::range(1, 2))
                                   .operation("read", &Stale::read, &RegisterSpec::read)
                                   .breaks(not_linearizable)};

// Two lanes, in turn: whoever takes gets one of the two oldest. With three it may be the third.
template <int kLanes>
class Lanes {
 public:
  void push(int item) {
    const std::lock_guard hold(mutex_);
    lanes_[pushed_++ % kLanes].push_back(item);
  }
  std::optional<int> pop() {
    const std::lock_guard hold(mutex_);
    for (int tries = 0; tries < kLanes; ++tries) {
      std::deque<int>& lane = lanes_[--next_ % kLanes];
      if (lane.empty()) continue;
      const int item = lane.front();
      lane.pop_front();
      return item;
    }
    return std::nullopt;
  }

 private:
  std::mutex mutex_;
  std::deque<int> lanes_[kLanes];
  unsigned pushed_ = 0;
  unsigned next_ = kLanes * 100;
};
struct OneOfTwo : Spec {
  bool popped(const std::optional<int>& item) {
    if (!item) return items.empty();
    for (std::size_t i = 0; i < items.size() && i < 2; ++i) {
      if (items[i] != *item) continue;
      items.erase(items.begin() + static_cast<std::ptrdiff_t>(i));
      return true;
    }
    return false;
  }
  bool operator==(const OneOfTwo&) const = default;
};
template <int kLanes>
auto lanes(const char* name) {
  return tenter::object<Lanes<kLanes>, OneOfTwo>(name)
      .operation("push", &Lanes<kLanes>::push, &OneOfTwo::push, tenter::range(1, 3))
      .operation("pop", &Lanes<kLanes>::pop, &OneOfTwo::popped);
}
const tenter::Registered two_lanes{lanes<2>("subjects/two-lanes")};
const tenter::Registered three_lanes{lanes<3>("subjects/three-lanes").breaks(not_linearizable)};

// Two that take at once may both get the item, but none is lost.
template <bool kSkips>
struct Handout {
  std::atomic<int> next{0};
  int take() {
    const int mine = next.load();
    next.store(mine + (kSkips && mine == 1 ? 2 : 1));
    return mine;
  }
};
struct HandoutSpec {
  int next = 0;
  bool taken(int item) {
    if (item > next) return false;
    next = std::max(next, item + 1);
    return true;
  }
  bool operator==(const HandoutSpec&) const = default;
};
template <bool kSkips>
auto handout(const char* name) {
  return tenter::object<Handout<kSkips>, HandoutSpec>(name).operation("take", &Handout<kSkips>::take,
                                                                      &HandoutSpec::taken);
}
const tenter::Registered at_least_once{handout<false>("subjects/at-least-once")};
const tenter::Registered skips{handout<true>("subjects/skips").breaks(not_linearizable)};

}  // namespace
