// Switching, and the pool.
#include "explore/fiber/fiber.h"

#include <gtest/gtest.h>
#include <pthread.h>
#include <rapidcheck/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <system_error>
#include <vector>

#include "routine.h"

namespace tenter::explore {
namespace {

class Switching : public FiberTest {};
INSTANTIATE_TEST_SUITE_P(Both, Switching, kBothModes, mode_name);

TEST_P(Switching, GoesOnWhereItLeft) {
  FiberPool pool;
  std::vector<int> order;
  Routine routine(pool, [&](Routine& self) {
    for (int i = 0; i < 3; ++i) {
      order.push_back(i);
      self.suspend();
    }
  });
  for (int i = 0; i < 3; ++i) {
    routine.resume();
    order.push_back(10 + i);
  }
  EXPECT_FALSE(routine.done());
  routine.resume();
  EXPECT_TRUE(routine.done());
  EXPECT_EQ(order, (std::vector{0, 10, 1, 11, 2, 12}));
}

TEST_P(Switching, RunsOnItsOwnStack) {
  FiberPool pool;
  const std::byte* local = nullptr;
  Routine routine(pool, [&](Routine&) { local = static_cast<const std::byte*>(__builtin_frame_address(0)); });
  routine.resume();
  const StackBounds& stack = routine.fiber().stack();
  EXPECT_GE(local, stack.lowest);
  EXPECT_LT(local, stack.top);
  EXPECT_GE(stack.top - stack.lowest, std::ptrdiff_t{FiberPool::kDefaultStackBytes});
}

TEST_P(Switching, FiberGoesStraightToAnother) {
  FiberPool pool;
  std::vector<int> order;
  Routine second(pool, [&](Routine&) { order.push_back(2); });
  Routine first(pool, [&](Routine& self) {
    order.push_back(1);
    self.hand_over_to(second);
  });
  first.resume();
  EXPECT_EQ(order, (std::vector{1, 2}));
  EXPECT_TRUE(second.done());
  EXPECT_FALSE(first.done());
}

TEST_P(Switching, ToItselfIsNothing) {
  FiberPool pool;
  Routine routine(pool, [](Routine& self) { self.hand_over_to(self); });
  routine.resume();
  EXPECT_TRUE(routine.done());
}

// More values than there are registers, integers and doubles, alive across switches on both sides.
template <typename Number>
Number sum_across_switches(Routine* self, Number seed) {
  std::array<Number, 24> values;
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = seed * static_cast<Number>(i + 1);
  Number a = values[3], b = values[5], c = values[7], d = values[11], e = values[13], f = values[17];
  self->suspend();
  Number sum = a * 2 + b * 3 + c * 5 + d * 7 + e * 11 + f * 13;
  self->suspend();
  for (const Number value : values) sum += value;
  return sum;
}

TEST_P(Switching, KeepsRegistersApart) {
  FiberPool pool;
  std::array<long, 2> whole{};
  std::array<double, 2> real{};
  std::array<long double, 2> extended{};
  auto body = [&](std::size_t i) {
    return [&, i](Routine& self) {
      whole[i] = sum_across_switches<long>(&self, i == 0 ? 1 : 1000);
      real[i] = sum_across_switches<double>(&self, i == 0 ? 1 : 1000);
      extended[i] = sum_across_switches<long double>(&self, i == 0 ? 1 : 1000);
    };
  };
  Routine first(pool, body(0));
  Routine second(pool, body(1));
  while (!first.done() || !second.done()) {
    if (!first.done()) first.resume();
    if (!second.done()) second.resume();
  }
  EXPECT_GT(whole[0], 0);
  EXPECT_EQ(whole[1], 1000 * whole[0]);
  EXPECT_EQ(real[1], 1000 * real[0]);
  EXPECT_EQ(extended[1], 1000 * extended[0]);
}

TEST_P(Switching, StackIsAlignedAsCallsWantIt) {
  FiberPool pool;
  std::array<char, 64> text{};
  std::uintptr_t misaligned = 1;
  Routine routine(pool, [&](Routine&) {
    alignas(16) volatile double numbers[2] = {1.5, 2.25};
    misaligned = reinterpret_cast<std::uintptr_t>(&numbers[0]) % 16;
    std::snprintf(text.data(), text.size(), "%.2f %.2Lf", numbers[0], static_cast<long double>(numbers[1]));
  });
  routine.resume();
  EXPECT_EQ(misaligned, 0u);
  EXPECT_STREQ(text.data(), "1.50 2.25");
}

TEST_P(Switching, PreparedAgainBeginsAnew) {
  FiberPool pool;
  int begun = 0;
  for (int i = 0; i < 3; ++i) {
    Routine routine(pool, [&](Routine& self) {
      ++begun;
      self.suspend();
      ADD_FAILURE() << "what was abandoned went on";
    });
    routine.resume();
  }
  EXPECT_EQ(begun, 3);
  EXPECT_EQ(pool.parked(), 1u);
}

RC_GTEST_PROP(SwitchingProperty, AnyOrderLeavesEachFiberItsOwn, ()) {
  static thread_local int steps = 0;
  constexpr std::size_t kRoutines = 5;
  const auto order = *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, kRoutines));
  FiberPool pool(64 * 1024);
  std::vector<std::unique_ptr<Routine>> routines;
  std::array<int, kRoutines> seen{}, expected{};
  for (std::size_t i = 0; i < kRoutines; ++i) {
    routines.push_back(std::make_unique<Routine>(pool, [&, i](Routine& self) {
      for (int local = 1;; ++local) {
        seen[i] = ++steps == local ? local : -1;
        self.suspend();
      }
    }));
  }
  for (const std::size_t next : order) {
    routines[next]->resume();
    ++expected[next];
  }
  RC_ASSERT(seen == expected);
}

