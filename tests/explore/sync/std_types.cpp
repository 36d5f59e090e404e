// The standard library's synchronisation, as programs use it. What a state observes is what must not vary, or all
// that may.
#include <tenter/scenario.h>

#include <atomic>
#include <barrier>
#include <chrono>
#include <condition_variable>
#include <future>
#include <latch>
#include <mutex>
#include <semaphore>
#include <shared_mutex>
#include <stdexcept>
#include <string>
#include <thread>

using namespace std::chrono_literals;

namespace {

struct SharedMutex {
  std::shared_mutex mutex;
  int value = 0;
  int seen = -1;

  void write() {
    const std::unique_lock lock(mutex);
    value = 1;
    value = 2;
  }
  void read() {
    const std::shared_lock lock(mutex);
    seen = value;
  }
};

struct SharedTimedMutex {
  std::shared_timed_mutex mutex;
  int seen = -1;

  void write() {
    const std::unique_lock lock(mutex, 1ms);
    if (lock.owns_lock()) std::this_thread::yield();
  }
  void read() {
    const std::shared_lock lock(mutex, 1ms);
    seen = lock.owns_lock();
  }
};

struct TimedMutex {
  std::timed_mutex mutex;
  int seen = -1;

  void hold() {
    const std::lock_guard lock(mutex);
    std::this_thread::sleep_for(10ms);
  }
  void try_for_a_while() {
    const std::unique_lock lock(mutex, 1ms);
    seen = lock.owns_lock();
  }
};

// Handing over a plain value: a race if the semaphore does not order it.
struct Semaphore {
  std::counting_semaphore<2> semaphore{0};
  int value = 0;
  int seen = 0;

  void give() {
    value = 1;
    semaphore.release();
  }
  void take() {
    semaphore.acquire();
    seen = value;
  }
};

struct ForgottenSemaphore : Semaphore {
  void give() { value = 1; }
};

struct TimedSemaphore {
  std::binary_semaphore semaphore{0};
  int seen = -1;

  void give() { semaphore.release(); }
  void take() { seen = semaphore.try_acquire_for(1ms); }
};

struct Latch {
  std::latch latch{2};
  int left = 0;
  int right = 0;
  int seen = -1;

  void first() {
    left = 1;
    latch.count_down();
  }
  void second() {
    right = 2;
    latch.count_down();
  }
  void third() {
    latch.wait();
    seen = left + right;
  }
};

// Nobody else comes.
struct LatchOfThree {
  std::latch latch{3};
  int seen = 0;

  void come() { latch.arrive_and_wait(); }
};

struct Barrier {
  std::barrier<> barrier{2};
  int values[2] = {0, 0};
  int sums[2] = {0, 0};

  void work(std::size_t self) {
    values[self] = 1;
    barrier.arrive_and_wait();
    sums[self] = values[0] + values[1];
  }
};

struct AtomicWait {
  std::atomic<int> flag{0};
  int value = 0;
  int seen = -1;

  void raise() {
    value = 1;
    flag.store(1);
    flag.notify_one();
  }
  void wait() {
    flag.wait(0);
    seen = value;
  }
};

// Without the notification whoever waits already waits for ever.
struct SilentAtomic : AtomicWait {
  void raise() { flag.store(1); }
};

struct CallOnce {
  std::once_flag flag;
  int runs = 0;
  int seen[2] = {-1, -1};

  void call(std::size_t self) {
    std::call_once(flag, [this] { ++runs; });
    seen[self] = runs;
  }
};

struct CallOnceThrowing {
  std::once_flag flag;
  int runs = 0;

  void call(std::size_t) {
    try {
      std::call_once(flag, [this] {
        if (++runs == 1) throw std::runtime_error("not yet");
      });
    } catch (const std::runtime_error&) {
    }
  }
};

int& the_static() {
  static int value = [] {
    std::this_thread::yield();
    return 41;
  }();
  return value;
}

struct FunctionStatic {
  int seen[2] = {0, 0};
  void look(std::size_t self) { seen[self] = the_static(); }
};

struct Future {
  std::promise<int> promise;
  int seen = -1;

