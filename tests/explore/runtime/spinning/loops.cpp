// Loops that wait for another thread in every way that programs have found.
#include <tenter/scenario.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <mutex>
#include <thread>

using namespace std::chrono_literals;

namespace {

struct Flag {
  std::atomic<bool> flag{false};
  int value = 0;
  int seen = -1;

  void raise() {
    value = 1;
    flag.store(true, std::memory_order_release);
  }
  void spin() {
    while (!flag.load(std::memory_order_acquire)) {
    }
    seen = value;
  }
  void pause() {
    while (!flag.load(std::memory_order_acquire)) __builtin_ia32_pause();
    seen = value;
  }
  void yield() {
    while (!flag.load(std::memory_order_acquire)) std::this_thread::yield();
    seen = value;
  }
  void sleep() {
    while (!flag.load(std::memory_order_acquire)) std::this_thread::sleep_for(1us);
    seen = value;
  }
  void sleep_for_no_time() {
    while (!flag.load(std::memory_order_acquire)) std::this_thread::sleep_for(0s);
    seen = value;
  }
  void back_off() {
    for (unsigned length = 1; !flag.load(std::memory_order_acquire); length *= 2) {
      for (unsigned i = 0; i < length % 64; ++i) __builtin_ia32_pause();
    }
    seen = value;
  }
  void only_spin() {
    while (!flag.load()) {
    }
  }
  void count() {
    unsigned rounds = 0;
    while (!flag.load()) asm volatile("" : "+r"(++rounds));
  }
  void until_late() {
    const auto deadline = std::chrono::steady_clock::now() + 1ms;
    bool raised = false;
    while (!(raised = flag.load(std::memory_order_acquire)) && std::chrono::steady_clock::now() < deadline) {
    }
    seen = raised;
  }
};

// Says that the value is there before it is.
struct TooEarly : Flag {
  void raise() {
    flag.store(true);
    value = 1;
  }
};

struct BothFlags {
  std::atomic<int> one{0}, other{0};
  int seen = 0;

  void raise_one() { one.store(1); }
  void raise_other() { other.store(1); }
  void spin() {
    while (one.load() == 0 || other.load() == 0) {
    }
    seen = 1;
  }
};

struct EitherFlag {
  std::atomic<int> one{0}, other{0};
  int seen = -1;

  void raise() { other.store(1); }
  void spin() {
    while (one.load() == 0 && other.load() == 0) {
    }
    seen = one.load();
  }
};

// What is stored between is the same again when the task that spins looks next.
struct Blink {
  std::atomic<int> flag{0};
  int seen = -1;

  void blink() {
    flag.store(1);
    flag.store(0);
  }
  void spin() {
    while (flag.load() == 0) {
    }
    seen = 1;
  }
};

struct GivesUp : Flag {
  void spin() {
    int rounds = 0;
    while (rounds < 10 && !flag.load()) ++rounds;
    seen = rounds;
  }
};

// It counts where no instrumentation sees it.
struct GivesUpInSecret : Flag {
  __attribute__((noinline, no_sanitize("thread"))) static bool has_enough() {
    static int calls = 0;
    return ++calls == 3;
  }
  void spin() {
    while (!flag.load()) {
      if (has_enough()) break;
    }
    seen = 0;
  }
};

template <class Lock>
struct Counter {
  Lock lock;
  int seen = 0;

  void count() {
    lock.lock();
    ++seen;
    lock.unlock();
  }
};

class Exchanged {
 public:
  void lock() {
    while (locked_.exchange(true, std::memory_order_acquire)) {
    }
  }
  void unlock() { locked_.store(false, std::memory_order_release); }

 private:
  std::atomic<bool> locked_{false};
};

class TestedAndSet {
 public:
  void lock() {
    while (flag_.test_and_set()) std::this_thread::yield();
  }
  void unlock() { flag_.clear(); }

 private:
  std::atomic_flag flag_;
};

class Compared {
 public:
  void lock() {
    bool expected = false;
    while (!locked_.compare_exchange_weak(expected, true, std::memory_order_acquire)) expected = false;
  }
  void unlock() { locked_.store(false, std::memory_order_release); }

 private:
  std::atomic<bool> locked_{false};
};

class Tickets {
 public:
  void lock() {
    const unsigned ticket = next_.fetch_add(1, std::memory_order_relaxed);
    while (serving_.load(std::memory_order_acquire) != ticket) {
    }
  }
  void unlock() { serving_.store(serving_.load(std::memory_order_relaxed) + 1, std::memory_order_release); }

 private:
  std::atomic<unsigned> next_{0}, serving_{0};
};

class Tried {
 public:
  void lock() {
    while (!mutex_.try_lock()) {
    }
  }
  void unlock() { mutex_.unlock(); }

