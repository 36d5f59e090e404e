// Programs that wait by looking again and again.
#include <tenter/scenario.h>

#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

namespace {

using namespace std::chrono_literals;

struct Flag {
  std::atomic<bool> flag{false};
  int value = 0;
  int seen = -1;
  void raise() {
    value = 1;
    flag.store(true);
  }
  void look() { seen = value; }
};

struct FlagLoop : Flag {
  void wait() {
    while (!flag.load()) {
    }
    look();
  }
};
struct FlagYield : Flag {
  void wait() {
    while (!flag.load()) std::this_thread::yield();
    look();
  }
};
struct FlagSleep : Flag {
  void wait() {
    while (!flag.load()) std::this_thread::sleep_for(1ms);
    look();
  }
};
struct FlagNever : FlagLoop {
  void raise() { value = 1; }
};
struct FlagTooEarly : FlagLoop {
  void raise() {
    flag.store(true);
    value = 1;
  }
};

// Two flags in one loop.
struct Both {
  std::atomic<int> left{0}, right{0};
  int seen = 0;
  void raise_left() { left.store(1); }
  void raise_right() { right.store(1); }
  void wait() {
    while (left.load() == 0 || right.load() == 0) {
    }
    seen = 1;
  }
};

struct EachOther {
  std::atomic<int> left{0}, right{0};
  int seen = 0;
  void first() {
    while (right.load() == 0) {
    }
    left.store(1);
  }
  void second() {
    while (left.load() == 0) {
    }
    right.store(1);
  }
};

template <class Lock>
struct Locked {
  Lock lock;
  int value = 0;
  void increment(std::size_t self) {
    lock.lock(self);
    value = value + 1;
    lock.unlock(self);
  }
};

class TestAndSet {
 public:
  void lock(std::size_t) {
    while (taken_.exchange(true)) {
    }
  }
  void unlock(std::size_t) { taken_.store(false); }

 private:
  std::atomic<bool> taken_{false};
};

class CompareExchange {
 public:
  void lock(std::size_t) {
    int free = 0;
    while (!taken_.compare_exchange_weak(free, 1)) free = 0;
  }
  void unlock(std::size_t) { taken_.store(0); }

 private:
  std::atomic<int> taken_{0};
};

class Ticket {
 public:
  void lock(std::size_t) {
    const int mine = next_.fetch_add(1);
    while (serving_.load() != mine) {
    }
  }
  void unlock(std::size_t) { serving_.fetch_add(1); }

 private:
  std::atomic<int> next_{0}, serving_{0};
};

class Peterson {
 public:
  void lock(std::size_t self) {
    const std::size_t other = 1 - self;
    wants_[self].store(true);
    turn_.store(other);
    while (wants_[other].load() && turn_.load() == other) {
    }
  }
  void unlock(std::size_t self) { wants_[self].store(false); }

 private:
  std::atomic<bool> wants_[2] = {false, false};
  std::atomic<std::size_t> turn_{0};
};

// Says that it wants only after it has looked.
class TooLate {
 public:
  void lock(std::size_t self) {
    while (wants_[1 - self].load()) {
    }
    wants_[self].store(true);
  }
  void unlock(std::size_t self) { wants_[self].store(false); }

 private:
  std::atomic<bool> wants_[2] = {false, false};
};

class TryLock {
 public:
  void lock(std::size_t) {
    while (!mutex_.try_lock()) {
    }
  }
  void unlock(std::size_t) { mutex_.unlock(); }

 private:
  std::mutex mutex_;
};

// Gives up, and that must be seen, too, however many tries it takes.
struct GivesUp {
  std::atomic<int> flag{0};
  int tries = 0;
  void raise() { flag.store(1); }
  void wait() {
    constexpr int kMost = 10;
    int failed = 0;
    while (failed < kMost && flag.load() == 0) ++failed;
    tries = failed;
  }
};

// A plain flag under a lock.
struct Polls {
  std::mutex mutex;
  bool ready = false;
  int seen = 0;
  void raise() {
    const std::lock_guard lock(mutex);
    ready = true;
  }
  void wait() {
    for (;;) {
      const std::lock_guard lock(mutex);
      if (ready) break;
    }
    seen = 1;
  }
};

template <class State>
auto flag(const char* name) {
  return tenter::scenario<State>(name).actors(&State::raise, &State::wait).observes(&State::seen);
}

template <class Lock>
auto locked(const char* name) {
  return tenter::scenario<Locked<Lock>>(name).copies(2, &Locked<Lock>::increment).observes(&Locked<Lock>::value);
}

const tenter::Registered registered[] = {
    tenter::Registered{flag<FlagLoop>("flag")},
    tenter::Registered{flag<FlagYield>("flag-yield")},
    tenter::Registered{flag<FlagSleep>("flag-sleep")},
    tenter::Registered{flag<FlagNever>("flag-never")},
    tenter::Registered{flag<FlagTooEarly>("flag-too-early")},
    tenter::Registered{tenter::scenario<Both>("both")
                           .actors(&Both::raise_left, &Both::raise_right, &Both::wait)
                           .observes(&Both::seen)},
    tenter::Registered{tenter::scenario<EachOther>("each-other")
                           .actors(&EachOther::first, &EachOther::second)
                           .observes(&EachOther::seen)},
    tenter::Registered{locked<TestAndSet>("test-and-set")},
    tenter::Registered{locked<CompareExchange>("compare-exchange")},
    tenter::Registered{locked<Ticket>("ticket")},
    tenter::Registered{locked<Peterson>("peterson")},
    tenter::Registered{locked<TooLate>("too-late")},
    tenter::Registered{locked<TryLock>("try-lock")},
    tenter::Registered{
        tenter::scenario<GivesUp>("gives-up").actors(&GivesUp::raise, &GivesUp::wait).observes(&GivesUp::tries)},
    tenter::Registered{flag<Polls>("polls")},
};

}  // namespace
