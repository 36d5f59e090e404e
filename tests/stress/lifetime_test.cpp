// States of any type are made and destroyed properly, each exactly once, where their type wants to be.
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include "run_stress.h"

namespace tenter::stress::lifetime_test {
namespace {

struct Census {
  static inline std::atomic<long> born{0}, died{0};
  Census() { ++born; }
  ~Census() { ++died; }
  Census(const Census&) = delete;
  Census& operator=(const Census&) = delete;
  void live() { self = this; }
  std::atomic<const Census*> self{nullptr};
};

TEST(Lifetime, DestructorsBalanceConstructors) {
  Census::born = Census::died = 0;
  const Program program = scenario<Census>("test/census").copies(3, &Census::live).program();
  const Ran ran = run_stress(program, executions(20'011));
  EXPECT_EQ(ran.evidence.executions, 20'011U);
  EXPECT_EQ(Census::born, 20'011);
  EXPECT_EQ(Census::died, 20'011);
}

struct alignas(128) Aligned {
  std::atomic<bool> fine{true};
  char odd[3] = {};
  void look() {
    if (reinterpret_cast<std::uintptr_t>(this) % 128 != 0) fine = false;
  }
};

TEST(Lifetime, OverAlignedStatesAreAligned) {
  const Program program =
      scenario<Aligned>("test/aligned").copies(2, &Aligned::look).observes(&Aligned::fine).program();
  EXPECT_EQ(count_of(run_stress(program, executions(20'000)).evidence, "true"), 20'000U);
}

struct Owning {
  std::mutex mutex;
  std::unique_ptr<std::string> text = std::make_unique<std::string>("a string too long to be stored in place: ");
  void append() {
    const std::lock_guard lock(mutex);
    text->push_back('x');
  }
};

TEST(Lifetime, StatesMayOwnMemoryAndNeedNotMove) {
  const Program program = scenario<Owning>("test/owning")
                              .copies(2, &Owning::append)
                              .observes([](Owning& state) { return state.text->size(); })
                              .program();
  EXPECT_EQ(count_of(run_stress(program, executions(10'000)).evidence, "43"), 10'000U);
}

struct Huge {
  std::array<std::atomic<char>, std::size_t{6} << 20U> bytes;
  void touch() { bytes.back().store(1, std::memory_order_relaxed); }
};

TEST(Lifetime, HugeStatesRunOneAtATime) {
  const Program program = scenario<Huge>("test/huge")
                              .copies(2, &Huge::touch)
                              .observes([](Huge& state) { return state.bytes.back().load() == 1; })
                              .program();
  EXPECT_EQ(count_of(run_stress(program, executions(20)).evidence, "true"), 20U);
}

struct Empty {
  void nothing() {}
};

TEST(Lifetime, EmptyStatesRun) {
  const Program program = scenario<Empty>("test/empty").copies(2, &Empty::nothing).program();
  EXPECT_EQ(count_of(run_stress(program, executions(1000)).evidence, "completed"), 1000U);
}

}  // namespace
}  // namespace tenter::stress::lifetime_test
