// Threads as C programs use them: C11's, and threads that exit in the midst of what they do.
#include <pthread.h>
#include <tenter/scenario.h>
#include <threads.h>

#include <memory>

namespace {

struct Counter {
  mtx_t mutex;
  int count = 0;
  int seen = 0;

  Counter() { mtx_init(&mutex, mtx_plain); }
  static int locked(void* self) {
    auto& counter = *static_cast<Counter*>(self);
    mtx_lock(&counter.mutex);
    ++counter.count;
    mtx_unlock(&counter.mutex);
    return 7;
  }
  static int unlocked(void* self) {
    ++static_cast<Counter*>(self)->count;
    return 7;
  }
  void two(thrd_start_t entry) {
    thrd_t threads[2];
    for (thrd_t& thread : threads) thrd_create(&thread, entry, this);
    int sum = 0;
    for (const thrd_t thread : threads) {
      int result = 0;
      thrd_join(thread, &result);
      sum += result;
    }
    seen = 10 * sum + count;
  }
  void two_locked() { two(&locked); }
  void two_unlocked() { two(&unlocked); }
  void idle() {}
};

struct Condition {
  mtx_t mutex;
  cnd_t condition;
  bool ready = false;
  int seen = 0;

  Condition() {
    mtx_init(&mutex, mtx_plain);
    cnd_init(&condition);
  }
  void raise() {
    mtx_lock(&mutex);
    ready = true;
    cnd_signal(&condition);
    mtx_unlock(&mutex);
  }
  void wait() {
    mtx_lock(&mutex);
    while (!ready) cnd_wait(&condition, &mutex);
    mtx_unlock(&mutex);
    seen = 1;
  }
  void wait_for_a_time() {
    mtx_lock(&mutex);
    timespec limit{};
    timespec_get(&limit, TIME_UTC);
    ++limit.tv_sec;
    if (!ready) seen = cnd_timedwait(&condition, &mutex, &limit) == thrd_timedout ? 2 : 1;
    mtx_unlock(&mutex);
  }
};

int times_done = 0;

struct Once {
  once_flag flag = ONCE_FLAG_INIT;
  tss_t key;
  int destroyed = 0;
  int seen = 0;

  Once() {
    tss_create(&key, [](void* self) { ++static_cast<Once*>(self)->destroyed; });
  }
  ~Once() { tss_delete(key); }
  void once() {
    call_once(&flag, [] { ++times_done; });
    tss_set(key, this);
  }
  void other() {
    call_once(&flag, [] { ++times_done; });
  }
  int look() const { return 10 * times_done + destroyed; }
};

struct Exits {
  int seen = 0;

  struct Note {
    int& seen;
    ~Note() { ++seen; }
  };
  static void* exits(void* self) {
    const Note note{static_cast<Exits*>(self)->seen};
    const auto own = std::make_unique<int>(1);
    pthread_exit(reinterpret_cast<void*>(5));
  }
  static void* catches(void*) {
    try {
      pthread_exit(nullptr);
    } catch (...) {
    }
    return nullptr;
  }
  void join(void* (*entry)(void*)) {
    pthread_t thread{};
    pthread_create(&thread, nullptr, entry, this);
    void* result = nullptr;
    pthread_join(thread, &result);
    seen += static_cast<int>(reinterpret_cast<long>(result));
  }
  void join_one_that_exits() { join(&exits); }
  void join_one_that_catches() { join(&catches); }
  void exit() {
    const Note note{seen};
    thrd_exit(0);
  }
  void idle() {}
};

template <class State, class... Actors>
tenter::Registered with(const char* name, Actors... actors) {
  return tenter::Registered{tenter::scenario<State>(name).actors(actors...).observes(&State::seen)};
}

const tenter::Registered registered[] = {
    with<Counter>("c11-mutex", &Counter::two_locked, &Counter::idle),
    with<Counter>("c11-no-mutex", &Counter::two_unlocked, &Counter::idle),
    with<Condition>("c11-condition", &Condition::raise, &Condition::wait),
    with<Condition>("c11-condition-timed", &Condition::raise, &Condition::wait_for_a_time),
    tenter::Registered{tenter::scenario<Once>("c11-once").actors(&Once::once, &Once::other).observes(&Once::look)},
    with<Exits>("thread-exit", &Exits::join_one_that_exits, &Exits::idle),
    with<Exits>("thread-exit-of-actor", &Exits::exit, &Exits::idle),
    with<Exits>("thread-exit-caught", &Exits::join_one_that_catches, &Exits::idle),
};

}  // namespace
