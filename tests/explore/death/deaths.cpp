// Programs that end in the middle, where the second actor was faster; each in another way.
#include <tenter/scenario.h>

#undef NDEBUG
#include <atomic>
#include <cassert>
#include <cstdlib>
#include <exception>
#include <stdexcept>
#include <thread>

namespace {

class Raced {
 public:
  void second() { flag_.store(1); }
  int flag() const { return flag_.load(); }

 protected:
  bool too_late() const { return flag_.load() == 1; }

 private:
  std::atomic<int> flag_{0};
};

void throws_something() { throw std::runtime_error("left a noexcept function"); }
void no_way_out() noexcept { throws_something(); }

struct Throws : Raced {
  void first() {
    if (too_late()) throw std::runtime_error("left an actor");
  }
};
struct ThreadThrows : Raced {
  void first() {
    std::thread([this] {
      if (too_late()) throw std::runtime_error("left a thread");
    }).join();
  }
};
struct Noexcept : Raced {
  void first() {
    if (too_late()) no_way_out();
  }
};
struct Terminates : Raced {
  void first() {
    if (too_late()) std::terminate();
  }
};
struct Aborts : Raced {
  void first() {
    if (too_late()) std::abort();
  }
};
struct Asserts : Raced {
  void first() { assert(!too_late()); }
};
struct Exits : Raced {
  void first() {
    if (too_late()) std::exit(3);
  }
};
struct Joinable : Raced {
  void first() {
    std::thread thread([] {});
    if (!too_late()) thread.join();
  }
};
struct NotAnException : Raced {
  void first() {
    if (too_late()) throw 1;
  }
};
// What follows keeps the compiler from knowing better.
int* volatile nowhere = nullptr;
int* volatile wild = reinterpret_cast<int*>(0x1234567890);
volatile int zero = 0;

struct FollowsNull : Raced {
  void first() {
    if (too_late()) *nowhere = 1;
  }
};
struct FollowsWild : Raced {
  void first() {
    if (too_late()) *wild = 1;
  }
};
struct DividesByZero : Raced {
  void first() {
    if (too_late()) zero = 100 / zero;
  }
};
struct Traps : Raced {
  void first() {
    if (too_late()) __builtin_trap();
  }
};
int deeper(int depth) {  // NOLINT(misc-no-recursion): that is the point
  volatile char room[1024] = {};
  return depth < 0 ? room[0] : deeper(depth + 1) + room[1];
}
struct Recurses : Raced {
  void first() {
    if (too_late()) zero = deeper(1);
  }
};
struct Loops : Raced {
  void first() {
    if (!too_late()) return;
    for (unsigned i = 0;; ++i) asm volatile("" : "+r"(i));
  }
};
struct CannotBeMade {
  CannotBeMade() { throw std::runtime_error("left a constructor"); }
  void first() {}
  void second() {}
  int flag() const { return 0; }
};

template <class State>
auto named(const char* name) {
  return tenter::scenario<State>(name)
      .actors(&State::first, &State::second)
      .observes([](State& state) { return state.flag(); })
      .acceptable({1}, "both actors returned");
}

const tenter::Registered throws{named<Throws>("deaths/throws")};
const tenter::Registered thread_throws{named<ThreadThrows>("deaths/thread-throws")};
const tenter::Registered noexcept_throws{named<Noexcept>("deaths/noexcept")};
const tenter::Registered terminates{named<Terminates>("deaths/terminates")};
const tenter::Registered aborts{named<Aborts>("deaths/aborts")};
const tenter::Registered asserts{named<Asserts>("deaths/asserts")};
const tenter::Registered exits{named<Exits>("deaths/exits")};
const tenter::Registered joinable{named<Joinable>("deaths/joinable")};
const tenter::Registered follows_null{named<FollowsNull>("deaths/follows-null")};
const tenter::Registered follows_wild{named<FollowsWild>("deaths/follows-wild")};
const tenter::Registered divides{named<DividesByZero>("deaths/divides-by-zero")};
const tenter::Registered traps{named<Traps>("deaths/traps")};
const tenter::Registered recurses{named<Recurses>("deaths/recurses")};
const tenter::Registered loops{named<Loops>("deaths/loops")};
const tenter::Registered not_an_exception{named<NotAnException>("deaths/not-an-exception")};
const tenter::Registered cannot_be_made{named<CannotBeMade>("deaths/cannot-be-made")};

}  // namespace
