// Scenarios that wait: some for what never comes, the others for what takes a second to come.
#include <linux/futex.h>
#include <sched.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <tenter/tenter.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <latch>
#include <mutex>
#include <semaphore>
#include <thread>

namespace {

constexpr timespec kASecond{1, 0};

// Each has one lock before it asks for the other's.
struct Crossed {
  std::mutex left, right;
  std::latch both{2};

  void lock(std::mutex& first, std::mutex& second) {
    const std::lock_guard mine(first);
    both.arrive_and_wait();
    const std::lock_guard other(second);
  }
  void one() { lock(left, right); }
  void other() { lock(right, left); }
};
const tenter::Registered crossed{
    tenter::scenario<Crossed>("never/crossed-locks").actor("one", &Crossed::one).actor("other", &Crossed::other)};

struct Unnotified {
  std::mutex mutex;
  std::condition_variable ready;
  bool told = false;

  void wait() {
    std::unique_lock lock(mutex);
    ready.wait(lock, [&] { return told; });
  }
  void forget() {}
};
const tenter::Registered unnotified{tenter::scenario<Unnotified>("never/notified")
                                        .actor("waiter", &Unnotified::wait)
                                        .actor("forgetful", &Unnotified::forget)};

// Joins a thread that waits: glibc waits for its end by an operation that other processes could answer.
struct Joining {
  std::binary_semaphore given{0};

  void join() {
    std::thread([&] { given.acquire(); }).join();
  }
  void rest() {}
};
const tenter::Registered joining{
    tenter::scenario<Joining>("never/joined").actor("joiner", &Joining::join).actor("rest", &Joining::rest)};

struct Waiting {
  std::binary_semaphore given{0};

  void wait() { given.acquire(); }
  void rest() {}
};

// Sleeps, and notifies.
struct Sleeper : Waiting {
  void sleep() {
    ::nanosleep(&kASecond, nullptr);
    given.release();
  }
};
const tenter::Registered slept{
    tenter::scenario<Sleeper>("patient/sleeper").actor("sleeper", &Sleeper::sleep).actor("waiter", &Sleeper::wait)};

// Gives up after a while.
struct Limited {
  std::mutex mutex;
  std::condition_variable ready;

  void wait() {
    std::unique_lock lock(mutex);
    ready.wait_for(lock, std::chrono::seconds(1), [] { return false; });
  }
  void rest() {}
};
const tenter::Registered limited{
    tenter::scenario<Limited>("patient/limited").actor("waiter", &Limited::wait).actor("rest", &Limited::rest)};

std::binary_semaphore* alarm_rings = nullptr;

// What wakes it is a signal that a timer sends: no thread but the one that waits has anything to do with it.
template <class Arm>
void wait_for_signal(std::binary_semaphore& given, Arm&& arm) {
  alarm_rings = &given;
  ::signal(SIGALRM, [](int) { alarm_rings->release(); });
  arm();
  given.acquire();
  ::signal(SIGALRM, SIG_DFL);
}

struct Alarmed : Waiting {
  void wait() {
    wait_for_signal(given, [] { ::alarm(1); });
  }
};
const tenter::Registered alarmed{
    tenter::scenario<Alarmed>("patient/alarm").actor("waiter", &Alarmed::wait).actor("rest", &Alarmed::rest)};

struct Timed : Waiting {
  void wait() {
    timer_t timer;
    sigevent event{};
    event.sigev_notify = SIGEV_THREAD;
    event.sigev_value.sival_ptr = &given;
    event.sigev_notify_function = [](sigval value) {
      static_cast<std::binary_semaphore*>(value.sival_ptr)->release();
    };
    const itimerspec once{{0, 0}, kASecond};
    ::timer_create(CLOCK_MONOTONIC, &event, &timer);
    ::timer_settime(timer, 0, &once, nullptr);
    given.acquire();
    ::timer_delete(timer);
  }
};
const tenter::Registered timed{
    tenter::scenario<Timed>("patient/timer").actor("waiter", &Timed::wait).actor("rest", &Timed::rest)};

// Is woken by a process that runs in the same memory.
struct Parent {
  std::uint32_t word = 0;
  alignas(64) char stack[16384];

  [[gnu::no_sanitize("thread")]] static int wake_after_a_second(void* self) {
    std::uint32_t* const word = &static_cast<Parent*>(self)->word;
    ::syscall(SYS_nanosleep, &kASecond, nullptr);
    __atomic_store_n(word, 1U, __ATOMIC_SEQ_CST);
    ::syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
    ::syscall(SYS_exit, 0);
    return 0;
  }
  [[gnu::no_sanitize("thread")]] void wait() {
    ::clone(wake_after_a_second, stack + sizeof stack, CLONE_VM, this);
    while (__atomic_load_n(&word, __ATOMIC_SEQ_CST) == 0) {
      ::syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, 0, nullptr, nullptr, 0);
    }
  }
  void rest() {}
};
const tenter::Registered parent{
    tenter::scenario<Parent>("patient/parent").actor("waiter", &Parent::wait).actor("rest", &Parent::rest)};

}  // namespace