 private:
  std::mutex mutex_;
};

struct Peterson {
  std::atomic<bool> wants[2] = {false, false};
  std::atomic<std::size_t> turn{0};
  int seen = 0;

  void count(std::size_t self) {
    wants[self].store(true);
    turn.store(1 - self);
    while (wants[1 - self].load() && turn.load() != self) {
    }
    ++seen;
    wants[self].store(false);
  }
};

// Without turns: when both want to, neither can.
struct Deference : Peterson {
  void count(std::size_t self) {
    wants[self].store(true);
    while (wants[1 - self].load()) {
    }
    ++seen;
    wants[self].store(false);
  }
};

// Says that it wants to only after it has looked.
struct TooLate : Peterson {
  void count(std::size_t self) {
    while (wants[1 - self].load()) {
    }
    wants[self].store(true);
    seen = seen + 1;
    wants[self].store(false);
  }
};

struct EachOther {
  std::atomic<int> arrived[2] = {0, 0};
  int seen = 0;

  void wait(std::size_t self) {
    while (arrived[1 - self].load() == 0) {
    }
    arrived[self].store(1);
  }
};

// One of them has written plain memory that the other one looks at again and again.
struct RacingLoop {
  std::atomic<int> one{0}, other{0};
  int seen = 0;

  void wait_for_one() {
    while (one.load() != 2) {
    }
  }
  void wait_for_other() {
    *reinterpret_cast<int*>(&one) = 1;
    while (other.load() == 0) {
    }
  }
};

struct Poll {
  std::mutex mutex;
  bool ready = false;
  int seen = -1;

  void raise() {
    const std::lock_guard lock(mutex);
    ready = true;
  }
  void poll() {
    for (;;) {
      const std::lock_guard lock(mutex);
      if (ready) break;
    }
    seen = 1;
  }
  void only_poll() {
    for (bool done = false; !done;) {
      const std::lock_guard lock(mutex);
      done = ready;
    }
  }
};

class SpinLock {
 public:
  void lock() {
    while (locked_.exchange(true)) std::this_thread::yield();
  }
  void unlock() { locked_.store(false); }

 private:
  std::atomic<bool> locked_{false};
};

// Takes a spin lock and gives it back in each round.
struct SpinPoll {
  SpinLock lock;
  std::atomic<unsigned> rounds{0};
  bool ready = false;
  int seen = -1;

  bool is_ready() {
    const std::lock_guard hold(lock);
    return ready;
  }
  void raise() {
    const std::lock_guard hold(lock);
    ready = true;
  }
  void poll() {
    while (!is_ready()) std::this_thread::yield();
    seen = 1;
  }
  void only_poll() {
    while (!is_ready()) std::this_thread::yield();
  }
  void poll_and_count() {
    for (; !is_ready(); std::this_thread::yield()) rounds.fetch_add(1);
    seen = 1;
  }
  void poll_without_a_yield() {
    while (!is_ready()) {
    }
    seen = 1;
  }
};

// Changes something for good in each of its many rounds, and others may come in between any two.
struct LongWork {
  std::atomic<int> done{0};
  int seen = -1;

  void work() {
    for (int i = 0; i < 30; ++i) done.fetch_add(1);
  }
  void look() { seen = done.load(); }
};

struct HeldForEver : Flag {
  std::mutex mutex;

  void hold() {
    mutex.lock();
    spin();
  }
  void wait() {
    while (!mutex.try_lock()) {
    }
  }
};

struct Toggle {
  std::atomic<bool> flag{false};
  int seen = 0;

  void toggle() {
    for (;;) flag.store(!flag.load());
  }
};

struct VolatileFlag {
  volatile bool flag = false;
  int seen = -1;

