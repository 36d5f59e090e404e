#include "early_library.h"

#include <pthread.h>
#include <sched.h>
#include <semaphore.h>

#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <thread>

namespace {

int calls = 0;

void count(bool good) { calls += good ? 1 : 0; }

void use_locks() {
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  count(pthread_mutex_lock(&mutex) == 0 && pthread_mutex_unlock(&mutex) == 0);
  pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
  count(pthread_rwlock_rdlock(&rwlock) == 0 && pthread_rwlock_unlock(&rwlock) == 0);
  pthread_spinlock_t spinlock;
  pthread_spin_init(&spinlock, PTHREAD_PROCESS_PRIVATE);
  count(pthread_spin_trylock(&spinlock) == 0 && pthread_spin_unlock(&spinlock) == 0);
  sem_t semaphore;
  sem_init(&semaphore, 0, 1);
  count(sem_wait(&semaphore) == 0 && sem_post(&semaphore) == 0);
}

// A condition variable of the older kind would not be woken, or not be one.
void use_threads() {
  std::mutex mutex;
  std::condition_variable changed;
  bool done = false;
  std::thread thread([&] {
    const std::lock_guard lock(mutex);
    done = true;
    changed.notify_one();
  });
  std::unique_lock lock(mutex);
  changed.wait(lock, [&] { return done; });
  lock.unlock();
  thread.join();
  count(done);
}

int local_static() {
  static const int kMade = std::rand();  // guarded
  return kMade;
}

void use_the_rest() {
  pthread_key_t key = 0;
  count(pthread_key_create(&key, nullptr) == 0 && pthread_setspecific(key, &key) == 0 &&
        pthread_getspecific(key) == &key);
  pthread_once_t once = PTHREAD_ONCE_INIT;
  count(pthread_once(&once, [] {}) == 0);
  count(std::chrono::steady_clock::now().time_since_epoch().count() != 0 && sched_yield() == 0);
  count(local_static() == local_static());
  void* const block = std::realloc(std::malloc(10), 100);
  count(block != nullptr);
  std::free(block);
}

__attribute__((constructor)) void early() {
  use_locks();
  use_threads();
  use_the_rest();
}

}  // namespace

int early_calls() { return calls; }
