// A pool that starts its threads when it is made, and joins them when it goes.
#include <tenter/scenario.h>

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace thread_pool {
namespace {

using enum tenter::Anomaly;

class JobQueue {
 public:
  void post(std::function<void()> job) {
    {
      const std::lock_guard lock(mutex_);
      jobs_.push_back(std::move(job));
    }
    changed_.notify_one();
  }
  void work() {
    while (std::function<void()> job = next()) job();
  }
  void close() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    changed_.notify_all();
  }

 protected:
  std::function<void()> next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return closed_ || !jobs_.empty(); });
    if (jobs_.empty()) return {};
    std::function<void()> job = std::move(jobs_.front());
    jobs_.pop_front();
    return job;
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> jobs_;
  bool closed_ = false;
};

// Leaves when it is closed, whatever is left.
class HastyQueue : public JobQueue {
 public:
  void work() {
    while (true) {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return closed_ || !jobs_.empty(); });
      if (closed_) return;
      const std::function<void()> job = std::move(jobs_.front());
      jobs_.pop_front();
      lock.unlock();
      job();
    }
  }
};

// Only one of those who wait is told.
class TellsOne : public JobQueue {
 public:
  void close() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    changed_.notify_one();
  }
};

// Closes without the lock: between a worker's look and its wait, perhaps.
class UnlockedClose : public JobQueue {
 public:
  void close() {
    closed_ = true;
    changed_.notify_all();
  }
};

template <class Queue>
class Pool {
 public:
  explicit Pool(std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) threads_.emplace_back([this] { queue_.work(); });
  }
  ~Pool() {
    queue_.close();
    for (std::thread& thread : threads_) thread.join();
  }
  void post(std::function<void()> job) { queue_.post(std::move(job)); }

 private:
  Queue queue_;
  std::vector<std::thread> threads_;
};

// Threads that nobody joins.
class NeverJoined {
 public:
  explicit NeverJoined(std::size_t) : thread_([this] { queue_.work(); }) {}
  ~NeverJoined() { queue_.close(); }
  void post(std::function<void()> job) { queue_.post(std::move(job)); }

 private:
  JobQueue queue_;
  std::thread thread_;
};

template <class P, std::size_t Threads>
struct Owner {
  std::mutex mutex;
  int done = 0;

  void own() {
    P pool(Threads);
    pool.post([this] {
      const std::lock_guard lock(mutex);
      ++done;
    });
  }
  void own_carelessly() {
    P pool(Threads);
    for (int i = 0; i < 2; ++i) pool.post([this] { ++done; });
  }
  // Whatever the pool's threads do, this one is waited for as well.
  void stand_by() {
    helped.fetch_add(1);
    helped.fetch_add(1);
  }
  std::atomic<int> helped{0};

  static auto named(std::string_view name, void (Owner::*own)() = &Owner::own, int jobs = 1) {
    return tenter::scenario<Owner>(name)
        .actor("owner", own)
        .actor("bystander", &Owner::stand_by)
        .observes(&Owner::done, &Owner::helped)
        .acceptable({jobs, 2}, "all done")
        .forbidden([jobs](int n, int) { return n < jobs; }, "the pool went before its jobs were done",
                   jobs_left_undone);
  }
};

// The pool is the program's; two threads use it.
template <std::size_t Threads>
struct Clients {
  std::atomic<int> done{0};
  Pool<JobQueue> pool{Threads};

  void post() {
    pool.post([this] { ++done; });
  }
};

using OneThread = Owner<Pool<JobQueue>, 1>;
using TwoThreads = Owner<Pool<JobQueue>, 2>;

const tenter::Registered registered[] = {
    tenter::Registered{OneThread::named("thread-pool/one-thread")},
    tenter::Registered{TwoThreads::named("thread-pool/two-threads")},
    tenter::Registered{tenter::scenario<Clients<1>>("thread-pool/two-clients").copies(2, &Clients<1>::post)},
    tenter::Registered{Owner<Pool<HastyQueue>, 1>::named("thread-pool/hasty").breaks(jobs_left_undone)},
    tenter::Registered{Owner<Pool<TellsOne>, 2>::named("thread-pool/tells-one").breaks(deadlock)},
    tenter::Registered{Owner<Pool<UnlockedClose>, 1>::named("thread-pool/unlocked-close").breaks(data_race)},
    tenter::Registered{Owner<NeverJoined, 1>::named("thread-pool/never-joined").breaks(abort)},
    tenter::Registered{TwoThreads::named("thread-pool/careless-jobs", &TwoThreads::own_carelessly, 2)
                           .breaks(data_race, lost_update)},
};

}  // namespace
}  // namespace thread_pool