TEST(FiberPool, ReusesTheLowestFreeFiber) {
  FiberPool pool(64 * 1024);
  std::vector<Fiber*> fibers;
  for (std::size_t i = 0; i < 130; ++i) {
    fibers.push_back(&pool.acquire());
    EXPECT_EQ(fibers.back()->index(), i);
  }
  for (const std::size_t freed : {70u, 3u, 128u, 64u}) pool.release(*fibers[freed]);
  for (const std::size_t expected : {3u, 64u, 70u, 128u}) {
    Fiber& fiber = pool.acquire();
    EXPECT_EQ(fiber.index(), expected);
    EXPECT_EQ(&fiber, fibers[expected]);
  }
  EXPECT_EQ(pool.acquire().index(), 130u);
  EXPECT_EQ(pool.parked(), 131u);
}

std::vector<const void*> addresses_of_a_pool() {
  FiberPool pool;
  std::vector<const void*> addresses;
  for (int i = 0; i < 5; ++i) {
    Fiber& fiber = pool.acquire();
    addresses.insert(addresses.end(), {fiber.stack().lowest, fiber.stack().top, fiber.thread_pointer()});
  }
  return addresses;
}

TEST(FiberPool, HasTheSameAddressesEachTime) {
  const auto first = addresses_of_a_pool();
  EXPECT_EQ(addresses_of_a_pool(), first);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(first[0]), StackRegion::kFirstPlace + StackRegion::kGuardBytes);
}

std::string listed(const std::vector<const void*>& addresses) {
  std::ostringstream out;
  for (const void* const address : addresses) out << address << ' ';
  return out.str();
}

// The child is this program started anew, with an address space randomised differently where that is on.
TEST(FiberPoolDeathTest, HasTheSameAddressesInEveryProcess) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT((std::cerr << listed(addresses_of_a_pool()), ::_exit(0)), testing::ExitedWithCode(0),
              listed(addresses_of_a_pool()));
}

