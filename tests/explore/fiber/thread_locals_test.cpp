#include "explore/fiber/thread_locals.h"

#include <dlfcn.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string_view>

#include "routine.h"

namespace tenter::explore {
namespace {

thread_local int in_program = 3;

struct Unload {
  void operator()(void* module) const { ::dlclose(module); }
};

class ThreadLocalsTest : public FiberTest {
 protected:
  void SetUp() override {
    FiberTest::SetUp();
    early_ = &pool_.acquire();
    pool_.release(*early_);
    module_.reset(::dlopen(LATE_MODULE, RTLD_NOW | RTLD_LOCAL));
    ASSERT_NE(module_, nullptr) << ::dlerror();
  }
  int number(const char* function) const { return reinterpret_cast<int (*)()>(::dlsym(module_.get(), function))(); }
  void change() const { reinterpret_cast<void (*)()>(::dlsym(module_.get(), "late_module_change"))(); }
  static bool is_late_module(std::string_view path) { return path.find("late_module") != path.npos; }

  FiberPool pool_;
  Fiber* early_ = nullptr;  // older than the module
  std::unique_ptr<void, Unload> module_;
};
INSTANTIATE_TEST_SUITE_P(Both, ThreadLocalsTest, kBothModes, mode_name);

TEST_P(ThreadLocalsTest, GetTheirInitialValuesBack) {
  ThreadLocals thread_locals(&is_late_module);
  EXPECT_GT(thread_locals.size(), 5000u);
  for (int i = 0; i < 3; ++i) {
    Routine routine(pool_, [&](Routine&) {
      EXPECT_EQ(number("late_module_sum"), 42 + 0 + 5 + 'l' + 0 + 11);
      change();
      EXPECT_NE(number("late_module_sum"), 42 + 0 + 5 + 'l' + 0 + 11);
    });
    ASSERT_EQ(&routine.fiber(), early_);
    thread_locals.reset(routine.fiber());
    routine.resume();
    EXPECT_TRUE(routine.done());
  }
}

TEST_P(ThreadLocalsTest, AreAFibersOwn) {
  ThreadLocals thread_locals(&is_late_module);
  change();
  const int here = number("late_module_sum");
  Routine routine(pool_, [&](Routine& self) {
    change();
    self.suspend();
    EXPECT_NE(number("late_module_sum"), 42 + 0 + 5 + 'l' + 0 + 11);
  });
  Routine reset_one(pool_, [&](Routine& self) {
    change();
    self.suspend();
    EXPECT_EQ(number("late_module_sum"), 42 + 0 + 5 + 'l' + 0 + 11);
  });
  routine.resume();
  reset_one.resume();
  thread_locals.reset(reset_one.fiber());
  routine.resume();
  reset_one.resume();
  EXPECT_TRUE(routine.done() && reset_one.done());
  EXPECT_EQ(number("late_module_sum"), here);
}

TEST_P(ThreadLocalsTest, OnlyChosenModulesAreReset) {
  ThreadLocals chosen(&is_late_module);
  ThreadLocals program([](std::string_view path) { return path.empty(); });
  Routine routine(pool_, [&](Routine& self) {
    in_program = 4;
    self.suspend();
    EXPECT_EQ(in_program, 4);
    self.suspend();
    EXPECT_EQ(in_program, 3);
  });
  routine.resume();
  chosen.reset(routine.fiber());
  routine.resume();
  program.reset(routine.fiber());
  routine.resume();
  EXPECT_TRUE(routine.done());
}

TEST_P(ThreadLocalsTest, DestructorsNeverRun) {
  const int before = number("late_module_destroyed");
  const int live = number("late_module_live");
  ThreadLocals thread_locals(&is_late_module);
  {
    FiberPool pool;
    for (int i = 0; i < 3; ++i) {
      Routine routine(pool, [&](Routine&) { number("late_module_sum"); });
      thread_locals.reset(routine.fiber());
      routine.resume();
    }
  }
  EXPECT_EQ(number("late_module_live"), live + 3);
  EXPECT_EQ(number("late_module_destroyed"), before);
}

TEST_P(ThreadLocalsTest, AbandonedExceptionsAndErrorNumberAreForgotten) {
  ThreadLocals none([](std::string_view) { return false; });
  EXPECT_EQ(none.size(), 0u);
  {
    Routine routine(pool_, [&](Routine& self) {
      errno = EDOM;
      try {
        throw std::runtime_error("abandoned in its handler");
      } catch (...) {
        self.suspend();
      }
    });
    routine.resume();
  }
  Routine routine(pool_, [&](Routine&) {
    EXPECT_EQ(errno, 0);
    EXPECT_EQ(std::current_exception(), nullptr);
    EXPECT_EQ(std::uncaught_exceptions(), 0);
    EXPECT_THROW(throw std::runtime_error("the next one's"), std::runtime_error);
  });
  ASSERT_EQ(&routine.fiber(), early_);
  none.reset(routine.fiber());
  routine.resume();
  EXPECT_TRUE(routine.done());
}

}  // namespace
}  // namespace tenter::explore
