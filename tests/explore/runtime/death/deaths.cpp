// Programs that end in the middle, where the second actor was faster; each in another way.
#include <tenter/scenario.h>

#undef NDEBUG
#include <atomic>
#include <cassert>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <memory>
#include <mutex>
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
template <class T>
T* at(std::uintptr_t address) {
  volatile std::uintptr_t unknown = address;  // to the compiler
  return reinterpret_cast<T*>(unknown);
}

int recurse(int depth) {
  std::atomic<int> local{depth};  // its hooks, too, need stack
  return depth < 0 ? 0 : recurse(local.load() + 1) + local.load();
}

int recurse_silently(int depth) {
  volatile char frame[100];
  frame[0] = static_cast<char>(depth);
  return depth < 0 ? 0 : recurse_silently(depth + 1) + frame[0];
}

struct NullPointer : Raced {
  void first() {
    if (too_late()) *at<volatile int>(0) = 1;
  }
};
struct NullAtomic : Raced {
  void first() {
    if (too_late()) at<std::atomic<int>>(8)->store(1);
  }
};
struct NullMutex : Raced {
  void first() {
    if (too_late()) at<std::mutex>(0)->lock();
  }
};
struct NullCopy : Raced {
  void first() {
    const int value = 1;
    volatile std::size_t size = sizeof value;
    if (too_late()) std::memcpy(at<int>(0), &value, size);
  }
};
struct WildWrite : Raced {
  void first() {
    if (too_late()) *at<volatile int>(0x123456000) = 1;
  }
};
struct NoAddress : Raced {
  void first() {
    if (too_late()) *at<volatile int>(std::uintptr_t{1} << 60U) = 1;
  }
};
struct ReadOnly : Raced {
  void first() {
    static constexpr int kConstant = 1;
    if (too_late()) *at<volatile int>(reinterpret_cast<std::uintptr_t>(&kConstant)) = 2;
  }
};
struct Division : Raced {
  void first() {
    volatile int zero = 0;
    if (too_late()) zero = 7 / zero;
  }
};
struct Trap : Raced {
  void first() {
    if (too_late()) __builtin_trap();
  }
};
struct Breakpoint : Raced {
  void first() {
    if (too_late()) asm volatile("int3");
  }
};
struct Raises : Raced {
  void first() {
    if (too_late()) std::raise(SIGSEGV);
  }
};
struct StackOverflow : Raced {
  void first() {
    if (too_late()) recurse(1);
  }
};
struct SilentStackOverflow : Raced {
  void first() {
    if (too_late()) recurse_silently(1);
  }
};
// What it leaves behind must not be there in the next execution.
struct CrashesInMidAir : Raced {
  static int& visits() {
    static int visits = 0;
    return visits;
  }
  void first() {
    const std::lock_guard lock(mutex_);
    const auto memory = std::make_unique<int[]>(1'000);
    thread_local int visits_here = 0;
    ++visits_here;
    ++visits();
    if (visits_here != 1 || visits() != 1) std::abort();
    *at<volatile int>(0) = memory[0];
  }
  void second() {}

 private:
  std::mutex mutex_;
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
const tenter::Registered not_an_exception{named<NotAnException>("deaths/not-an-exception")};
const tenter::Registered faults[] = {
    tenter::Registered{named<NullPointer>("deaths/null-pointer")},
    tenter::Registered{named<NullAtomic>("deaths/null-atomic")},
    tenter::Registered{named<NullMutex>("deaths/null-mutex")},
    tenter::Registered{named<NullCopy>("deaths/null-copy")},
    tenter::Registered{named<WildWrite>("deaths/wild-write")},
    tenter::Registered{named<NoAddress>("deaths/no-address")},
    tenter::Registered{named<ReadOnly>("deaths/read-only")},
    tenter::Registered{named<Division>("deaths/division")},
    tenter::Registered{named<Trap>("deaths/trap")},
    tenter::Registered{named<Breakpoint>("deaths/breakpoint")},
    tenter::Registered{named<Raises>("deaths/raises")},
    tenter::Registered{named<SilentStackOverflow>("deaths/silent-stack-overflow")},
    tenter::Registered{named<CrashesInMidAir>("deaths/crashes-in-mid-air")},
};
const tenter::Registered stack_overflow{named<StackOverflow>("deaths/stack-overflow")};
const tenter::Registered cannot_be_made{named<CannotBeMade>("deaths/cannot-be-made")};

}  // namespace