  void give() { promise.set_value(5); }
  void take() { seen = promise.get_future().get(); }
};

struct TimedFuture {
  std::promise<int> promise;
  int seen = -1;

  void give() { promise.set_value(5); }
  void take() { seen = promise.get_future().wait_for(1ms) == std::future_status::ready; }
};

struct Async {
  int seen = -1;
  void run() {
    seen = std::async(std::launch::async, [] { return 7; }).get();
  }
};

struct WaitFor {
  std::mutex mutex;
  std::condition_variable condition;
  bool ready = false;
  int seen = -1;

  void notify() {
    {
      const std::lock_guard lock(mutex);
      ready = true;
    }
    condition.notify_one();
  }
  void wait() {
    std::unique_lock lock(mutex);
    seen = condition.wait_for(lock, 1ms, [this] { return ready; });
  }
};

struct WaitUntilStatus : WaitFor {
  void wait() {
    std::unique_lock lock(mutex);
    seen = condition.wait_until(lock, std::chrono::system_clock::now() + 1ms) == std::cv_status::timeout;
    seen += 2 * ready;
  }
};

struct AtThreadExit {
  int seen = 0;

  struct Noticed {
    AtThreadExit* of = nullptr;
    ~Noticed() { ++of->seen; }
  };
  void run() {
    const auto body = [this] {
      thread_local Noticed noticed;
      noticed.of = this;
    };
    std::thread(body).join();
    std::thread(body).join();
  }
};

template <class State, class... Actors>
tenter::Registered with(const char* name, Actors... actors) {
  return tenter::Registered{tenter::scenario<State>(name).actors(actors...).observes(&State::seen)};
}

template <class State, class Actor, class Look>
tenter::Registered twice(const char* name, Actor actor, Look look) {
  return tenter::Registered{tenter::scenario<State>(name).copies(2, actor).observes(look)};
}

// A scenario has two actors at least.
template <class State>
void idle(State&) {}

const tenter::Registered registered[] = {
    with<SharedMutex>("shared_mutex", &SharedMutex::write, &SharedMutex::read),
    with<SharedTimedMutex>("shared_timed_mutex", &SharedTimedMutex::write, &SharedTimedMutex::read),
    with<TimedMutex>("timed_mutex", &TimedMutex::hold, &TimedMutex::try_for_a_while),
    with<Semaphore>("semaphore", &Semaphore::give, &Semaphore::take),
    with<ForgottenSemaphore>("semaphore-forgotten", &ForgottenSemaphore::give, &ForgottenSemaphore::take),
    with<TimedSemaphore>("semaphore-timed", &TimedSemaphore::give, &TimedSemaphore::take),
    with<Latch>("latch", &Latch::first, &Latch::second, &Latch::third),
    with<LatchOfThree>("latch-of-three", &LatchOfThree::come, &LatchOfThree::come),
    twice<Barrier>("barrier", &Barrier::work, [](Barrier& state) { return state.sums[0] * 10 + state.sums[1]; }),
    with<AtomicWait>("atomic-wait", &AtomicWait::raise, &AtomicWait::wait),
    with<SilentAtomic>("atomic-wait-silent", &SilentAtomic::raise, &SilentAtomic::wait),
    twice<CallOnce>("call_once", &CallOnce::call, [](CallOnce& state) { return state.seen[0] * 10 + state.seen[1]; }),
    twice<CallOnceThrowing>("call_once-throwing", &CallOnceThrowing::call,
                            [](CallOnceThrowing& state) { return state.runs; }),
    twice<FunctionStatic>("function-static", &FunctionStatic::look,
                          [](FunctionStatic& state) { return state.seen[0] + state.seen[1]; }),
    with<Future>("future", &Future::give, &Future::take),
    with<TimedFuture>("future-timed", &TimedFuture::give, &TimedFuture::take),
    with<Async>("async", &Async::run, &idle<Async>),
    with<WaitFor>("wait_for", &WaitFor::notify, &WaitFor::wait),
    with<WaitUntilStatus>("wait_until", &WaitUntilStatus::notify, &WaitUntilStatus::wait),
    with<AtThreadExit>("thread_local", &AtThreadExit::run, &idle<AtThreadExit>),
};

}  // namespace