  void raise() { flag = true; }
  void spin() {
    while (!flag) {
    }
    seen = 1;
  }
};

struct Hoisted : Flag {
  void spin() {
    for (;;) asm volatile("");
  }
};

struct Busy : Flag {
  int work = 0;
  void spin() {
    for (;;) {
      work = 1;
      asm volatile("" ::: "memory");
    }
  }
};

template <class State>
void idle(State&) {}

template <class State, class... Actors>
tenter::Registered with(const char* name, Actors... actors) {
  return tenter::Registered{tenter::scenario<State>(name).actors(actors...).observes(&State::seen)};
}

template <class Lock>
tenter::Registered lock(const char* name) {
  return tenter::Registered{
      tenter::scenario<Counter<Lock>>(name).copies(2, &Counter<Lock>::count).observes(&Counter<Lock>::seen)};
}

template <class State, class Actor>
tenter::Registered twice(const char* name, Actor actor) {
  return tenter::Registered{tenter::scenario<State>(name).copies(2, actor).observes(&State::seen)};
}

const tenter::Registered registered[] = {
    with<Flag>("flag", &Flag::spin, &Flag::raise),
    with<Flag>("flag-of-two", &Flag::spin, &Flag::raise, &Flag::only_spin),
    with<Flag>("flag-pause", &Flag::pause, &Flag::raise),
    with<Flag>("flag-yield", &Flag::yield, &Flag::raise),
    with<Flag>("flag-sleep", &Flag::sleep, &Flag::raise),
    with<Flag>("flag-sleep-for-no-time", &Flag::sleep_for_no_time, &Flag::raise),
    with<Flag>("flag-back-off", &Flag::back_off, &Flag::raise),
    with<Flag>("flag-until-late", &Flag::until_late, &Flag::raise),
    with<Flag>("flag-until-late-never-raised", &Flag::until_late, &idle<Flag>),
    with<Flag>("flag-never-raised", &Flag::spin, &idle<Flag>),
    with<Flag>("flag-never-raised-yield", &Flag::yield, &idle<Flag>),
    with<Flag>("flag-never-raised-sleep", &Flag::sleep, &idle<Flag>),
    with<Flag>("flag-never-raised-count", &Flag::count, &idle<Flag>),
    with<EitherFlag>("either-flag", &EitherFlag::spin, &EitherFlag::raise),
    with<BothFlags>("both-flags", &BothFlags::spin, &BothFlags::raise_one, &BothFlags::raise_other),
    with<TooEarly>("too-early", &TooEarly::spin, &TooEarly::raise),
    twice<TooLate>("too-late", &TooLate::count),
    with<Blink>("blink", &Blink::spin, &Blink::blink),
    with<GivesUp>("gives-up", &GivesUp::spin, &GivesUp::raise),
    with<GivesUp>("gives-up-alone", &GivesUp::spin, &idle<GivesUp>),
    with<GivesUpInSecret>("gives-up-in-secret", &GivesUpInSecret::spin, &idle<GivesUpInSecret>),
    lock<Exchanged>("lock-exchange"),
    lock<TestedAndSet>("lock-test-and-set"),
    lock<Compared>("lock-compare-exchange"),
    lock<Tickets>("lock-tickets"),
    lock<Tried>("lock-try"),
    twice<Peterson>("peterson", &Peterson::count),
    twice<Deference>("deference", &Deference::count),
    twice<EachOther>("each-other", &EachOther::wait),
    with<RacingLoop>("racing-loop", &RacingLoop::wait_for_one, &RacingLoop::wait_for_other),
    with<Poll>("poll", &Poll::poll, &Poll::raise),
    with<Poll>("poll-of-two", &Poll::poll, &Poll::raise, &Poll::only_poll),
    with<Poll>("poll-never-raised", &Poll::poll, &Poll::only_poll),
    with<SpinPoll>("spin-poll", &SpinPoll::poll, &SpinPoll::raise),
    with<SpinPoll>("spin-poll-and-count", &SpinPoll::poll_and_count, &SpinPoll::raise),
    with<SpinPoll>("spin-poll-without-a-yield", &SpinPoll::poll_without_a_yield, &SpinPoll::raise),
    with<SpinPoll>("spin-poll-of-two", &SpinPoll::poll, &SpinPoll::only_poll, &SpinPoll::raise),
    with<SpinPoll>("spin-poll-never-raised", &SpinPoll::poll, &idle<SpinPoll>),
    with<SpinPoll>("spin-poll-never-raised-of-two", &SpinPoll::poll, &SpinPoll::only_poll),
    with<SpinPoll>("spin-poll-and-count-never-raised", &SpinPoll::poll_and_count, &idle<SpinPoll>),
    with<SpinPoll>("spin-poll-without-a-yield-never-raised", &SpinPoll::poll_without_a_yield, &idle<SpinPoll>),
    with<LongWork>("long-work", &LongWork::work, &LongWork::look),
    with<HeldForEver>("held-for-ever", &HeldForEver::hold, &HeldForEver::wait),
    twice<Toggle>("toggle", [](Toggle& state, std::size_t) { state.toggle(); }),
    with<VolatileFlag>("volatile", &VolatileFlag::spin, &VolatileFlag::raise),
    with<VolatileFlag>("volatile-never-raised", &VolatileFlag::spin, &idle<VolatileFlag>),
    with<Hoisted>("hoisted", &Hoisted::spin, &Hoisted::raise),
    with<Busy>("busy", &Busy::spin, &Busy::raise),
};

}  // namespace
