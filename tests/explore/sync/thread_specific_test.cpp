#include <pthread.h>

#include "explored.h"

namespace tenter::explore::test::thread_specific_test {
namespace {

struct State {
  pthread_key_t key = 0;
  pthread_key_t other = 0;
  int destroyed = 0;
  int left = 0;  // to be set again by the destructor
  int order = 0;
  int seen = -1;
};

State* the_state = nullptr;  // for destructors

void destroy(void* value) {
  the_state->destroyed += *static_cast<int*>(value);
  if (the_state->left-- > 0) ::pthread_setspecific(the_state->key, value);
}

int ten = 10;
int one = 1;

std::string destroyed(State& state) { return together({state.destroyed}); }
std::string both(State& state) { return together({state.seen, state.destroyed}); }

void start(State& state) {
  the_state = &state;
  ::pthread_key_create(&state.key, &destroy);
}

// entry(state) in a thread of its own, to its end.
void in_thread(State& state, void* (*entry)(void*)) {
  pthread_t thread{};
  ::pthread_create(&thread, nullptr, entry, &state);
  ::pthread_join(thread, nullptr);
}

void* set_ten(void* argument) {
  ::pthread_setspecific(static_cast<State*>(argument)->key, &ten);
  return nullptr;
}

TEST(Keys, HaveAValueForEachThread) {
  const auto main = [](State& state) {
    start(state);
    ::pthread_setspecific(state.key, &one);
    in_thread(state, [](void* argument) -> void* {
      State& of = *static_cast<State*>(argument);
      of.seen = ::pthread_getspecific(of.key) == nullptr;
      return set_ten(argument);
    });
    if (::pthread_getspecific(state.key) != &one) state.seen = 2;
  };
  // Its own value is destroyed with it, which is before anybody looks.
  EXPECT_EQ((Subject<State>({main}, both).expect({"1 11"})), 1u);
}

TEST(Keys, AreDestroyedAgainAsLongAsValuesAreSet) {
  const auto main = [](int left) {
    return [left](State& state) {
      start(state);
      state.left = left;
      in_thread(state, &set_ten);
    };
  };
  EXPECT_EQ((Subject<State>({main(0)}, destroyed).expect({"10"})), 1u);
  EXPECT_EQ((Subject<State>({main(2)}, destroyed).expect({"30"})), 1u);
  EXPECT_EQ((Subject<State>({main(100)}, destroyed).expect({"40"})), 1u);  // PTHREAD_DESTRUCTOR_ITERATIONS
}

TEST(Keys, ThatAreDeletedDestroyNothing) {
  const auto main = [](State& state) {
    start(state);
    in_thread(state, [](void* argument) -> void* {
      set_ten(argument);
      ::pthread_key_delete(static_cast<State*>(argument)->key);
      return nullptr;
    });
    state.seen = ::pthread_setspecific(state.key, &one);
  };
  EXPECT_EQ((Subject<State>({main}, both).expect({together({EINVAL, 0})})), 1u);
}

TEST(Keys, FromBeforeTheExecutionHaveNoValuesYet) {
  static pthread_key_t outside;
  ASSERT_EQ(::pthread_key_create(&outside, &destroy), 0);
  ASSERT_EQ(::pthread_setspecific(outside, &one), 0);
  const auto main = [](State& state) {
    the_state = &state;
    in_thread(state, [](void* argument) -> void* {
      State& of = *static_cast<State*>(argument);
      of.seen = ::pthread_getspecific(outside) == nullptr;
      ::pthread_setspecific(outside, &ten);
      return nullptr;
    });
  };
  EXPECT_EQ((Subject<State>({main, [](State&) { step(); }}, both).expect({"1 10"})), 1u);
  EXPECT_EQ(::pthread_getspecific(outside), &one);
  ::pthread_key_delete(outside);
}

class Leaving {
 public:
  ~Leaving() {
    step();
    the_state->order = the_state->order * 10 + number_;
  }
  void is(int number) { number_ = number; }

 private:
  int number_ = 0;
};

TEST(ThreadLocals, AreDestroyedAtTheEndOfTheirThreadLastFirst) {
  const auto main = [](State& state) {
    the_state = &state;
    in_thread(state, [](void*) -> void* {
      thread_local Leaving first;
      thread_local Leaving second;
      first.is(1);
      second.is(2);
      return nullptr;
    });
    state.seen = state.order;
  };
  EXPECT_EQ((Subject<State>({main}, [](State& state) { return together({state.seen}); }).expect({"21"})), 1u);
}

}  // namespace
}  // namespace tenter::explore::test::thread_specific_test
