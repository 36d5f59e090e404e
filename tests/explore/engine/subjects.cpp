// Small programs, each with one thing to be found, or nothing.
#include <tenter/scenario.h>

#include <atomic>
#include <boost/lockfree/queue.hpp>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

namespace {

using tenter::Anomaly;

struct Counter {
  std::atomic<int> value{0};
  void increment() { value.store(value.load() + 1); }
};
const tenter::Registered counter{tenter::scenario<Counter>("counter")
                                     .copies(2, &Counter::increment)
                                     .observes(&Counter::value)
                                     .acceptable({2}, "both kept")
                                     .forbidden({1}, "one lost", Anomaly::lost_update)
                                     .breaks(Anomaly::lost_update)};

struct Plain {
  int value = 0;
  void increment() { value = value + 1; }
};
const tenter::Registered plain{tenter::scenario<Plain>("plain")
                                   .copies(2, &Plain::increment)
                                   .observes(&Plain::value)
                                   .acceptable({2}, "both kept")
                                   .forbidden({1}, "one lost", Anomaly::lost_update)
                                   .breaks(Anomaly::data_race, Anomaly::lost_update)};

struct Locked {
  std::mutex mutex;
  int value = 0;
  void increment() {
    const std::lock_guard lock(mutex);
    value = value + 1;
  }
};
const tenter::Registered locked{tenter::scenario<Locked>("locked")
                                    .copies(2, &Locked::increment)
                                    .observes(&Locked::value)
                                    .acceptable({2}, "both kept")};

struct Published {
  std::atomic<int> data{0};
  std::atomic<bool> ready{false};
  int seen = -1;
  void write() {
    data.store(1, std::memory_order_relaxed);
    ready.store(true, std::memory_order_relaxed);
  }
  void read() {
    if (ready.load(std::memory_order_relaxed)) seen = data.load(std::memory_order_relaxed);
  }
};
const tenter::Registered published{tenter::scenario<Published>("published")
                                       .actors(&Published::write, &Published::read)
                                       .observes(&Published::seen)
                                       .acceptable({-1}, "too early")
                                       .acceptable({1}, "in time")};

// Relaxed, and no matter.
struct CountedUnderLock {
  std::mutex mutex;
  std::atomic<int> value{0};
  void increment() {
    const std::lock_guard lock(mutex);
    value.fetch_add(1, std::memory_order_relaxed);
  }
};
const tenter::Registered counted_under_lock{tenter::scenario<CountedUnderLock>("counted-under-lock")
                                                .copies(2, &CountedUnderLock::increment)
                                                .observes(&CountedUnderLock::value)
                                                .acceptable({2}, "both kept")};

// Each thread gets its turn by a wait that must be seen to end: nothing but the flag orders the two.
struct HandedOver {
  std::atomic<bool> ready{false};
  int value = 0;
  void write() {
    value = 1;
    ready.store(true, std::memory_order_release);
  }
  void read() {
    while (!ready.load(std::memory_order_acquire)) {
    }
    value = value + 1;
  }
};
const tenter::Registered handed_over{tenter::scenario<HandedOver>("handed-over")
                                         .actors(&HandedOver::write, &HandedOver::read)
                                         .observes(&HandedOver::value)
                                         .acceptable({2}, "in order")};

struct Crossed {
  std::mutex left, right;
  void one() {
    const std::lock_guard first(left);
    const std::lock_guard second(right);
  }
  void other() {
    const std::lock_guard first(right);
    const std::lock_guard second(left);
  }
};
const tenter::Registered crossed{
    tenter::scenario<Crossed>("crossed").actors(&Crossed::one, &Crossed::other).breaks(Anomaly::deadlock)};

struct Unheard {
  std::mutex mutex;
  std::condition_variable condition;
  void wait() {
    std::unique_lock lock(mutex);
    condition.wait(lock);
  }
  void notify() { condition.notify_one(); }
};
const tenter::Registered unheard{
    tenter::scenario<Unheard>("unheard").actors(&Unheard::wait, &Unheard::notify).breaks(Anomaly::lost_wakeup)};

struct Throwing {
  std::atomic<int> value{0};
  void set() { value.store(1); }
  void look() {
    if (value.load() == 1) throw std::runtime_error("seen");
  }
};
const tenter::Registered throwing{tenter::scenario<Throwing>("throwing")
                                      .actors(&Throwing::set, &Throwing::look)
                                      .breaks(Anomaly::uncaught_exception)};

struct Checked {
  std::atomic<int> value{0};
  void set() { value.store(1); }
  void look() { tenter::check(value.load() == 0, "it was set"); }
};
const tenter::Registered checked{
    tenter::scenario<Checked>("checked").actors(&Checked::set, &Checked::look).breaks(Anomaly::assertion)};

// Needs two preemptions: the second has to run in the midst of the first, and the first in the midst of the second.
struct TwoSwitches {
  std::atomic<int> a{0}, b{0};
  int seen = 0;
  void first() {
    a.store(1);
    const bool between = b.load() == 1;
    a.store(2);
    if (between && b.load() == 2) seen = 1;
  }
  void second() {
    if (a.load() != 1) return;
    b.store(1);
    if (a.load() == 2) b.store(2);
  }
};
const tenter::Registered two_switches{tenter::scenario<TwoSwitches>("two-switches")
                                          .actors(&TwoSwitches::first, &TwoSwitches::second)
                                          .observes(&TwoSwitches::seen)
                                          .acceptable({0}, "missed")
                                          .forbidden({1}, "met twice")};

// More than anything can see all of.
struct Large {
  std::atomic<int> value{0};
  void work() {
    for (int i = 0; i < 6; ++i) value.fetch_add(1, std::memory_order_relaxed);
  }
};
const tenter::Registered large{
    tenter::scenario<Large>("large").copies(4, &Large::work).observes(&Large::value).acceptable({24}, "all counted")};

// Starts a thread before the other actor is started.
struct OwnThread {
  std::atomic<int> value{0};
  void own() {
    std::thread([this] { value.fetch_add(1); }).join();
  }
  void other() {
    value.fetch_add(10);
    value.fetch_add(10);
  }
};
const tenter::Registered own_thread{tenter::scenario<OwnThread>("own-thread")
                                        .actors(&OwnThread::own, &OwnThread::other)
                                        .observes(&OwnThread::value)
                                        .interesting({21}, "all were waited for")};

struct Freed {
  std::unique_ptr<int> value = std::make_unique<int>(0);
  void set() { *value = 1; }
};
const tenter::Registered freed{tenter::scenario<Freed>("freed").copies(2, &Freed::set).breaks(Anomaly::data_race)};

struct Permits {
  std::atomic<int> permits{2};
  int seen = 0;
  void borrow() {
    const int before = permits.fetch_sub(1);
    seen = before - permits.fetch_add(1);
  }
  void take() { permits.fetch_sub(1); }
};
const tenter::Registered permits{tenter::scenario<Permits>("permits")
                                     .actors(&Permits::borrow, &Permits::take)
                                     .observes(&Permits::seen)
                                     .acceptable({1}, "alone")
                                     .forbidden({2}, "one more was taken")};

// Waits between two locks for a thread that takes the same.
struct Joined {
  std::mutex mutex;
  int locked = 0;
  void lock() {
    const std::lock_guard lock(mutex);
    ++locked;
  }
  void own() {
    lock();
    std::thread([this] { lock(); }).join();
    lock();
  }
};
const tenter::Registered joined{tenter::scenario<Joined>("joined")
                                    .actor("owner", &Joined::own)
                                    .observes(&Joined::locked)
                                    .interesting({3}, "as always")};

// Collected without waiting: nobody is interrupted, and the result is not there.
struct TooEarly {
  int result = 0, collected = -1;
  void work() { result = 1; }
  void collect() { collected = result; }
};
const tenter::Registered too_early{tenter::scenario<TooEarly>("too-early")
                                       .actor("worker", &TooEarly::work)
                                       .actor("collector", &TooEarly::collect)
                                       .observes(&TooEarly::collected)
                                       .acceptable({1}, "the result was there")
                                       .forbidden({0}, "collected too early", Anomaly::stale_read)
                                       .breaks(Anomaly::stale_read, Anomaly::data_race)};

// The same, and there is a lock that orders the two when the collector comes first.
struct TooEarlyInOrder : TooEarly {
  std::mutex mutex;
  void work() {
    { const std::lock_guard lock(mutex); }
    result = 1;
  }
  void collect() {
    collected = result;
    const std::lock_guard lock(mutex);
  }
};
const tenter::Registered too_early_in_order{tenter::scenario<TooEarlyInOrder>("too-early-in-order")
                                                .actor("collector", &TooEarlyInOrder::collect)
                                                .actor("worker", &TooEarlyInOrder::work)
                                                .observes(&TooEarlyInOrder::collected)
                                                .acceptable({1}, "the result was there")
                                                .forbidden({0}, "collected too early", Anomaly::stale_read)
                                                .breaks(Anomaly::stale_read, Anomaly::data_race)};

// Two wait for the end, and one of them is told.
struct ToldOne {
  std::mutex mutex;
  std::condition_variable ended;
  bool over = false;
  void wait() {
    std::unique_lock lock(mutex);
    ended.wait(lock, [&] { return over; });
  }
  void end() {
    const std::lock_guard lock(mutex);
    over = true;
    ended.notify_one();
  }
};
const tenter::Registered told_one{tenter::scenario<ToldOne>("told-one")
                                      .copies(2, &ToldOne::wait)
                                      .actor("closer", &ToldOne::end)
                                      .breaks(Anomaly::deadlock)};

// One item, and two who want it; one of them waits, and does not look again.
struct Overtaken {
  std::mutex mutex;
  std::condition_variable added;
  bool there = false;
  int taken_in_vain = 0;
  void put() {
    const std::lock_guard lock(mutex);
    there = true;
    added.notify_one();
  }
  void wait_and_take() {
    std::unique_lock lock(mutex);
    if (!there) added.wait(lock);
    if (!there) ++taken_in_vain;
    there = false;
  }
  void take() {
    const std::lock_guard lock(mutex);
    there = false;
  }
};
const tenter::Registered overtaken{tenter::scenario<Overtaken>("overtaken")
                                       .actor("producer", &Overtaken::put)
                                       .actor("waiter", &Overtaken::wait_and_take)
                                       .actor("thief", &Overtaken::take)
                                       .observes(&Overtaken::taken_in_vain)
                                       .acceptable({0}, "it was there")
                                       .forbidden({1}, "it was gone", Anomaly::missing)
                                       .breaks(Anomaly::missing, Anomaly::lost_wakeup, Anomaly::deadlock)};

// Two threads take from one queue: the one reads a link that the other rewrites, and discards what it has read.
struct Freelist {
  boost::lockfree::queue<int, boost::lockfree::capacity<1>> queue;
  Freelist() { queue.push(1); }
  void pop() {
    int item = 0;
    queue.pop(item);
  }
};
const tenter::Registered freelist{tenter::scenario<Freelist>("freelist").copies(2, &Freelist::pop)};

// One condition for two things: who waits for the one may be told of the other.
struct OneCondition {
  std::mutex mutex;
  std::condition_variable condition;
  bool there[2] = {false, false};
  void wait_for(std::size_t which) {
    std::unique_lock lock(mutex);
    condition.wait(lock, [&] { return there[which]; });
  }
  void bring(std::size_t which) {
    const std::lock_guard lock(mutex);
    there[which] = true;
    condition.notify_one();
  }
  void bring_first() { bring(0); }
  void pass_on() {
    wait_for(0);
    bring(1);
  }
  void wait_for_second() { wait_for(1); }
};
const tenter::Registered one_condition{
    tenter::scenario<OneCondition>("one-condition")
        .actors(&OneCondition::bring_first, &OneCondition::pass_on, &OneCondition::wait_for_second)
        .breaks(Anomaly::lost_wakeup)};

// The second one's turn never comes, though it has been told of the first one's.
struct NeverTheirs : OneCondition {
  void bring_one() {
    const std::lock_guard lock(mutex);
    there[0] = true;
    condition.notify_all();
  }
  void wait_for_both() {
    wait_for(0);
    wait_for(1);
  }
};
const tenter::Registered never_theirs{tenter::scenario<NeverTheirs>("never-theirs")
                                          .actors(&NeverTheirs::bring_one, &NeverTheirs::wait_for_both)
                                          .breaks(Anomaly::deadlock)};

struct ForeignLock {
  std::mutex mutex;
  void hold() { const std::lock_guard lock(mutex); }
  void unlock() { mutex.unlock(); }
};
const tenter::Registered foreign_lock{tenter::scenario<ForeignLock>("foreign-lock")
                                          .actors(&ForeignLock::hold, &ForeignLock::unlock)
                                          .breaks(Anomaly::assertion)};

// Their places are equally far apart, as the actors are the same but for what they write.
struct TwoRaces {
  int left = 0, right = 0;
  void first() {
    left = 1;
    right = 1;
  }
  void second() {
    left = 2;
    right = 2;
  }
};
const tenter::Registered two_races{
    tenter::scenario<TwoRaces>("two-races").actors(&TwoRaces::first, &TwoRaces::second).breaks(Anomaly::data_race)};

struct Observed : Counter {
  void look() { tenter::check(value.load() == 2, "both were kept"); }
};
const tenter::Registered observed{tenter::scenario<Observed>("checked-by-observer")
                                      .copies(2, &Observed::increment)
                                      .observer(&Observed::look)
                                      .breaks(Anomaly::assertion)};

struct Timely {
  std::atomic<int> value{0};
  void sleep() {
    std::this_thread::sleep_for(std::chrono::seconds(1));
    value.store(1);
  }
  void look_at_the_clock() {
    std::this_thread::yield();
    const auto before = std::chrono::steady_clock::now();
    value.store(2);
    if (std::chrono::steady_clock::now() > before) value.store(3);
  }
};
const tenter::Registered timely{tenter::scenario<Timely>("timely")
                                    .actors(&Timely::sleep, &Timely::look_at_the_clock)
                                    .observes(&Timely::value)
                                    .acceptable({1}, "slept late")
                                    .acceptable({2}, "slept early")
                                    .interesting({3}, "slept in between")};

struct GivingWay {
  std::atomic<int> value{0};
  void wait() {
    while (value.load() == 0) std::this_thread::yield();
  }
};
const tenter::Registered giving_way{
    tenter::scenario<GivingWay>("giving-way").copies(2, &GivingWay::wait).breaks(Anomaly::livelock)};

// Nobody makes a step that others could tell from another one.
struct Still {
  void loop() {
    for (bool ended = false; !ended;) asm volatile("" : "+r"(ended));
  }
};
const tenter::Registered still{tenter::scenario<Still>("still").actor("one", &Still::loop).breaks(Anomaly::livelock)};

struct SeventyThreads {
  void start() {
    std::vector<std::thread> threads;
    for (int i = 0; i < 70; ++i) threads.emplace_back([] {});
    for (std::thread& thread : threads) thread.join();
  }
};
const tenter::Registered seventy_threads{
    tenter::scenario<SeventyThreads>("seventy-threads").actor("all", &SeventyThreads::start)};

// With the task that makes the state there is one too many.
struct ManyActors {
  std::atomic<int> value{0};
  void increment() { ++value; }
};
const tenter::Registered many_actors{
    tenter::scenario<ManyActors>("many-actors").copies(tenter::kMaxActors, &ManyActors::increment)};

struct Alone {
  int value = 0;
  void work() { value = 2; }
  void rest() {}
};
const tenter::Registered alone{tenter::scenario<Alone>("alone")
                                   .actors(&Alone::work, &Alone::rest)
                                   .observes(&Alone::value)
                                   .forbidden({2}, "two is not liked here")};

struct Polite {
  std::mutex mutex;
  int seen = 0;
  void hold() { const std::lock_guard lock(mutex); }
  void look() { seen = mutex.try_lock() ? (mutex.unlock(), 1) : 0; }
};
const tenter::Registered polite{tenter::scenario<Polite>("polite")
                                    .actors(&Polite::hold, &Polite::look)
                                    .observes(&Polite::seen)
                                    .acceptable({1}, "free")
                                    .interesting({0}, "taken")};

}  // namespace
