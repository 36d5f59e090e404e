// The life and use of synchronisation objects: made, used, destroyed, by whom and when.
#include <pthread.h>
#include <semaphore.h>
#include <tenter/scenario.h>
#include <threads.h>

#include <atomic>
#include <cerrno>
#include <mutex>
#include <new>

namespace lock_life {
namespace {

using tenter::Anomaly;

// Right.

// Who gives up the last reference destroys what all have locked, right after the last unlock.
struct LastReference {
  struct Counted {
    pthread_mutex_t mutex;
    int references = 2;
    Counted() { ::pthread_mutex_init(&mutex, nullptr); }
    ~Counted() { ::pthread_mutex_destroy(&mutex); }
  };
  Counted* const counted = new Counted;
  std::atomic<int> destroyed{0};
  void give_up() {
    ::pthread_mutex_lock(&counted->mutex);
    const bool last = --counted->references == 0;
    ::pthread_mutex_unlock(&counted->mutex);
    if (!last) return;
    delete counted;
    ++destroyed;
  }
  int times() const { return destroyed.load(); }
};
const tenter::Registered last_reference{tenter::scenario<LastReference>("lock-life/last-reference")
                                            .copies(2, &LastReference::give_up)
                                            .observes(&LastReference::times)
                                            .acceptable({1}, "by the last")};

// All who wait have been notified: some have yet to come back, and then use the mutex only.
struct AfterBroadcast {
  std::mutex mutex;
  pthread_cond_t* condition = new pthread_cond_t;
  bool ready = false;
  AfterBroadcast() { ::pthread_cond_init(condition, nullptr); }
  void wait() {
    mutex.lock();
    while (!ready) ::pthread_cond_wait(condition, mutex.native_handle());
    mutex.unlock();
  }
  void destroy() {
    mutex.lock();
    ready = true;
    ::pthread_cond_broadcast(condition);
    mutex.unlock();
    ::pthread_cond_destroy(condition);
    delete condition;
  }
  bool is_ready() const { return ready; }
};
const tenter::Registered after_broadcast{tenter::scenario<AfterBroadcast>("lock-life/after-broadcast")
                                             .copies(2, &AfterBroadcast::wait)
                                             .actors(&AfterBroadcast::destroy)
                                             .observes(&AfterBroadcast::is_ready)
                                             .acceptable({true}, "all are back")};

// A request with a semaphore of its own, on the stack of who waits for it.
struct DestroyedByWaiter {
  std::atomic<sem_t*> request{nullptr};
  bool answered = false;
  void ask() {
    sem_t done;
    ::sem_init(&done, 0, 0);
    request.store(&done);
    ::sem_wait(&done);
    ::sem_destroy(&done);
    answered = true;
  }
  void answer() {
    while (request.load() == nullptr) ::thrd_yield();
    ::sem_post(request.load());
  }
  bool value() const { return answered; }
};
const tenter::Registered destroyed_by_waiter{tenter::scenario<DestroyedByWaiter>("lock-life/destroyed-by-waiter")
                                                 .actors(&DestroyedByWaiter::ask, &DestroyedByWaiter::answer)
                                                 .observes(&DestroyedByWaiter::value)
                                                 .acceptable({true}, "it was answered")};

// Destroying waits until both have left.
struct DestroyedBySerialThread {
  pthread_barrier_t* const barrier = new pthread_barrier_t;
  std::atomic<int> destroyed{0};
  DestroyedBySerialThread() { ::pthread_barrier_init(barrier, nullptr, 2); }
  void meet() {
    if (::pthread_barrier_wait(barrier) != PTHREAD_BARRIER_SERIAL_THREAD) return;
    ::pthread_barrier_destroy(barrier);
    delete barrier;
    ++destroyed;
  }
  int times() const { return destroyed.load(); }
};
const tenter::Registered destroyed_by_serial{
    tenter::scenario<DestroyedBySerialThread>("lock-life/destroyed-by-serial-thread")
        .copies(2, &DestroyedBySerialThread::meet)
        .observes(&DestroyedBySerialThread::times)
        .acceptable({1}, "by one of them")};

// The same memory, again and again: by initialiser, by function, as another kind of object.
struct UsedAgain {
  alignas(16) unsigned char memory[64];
  std::atomic<int> sum{0};
  template <class Make>
  void lock_once(Make make) {
    pthread_mutex_t* const mutex = make();
    ::pthread_mutex_lock(mutex);
    ++sum;
    ::pthread_mutex_unlock(mutex);
    ::pthread_mutex_destroy(mutex);
  }
  void work() {
    const auto initialised = [this] { return new (memory) pthread_mutex_t PTHREAD_MUTEX_INITIALIZER; };
    lock_once([this] {
      auto* const made = new (memory) pthread_mutex_t;
      ::pthread_mutex_init(made, nullptr);
      return made;
    });
    lock_once(initialised);
    auto* const semaphore = new (memory) sem_t;
    ::sem_init(semaphore, 0, 1);
    ::sem_wait(semaphore);
    ::sem_destroy(semaphore);
    ::sem_init(semaphore, 0, 1);
    ::sem_wait(semaphore);
    ::sem_destroy(semaphore);
    lock_once(initialised);
    const std::lock_guard guard(*new (memory) std::mutex);
  }
  void count() { ++sum; }
  int value() const { return sum.load(); }
};
const tenter::Registered used_again{tenter::scenario<UsedAgain>("lock-life/used-again")
                                        .actors(&UsedAgain::work, &UsedAgain::count)
                                        .observes(&UsedAgain::value)
                                        .acceptable({4}, "all were locked")};

// These tell by an error what others must not do.
struct Errors {
  pthread_mutex_t checking, recursive;
  std::atomic<int> right{0};
  static void make(pthread_mutex_t& mutex, int type) {
    pthread_mutexattr_t attributes;
    ::pthread_mutexattr_init(&attributes);
    ::pthread_mutexattr_settype(&attributes, type);
    ::pthread_mutex_init(&mutex, &attributes);
    ::pthread_mutexattr_destroy(&attributes);
  }
  Errors() {
    make(checking, PTHREAD_MUTEX_ERRORCHECK);
    make(recursive, PTHREAD_MUTEX_RECURSIVE);
  }
  ~Errors() {
    ::pthread_mutex_destroy(&checking);
    ::pthread_mutex_destroy(&recursive);
  }
  void count(bool as_it_should_be) { right += as_it_should_be ? 1 : 0; }
  void lock_twice() {
    ::pthread_mutex_lock(&checking);
    count(::pthread_mutex_lock(&checking) == EDEADLK);
    ::pthread_mutex_unlock(&checking);
  }
  void unlock() { count(::pthread_mutex_unlock(&recursive) == EPERM); }
  int value() const { return right.load(); }
};
const tenter::Registered errors{tenter::scenario<Errors>("lock-life/errors")
                                    .actors(&Errors::lock_twice, &Errors::unlock)
                                    .observes(&Errors::value)
                                    .acceptable({2}, "both were told")};

// Wrong.

// It is told that it may destroy the mutex before it is given back.
struct DestroyedWhileLocked {
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  std::atomic<bool> done{false};
  void work() {
    ::pthread_mutex_lock(&mutex);
    done = true;
    ::pthread_mutex_unlock(&mutex);
  }
  void destroy() {
    if (done) ::pthread_mutex_destroy(&mutex);
  }
};
const tenter::Registered destroyed_while_locked{
    tenter::scenario<DestroyedWhileLocked>("lock-life/destroyed-while-locked")
        .actors(&DestroyedWhileLocked::work, &DestroyedWhileLocked::destroy)
        .breaks(Anomaly::assertion)};

struct LockedTooLate {
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  void work() {
    ::pthread_mutex_lock(&mutex);
    ::pthread_mutex_unlock(&mutex);
  }
  void destroy() { ::pthread_mutex_destroy(&mutex); }
};
const tenter::Registered locked_too_late{tenter::scenario<LockedTooLate>("lock-life/locked-too-late")
                                             .actors(&LockedTooLate::work, &LockedTooLate::destroy)
                                             .breaks(Anomaly::assertion)};

struct NotMade {
  pthread_mutex_t mutex;
  NotMade() { mutex.__data.__kind = 0x5a5a5a5a; }
  void lock() { ::pthread_mutex_lock(&mutex); }
};
const tenter::Registered not_made{
    tenter::scenario<NotMade>("lock-life/not-made").actors(&NotMade::lock).breaks(Anomaly::assertion)};

struct SharedGivenByAnother {
  pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
  std::atomic<bool> held{false};
  void take() {
    ::pthread_rwlock_rdlock(&lock);
    held = true;
  }
  void give_back() {
    if (held) ::pthread_rwlock_unlock(&lock);
  }
};
const tenter::Registered shared_given_by_another{
    tenter::scenario<SharedGivenByAnother>("lock-life/shared-given-by-another")
        .actors(&SharedGivenByAnother::take, &SharedGivenByAnother::give_back)
        .breaks(Anomaly::assertion)};

struct SharedDestroyedWhileRead {
  pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
  std::atomic<bool> reading{false};
  void read() {
    ::pthread_rwlock_rdlock(&lock);
    reading = true;
    ::pthread_rwlock_unlock(&lock);
  }
  void destroy() {
    if (reading) ::pthread_rwlock_destroy(&lock);
  }
};
const tenter::Registered shared_destroyed_while_read{
    tenter::scenario<SharedDestroyedWhileRead>("lock-life/shared-destroyed-while-read")
        .actors(&SharedDestroyedWhileRead::read, &SharedDestroyedWhileRead::destroy)
        .breaks(Anomaly::assertion)};

struct SpinGivenByAnother {
  pthread_spinlock_t lock;
  SpinGivenByAnother() { ::pthread_spin_init(&lock, PTHREAD_PROCESS_PRIVATE); }
  void take() { ::pthread_spin_lock(&lock); }
  void give_back() { ::pthread_spin_unlock(&lock); }
};
const tenter::Registered spin_given_by_another{tenter::scenario<SpinGivenByAnother>("lock-life/spin-given-by-another")
                                                   .actors(&SpinGivenByAnother::take, &SpinGivenByAnother::give_back)
                                                   .breaks(Anomaly::assertion)};

// Nobody has notified who waits.
struct DestroyedWhileWaitedOn {
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
  void wait() {
    ::pthread_mutex_lock(&mutex);
    ::pthread_cond_wait(&condition, &mutex);
    ::pthread_mutex_unlock(&mutex);
  }
  void destroy() { ::pthread_cond_destroy(&condition); }
};
const tenter::Registered destroyed_while_waited_on{
    tenter::scenario<DestroyedWhileWaitedOn>("lock-life/destroyed-while-waited-on")
        .actors(&DestroyedWhileWaitedOn::wait, &DestroyedWhileWaitedOn::destroy)
        .breaks(Anomaly::assertion)};

struct TwoMutexes {
  std::mutex first_mutex, second_mutex;
  pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
  std::atomic<bool> done{false};
  void wait(std::mutex& mutex) {
    const std::lock_guard lock(mutex);
    if (!done) ::pthread_cond_wait(&condition, mutex.native_handle());
  }
  void first() { wait(first_mutex); }
  void second() { wait(second_mutex); }
  void end() {
    const std::scoped_lock lock(first_mutex, second_mutex);
    done = true;
    ::pthread_cond_broadcast(&condition);
  }
};
const tenter::Registered two_mutexes{tenter::scenario<TwoMutexes>("lock-life/two-mutexes")
                                         .actors(&TwoMutexes::first, &TwoMutexes::second, &TwoMutexes::end)
                                         .breaks(Anomaly::assertion)};

struct PostedTooLate {
  sem_t semaphore;
  PostedTooLate() { ::sem_init(&semaphore, 0, 0); }
  void post() { ::sem_post(&semaphore); }
  void destroy() { ::sem_destroy(&semaphore); }
};
const tenter::Registered posted_too_late{tenter::scenario<PostedTooLate>("lock-life/posted-too-late")
                                             .actors(&PostedTooLate::post, &PostedTooLate::destroy)
                                             .breaks(Anomaly::assertion)};

struct DestroyedBetweenComings {
  pthread_barrier_t barrier;
  DestroyedBetweenComings() { ::pthread_barrier_init(&barrier, nullptr, 2); }
  void meet() { ::pthread_barrier_wait(&barrier); }
  void destroy() { ::pthread_barrier_destroy(&barrier); }
};
const tenter::Registered destroyed_between_comings{
    tenter::scenario<DestroyedBetweenComings>("lock-life/destroyed-between-comings")
        .actors(&DestroyedBetweenComings::meet, &DestroyedBetweenComings::destroy)
        .breaks(Anomaly::assertion)};

// C11's are the same.
struct DestroyedTwice {
  mtx_t mutex;
  DestroyedTwice() { ::mtx_init(&mutex, mtx_plain); }
  void destroy() { ::mtx_destroy(&mutex); }
};
const tenter::Registered destroyed_twice{tenter::scenario<DestroyedTwice>("lock-life/destroyed-twice")
                                             .copies(2, &DestroyedTwice::destroy)
                                             .breaks(Anomaly::assertion)};

}  // namespace
}  // namespace lock_life
