// Scenarios that ask something else than the schedule what to do.
#include <sys/mman.h>
#include <sys/random.h>
#include <tenter/scenario.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <ctime>
#include <mutex>
#include <random>

#include "keeper.h"

namespace {

// Two actors of one store each, and what they store is what `next` says when the state is made.
template <int (*next)()>
class Branching {
 public:
  Branching() : drawn_(next()) {}
  void first() { value_.store(drawn_); }
  void second() { value_.store(-1); }
  int last() const { return value_.load(); }

 private:
  int drawn_;
  std::atomic<int> value_{0};
};

template <int (*next)()>
auto branching(const char* name) {
  using State = Branching<next>;
  return tenter::scenario<State>(name)
      .actor("first", &State::first)
      .actor("second", &State::second)
      .observes(&State::last)
      .acceptable({-1}, "second was last")
      .otherwise(tenter::Grade::acceptable, "first was last");
}

const tenter::Registered shared{branching<keeper::next_in_shared_mapping>("shared-mapping")};
const tenter::Registered own{branching<keeper::next_in_private_mapping>("private-mapping")};
const tenter::Registered opened{branching<keeper::next_in_open_file>("open-file")};
const tenter::Registered written{branching<keeper::next_in_written_file>("written-file")};
const tenter::Registered counter{branching<keeper::next_of_time_stamp_counter>("time-stamp-counter")};

// Of the C library, which nobody resets.
int next_option() { return ::optind++; }
const tenter::Registered option{branching<next_option>("option-index")};

// What it does, and not only with which values, is for something else to say.
class Moody {
 public:
  void act() {
    for (int i = 0; i < 4; ++i) step();
  }
  int sum() const { return sum_.load(); }

 private:
  void step() {
    switch (keeper::next_of_time_stamp_counter() % 4) {
      case 0:
        ++sum_;
        break;
      case 1:
        other_.store(sum_.load());
        break;
      case 2: {
        const std::scoped_lock lock(mutex_);
        ++sum_;
        break;
      }
      default:
        break;
    }
  }
  std::mutex mutex_;
  std::atomic<int> sum_{0};
  std::atomic<int> other_{0};
};
const tenter::Registered moody{tenter::scenario<Moody>("moody")
                                   .actors(&Moody::act, &Moody::act)
                                   .observes(&Moody::sum)
                                   .otherwise(tenter::Grade::acceptable, "whatever it is")};

// What is the same in each execution, because the runtime has it so.
int next_of_rand() { return std::rand(); }
int next_of_drand48() { return static_cast<int>(::lrand48()); }
int next_of_device() { return static_cast<int>(std::random_device()() >> 1U); }
int next_of_kernel() {
  unsigned drawn = 0;
  return ::getrandom(&drawn, sizeof drawn, 0) == sizeof drawn ? static_cast<int>(drawn >> 1U) : 0;
}
int next_address() {
  void* const memory = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return static_cast<int>(reinterpret_cast<std::uintptr_t>(memory) >> 12U);  // leaked
}
int next_tick() { return static_cast<int>(std::clock()); }

const tenter::Registered of_rand{branching<next_of_rand>("rand")};
const tenter::Registered of_drand48{branching<next_of_drand48>("drand48")};
const tenter::Registered of_device{branching<next_of_device>("random-device")};
const tenter::Registered of_kernel{branching<next_of_kernel>("getrandom")};
const tenter::Registered mapped{branching<next_address>("mapped-address")};
const tenter::Registered processor_time{branching<next_tick>("processor-time")};

// Whoever draws first gets the first number: both orders are to be seen.
class Dice {
 public:
  void first() { drawn_[0] = std::rand() % 100; }
  void second() { drawn_[1] = std::rand() % 100; }
  int drawn() const { return drawn_[0] * 100 + drawn_[1]; }

 private:
  std::array<int, 2> drawn_{};
};
const tenter::Registered dice{tenter::scenario<Dice>("dice")
                                  .actors(&Dice::first, &Dice::second)
                                  .observes(&Dice::drawn)
                                  .acceptable({8386}, "first was first")
                                  .acceptable({8683}, "second was first")};

// Each has random numbers of its own: that no order makes a difference is known without trying.
class Draws {
 public:
  void first() { drawn_[0] = std::random_device()(); }
  void second() { drawn_[1] = std::random_device()(); }
  bool differ() const { return drawn_[0] != drawn_[1]; }

 private:
  std::array<unsigned, 2> drawn_{};
};
const tenter::Registered draws{tenter::scenario<Draws>("draws")
                                   .actors(&Draws::first, &Draws::second)
                                   .observes(&Draws::differ)
                                   .acceptable({true}, "two streams")};

}  // namespace