TEST(FiberPool, PoolsLiveBesideEachOther) {
  FiberPool first, second;
  Routine one(first, [](Routine& self) { self.suspend(); });
  Routine two(second, [](Routine& self) { self.suspend(); });
  EXPECT_NE(one.fiber().stack().lowest, two.fiber().stack().lowest);
  one.resume();
  two.resume();
  one.resume();
  two.resume();
  EXPECT_TRUE(one.done() && two.done());
}

TEST(FiberPool, TenThousandFibersOneAfterAnother) {
  FiberPool pool;
  int ran = 0;
  for (int i = 0; i < 10'000; ++i) {
    Routine routine(pool, [&](Routine&) { ++ran; });
    routine.resume();
  }
  EXPECT_EQ(ran, 10'000);
  EXPECT_EQ(pool.parked(), 1u);
}

TEST(FiberPool, TenThousandFibersAHundredAtATime) {
  FiberPool pool;
  int ran = 0;
  for (int round = 0; round < 100; ++round) {
    std::vector<std::unique_ptr<Routine>> routines;
    for (int i = 0; i < 100; ++i) {
      routines.push_back(std::make_unique<Routine>(pool, [&](Routine& self) {
        self.suspend();
        ++ran;
      }));
    }
    for (int pass = 0; pass < 2; ++pass) {
      for (auto& routine : routines) routine->resume();
    }
  }
  EXPECT_EQ(ran, 10'000);
  EXPECT_EQ(pool.parked(), 100u);
}

TEST(FiberPool, GrowsOnAFiberToo) {
  FiberPool pool;
  bool nested_ran = false;
  Routine outer(pool, [&](Routine& self) {
    Routine nested(pool, [&](Routine& inner) {
      nested_ran = true;
      inner.hand_over_to(self);
    });
    self.hand_over_to(nested);
  });
  outer.resume();
  EXPECT_TRUE(nested_ran);
  EXPECT_TRUE(outer.done());
  EXPECT_EQ(pool.parked(), 2u);
}

TEST(FiberPool, SaysWhenThereAreNoMore) {
  FiberPool pool(64 * 1024, 2);
  pool.acquire();
  Fiber& second = pool.acquire();
  EXPECT_THROW(pool.acquire(), std::system_error);
  pool.release(second);
  EXPECT_EQ(&pool.acquire(), &second);
}

TEST(FiberPool, StackMayBeLarge) {
  constexpr std::size_t kBytes = 8 * 1024 * 1024;
  FiberPool pool(kBytes, 2);
  Routine routine(pool, [](Routine&) {
    volatile char large[kBytes - 16 * 1024];
    large[0] = 1;
    large[sizeof large - 1] = 1;
  });
  routine.resume();
  EXPECT_TRUE(routine.done());
}

// A signal that a parked thread did not block would be handled there, on the stack that a fiber uses.
TEST(ParkedThread, TakesNoSignals) {
  FiberPool pool;
  Routine routine(pool, [](Routine& self) { self.suspend(); });
  routine.resume();
  sigset_t usr1, before, pending;
  sigemptyset(&usr1);
  sigaddset(&usr1, SIGUSR1);
  ASSERT_EQ(pthread_sigmask(SIG_BLOCK, &usr1, &before), 0);
  ASSERT_EQ(kill(getpid(), SIGUSR1), 0);
  ASSERT_EQ(sigpending(&pending), 0);
  EXPECT_TRUE(sigismember(&pending, SIGUSR1));
  int taken = 0;
  EXPECT_EQ(sigwait(&usr1, &taken), 0);
  EXPECT_EQ(pthread_sigmask(SIG_SETMASK, &before, nullptr), 0);
  EXPECT_EQ(taken, SIGUSR1);
}

TEST(ParkedThread, IsNotAwaitedInTheChildOfAFork) {
  auto pool = std::make_unique<FiberPool>();
  pool->acquire();
  const pid_t child = ::fork();
  if (child == 0) {
    pool.reset();
    ::_exit(0);
  }
  int status = -1;
  EXPECT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

}  // namespace
}  // namespace tenter::explore
