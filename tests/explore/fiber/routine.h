// What the tests of fibers run on them.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <utility>

#include "explore/fiber/fiber.h"

namespace tenter::explore {

// A function on a fiber of its own that goes on whenever it is resumed, as far as it likes.
class Routine {
 public:
  using Body = std::function<void(Routine& self)>;

  Routine(FiberPool& pool, Body body) : pool_(pool), fiber_(pool.acquire()), body_(std::move(body)) {
    fiber_.prepare(&Routine::run, this);
  }
  ~Routine() { pool_.release(fiber_); }
  Routine(const Routine&) = delete;
  Routine& operator=(const Routine&) = delete;

  // For the scheduler. Returns when the body suspends itself or is done.
  void resume() { switch_to(pool_.scheduler(), fiber_); }
  // For the body.
  void suspend() { switch_to(fiber_, pool_.scheduler()); }
  void hand_over_to(Routine& other) { switch_to(fiber_, other.fiber_); }

  bool done() const { return done_; }
  Fiber& fiber() { return fiber_; }

 private:
  static void run(void* self) {
    auto& routine = *static_cast<Routine*>(self);
    routine.body_(routine);
    routine.done_ = true;
    routine.suspend();
  }

  FiberPool& pool_;
  Fiber& fiber_;
  Body body_;
  bool done_ = false;
};

// Runs each test with either way to set the thread pointer; INSTANTIATE with kBothModes.
class FiberTest : public testing::TestWithParam<ThreadPointerMode> {
 protected:
  FiberTest() {
    const bool instruction = GetParam() == ThreadPointerMode::instruction;
    if (!instruction || fsgsbase_usable()) choose_thread_pointer_mode(GetParam());
  }
  ~FiberTest() override { choose_thread_pointer_mode(before_); }
  void SetUp() override {
    if (thread_pointer_mode() != GetParam()) GTEST_SKIP() << "no FSGSBASE here";
  }

 private:
  ThreadPointerMode before_ = thread_pointer_mode();
};

inline const auto kBothModes = testing::Values(ThreadPointerMode::instruction, ThreadPointerMode::system_call);

inline std::string mode_name(const testing::TestParamInfo<ThreadPointerMode>& info) {
  return info.param == ThreadPointerMode::instruction ? "instruction" : "system_call";
}

}  // namespace tenter::explore
