// What a fiber has of its own, in code that knows nothing of fibers.
#include <gtest/gtest.h>
#include <pthread.h>
#include <setjmp.h>

#include <cerrno>
#include <exception>
#include <iostream>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "routine.h"

namespace tenter::explore {
namespace {

class OwnState : public FiberTest {
 protected:
  // Runs both to their ends, by turns.
  static void alternate(Routine& first, Routine& second) {
    while (!first.done() || !second.done()) {
      if (!first.done()) first.resume();
      if (!second.done()) second.resume();
    }
  }
};
INSTANTIATE_TEST_SUITE_P(Both, OwnState, kBothModes, mode_name);

thread_local int counter = 7;
thread_local std::string text = "fresh";

TEST_P(OwnState, ThreadLocalVariables) {
  FiberPool pool;
  counter = 1000;
  std::set<const int*> addresses{&counter};
  std::vector<std::string> seen;
  auto body = [&](Routine& self) {
    addresses.insert(&counter);
    for (int i = 0; i < 3; ++i) {
      ++counter;
      text += '+';
      self.suspend();
    }
    seen.push_back(text + std::to_string(counter));
  };
  Routine first(pool, body);
  Routine second(pool, body);
  alternate(first, second);
  EXPECT_EQ(addresses.size(), 3u);
  EXPECT_EQ(seen, (std::vector<std::string>{"fresh+++10", "fresh+++10"}));
  EXPECT_EQ(counter, 1000);
  counter = 7;
}

TEST_P(OwnState, ErrorNumber) {
  FiberPool pool;
  auto body = [](int mine) {
    return [mine](Routine& self) {
      errno = mine;
      self.suspend();
      EXPECT_EQ(errno, mine);
    };
  };
  Routine first(pool, body(EDOM));
  Routine second(pool, body(ERANGE));
  errno = EINTR;
  alternate(first, second);
  EXPECT_EQ(errno, EINTR);
}

TEST_P(OwnState, Identity) {
  FiberPool pool;
  std::set<std::thread::id> ids{std::this_thread::get_id()};
  auto body = [&](Routine& self) {
    const pthread_t before = pthread_self();
    ids.insert(std::this_thread::get_id());
    self.suspend();
    EXPECT_TRUE(pthread_equal(before, pthread_self()));
  };
  Routine first(pool, body);
  Routine second(pool, body);
  alternate(first, second);
  EXPECT_EQ(ids.size(), 3u);
}

TEST_P(OwnState, StackThatTheCLibraryReports) {
  FiberPool pool;
  Routine routine(pool, [](Routine& self) {
    pthread_attr_t attributes;
    ASSERT_EQ(pthread_getattr_np(pthread_self(), &attributes), 0);
    void* lowest = nullptr;
    std::size_t size = 0;
    EXPECT_EQ(pthread_attr_getstack(&attributes, &lowest, &size), 0);
    pthread_attr_destroy(&attributes);
    EXPECT_EQ(lowest, self.fiber().stack().lowest);
    EXPECT_GT(static_cast<std::byte*>(lowest) + size, self.fiber().stack().top);
  });
  routine.resume();
  EXPECT_TRUE(routine.done());
}

TEST_P(OwnState, PthreadKeys) {
  FiberPool pool;
  pthread_key_t key;
  ASSERT_EQ(pthread_key_create(&key, nullptr), 0);
  auto body = [&](Routine& self) {
    EXPECT_EQ(pthread_getspecific(key), nullptr);
    EXPECT_EQ(pthread_setspecific(key, &self), 0);
    self.suspend();
    EXPECT_EQ(pthread_getspecific(key), &self);
  };
  Routine first(pool, body);
  Routine second(pool, body);
  alternate(first, second);
  EXPECT_EQ(pthread_getspecific(key), nullptr);
  EXPECT_EQ(pthread_key_delete(key), 0);
}

// Throws, suspends within the handler, and so on, `depth` deep; then leaves the handlers by turns.
void nest(Routine& self, const std::string& name, int depth) {
  if (depth == 0) return;
  const std::string mine = name + std::to_string(depth);
  try {
    throw std::runtime_error(mine);
  } catch (const std::runtime_error& error) {
    self.suspend();
    nest(self, name, depth - 1);
    self.suspend();
    EXPECT_EQ(error.what(), mine);
    try {
      throw;  // finds what this fiber caught last, not what any other did
    } catch (const std::runtime_error& again) {
      EXPECT_EQ(again.what(), mine);
    }
  }
}

TEST_P(OwnState, NestedExceptionsInHandlers) {
  FiberPool pool;
  Routine first(pool, [](Routine& self) { nest(self, "first", 5); });
  Routine second(pool, [](Routine& self) { nest(self, "second", 3); });
  alternate(first, second);
  EXPECT_EQ(std::current_exception(), nullptr);
}

TEST_P(OwnState, ExceptionThrownWhileOtherIsInAHandler) {
  FiberPool pool;
  std::string caught;
  Routine thrower(pool, [&](Routine& self) {
    try {
      EXPECT_EQ(std::current_exception(), nullptr);
      throw std::logic_error("thrower's");
    } catch (const std::exception& error) {
      self.suspend();
      caught = error.what();
    }
  });
  try {
    throw std::runtime_error("scheduler's");
  } catch (...) {
    thrower.resume();
    try {
      throw;
    } catch (const std::exception& error) {
      EXPECT_STREQ(error.what(), "scheduler's");
    }
  }
  thrower.resume();
  EXPECT_EQ(caught, "thrower's");
}

struct SuspendsWhenDestroyed {
  Routine& self;
  int& uncaught;
  ~SuspendsWhenDestroyed() {
    self.suspend();
    uncaught = std::uncaught_exceptions();
  }
};

TEST_P(OwnState, ExceptionInFlight) {
  FiberPool pool;
  int uncaught = -1;
  bool caught = false;
  Routine routine(pool, [&](Routine& self) {
    try {
      const SuspendsWhenDestroyed guard{self, uncaught};
      throw 1;
    } catch (int) {
      caught = true;
    }
  });
  routine.resume();
  EXPECT_EQ(std::uncaught_exceptions(), 0);
  EXPECT_THROW(throw std::runtime_error("between"), std::runtime_error);
  routine.resume();
  EXPECT_EQ(uncaught, 1);
  EXPECT_TRUE(caught);
}

[[noreturn]] void suspend_and_jump(Routine& self, jmp_buf& back) {
  self.suspend();
  longjmp(back, 42);
}

void jump_out(Routine& self, jmp_buf& back) {
  self.suspend();
  suspend_and_jump(self, back);
}

TEST_P(OwnState, LongJumps) {
  FiberPool pool;
  int landed = 0;
  auto body = [&](Routine& self) {
    jmp_buf back;
    if (setjmp(back) == 42) {
      ++landed;
    } else {
      jump_out(self, back);
    }
  };
  Routine first(pool, body);
  Routine second(pool, body);
  alternate(first, second);
  EXPECT_EQ(landed, 2);
}

TEST_P(OwnState, Streams) {
  FiberPool pool;
  testing::internal::CaptureStdout();
  std::vector<std::string> written;
  auto body = [&](const char* name) {
    return [&, name](Routine& self) {
      std::ostringstream out;
      for (int i = 0; i < 3; ++i) {
        out << name << ' ' << i << ' ' << 1.5 * i << ';';
        std::cout << name << i << std::endl;
        self.suspend();
      }
      written.push_back(out.str());
    };
  };
  Routine first(pool, body("a"));
  Routine second(pool, body("b"));
  alternate(first, second);
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "a0\nb0\na1\nb1\na2\nb2\n");
  EXPECT_EQ(written, (std::vector<std::string>{"a 0 0;a 1 1.5;a 2 3;", "b 0 0;b 1 1.5;b 2 3;"}));
}

}  // namespace
}  // namespace tenter::explore
