// Threads that are kept for ever, as libraries keep a pool, a timer or a logger: idle in the end, or not.
#include <semaphore.h>
#include <tenter/scenario.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace leftover {
namespace {

using tenter::Anomaly;

// One thread, made at the first use and never ended: function-local statics of a scenario are new in each execution.
class Pool {
 public:
  static Pool& instance() {
    static Pool* const pool = new Pool;
    return *pool;
  }
  void submit(std::function<void()> job) {
    const std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(job));
    changed_.notify_one();
  }

 private:
  Pool() : thread_([this] { work(); }) {}
  void work() {
    for (;;) {
      std::function<void()> job;
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return !jobs_.empty(); });
        job = std::move(jobs_.front());
        jobs_.pop_front();
      }
      job();
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> jobs_;
  std::thread thread_;
};

// Right.

struct Pooled {
  std::mutex mutex;
  std::condition_variable done;
  int results = 0;
  void submit_and_wait() {
    int mine = 0;
    Pool::instance().submit([&] {
      const std::lock_guard lock(mutex);
      mine = 1;
      ++results;
      done.notify_all();
    });
    std::unique_lock lock(mutex);
    done.wait(lock, [&] { return mine == 1; });
  }
  int count() const { return results; }
};
const tenter::Registered pool{tenter::scenario<Pooled>("leftover/pool")
                                  .actors(&Pooled::submit_and_wait)
                                  .observes(&Pooled::count)
                                  .acceptable({1}, "it was done")};

struct Timer {
  std::atomic<int>* const ticks = new std::atomic<int>;  // the thread's, which nobody ends
  std::atomic<int> seen{0};
  void start() {
    std::thread([ticks = ticks] {
      for (;;) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        ticks->fetch_add(1);
      }
    }).detach();
  }
  void look() { seen = ticks->load() >= 0 ? 1 : 0; }
  int value() const { return seen.load(); }
};
const tenter::Registered timer{tenter::scenario<Timer>("leftover/timer")
                                   .actors(&Timer::start, &Timer::look)
                                   .observes(&Timer::value)
                                   .acceptable({1}, "it ticks, or does not yet")};

struct Periodic {
  struct Shared {
    std::mutex mutex;
    std::condition_variable stop;
  };
  Shared* const shared = new Shared;
  void start() {
    std::thread([shared = shared] {
      std::unique_lock lock(shared->mutex);
      for (;;) shared->stop.wait_for(lock, std::chrono::milliseconds(10));
    }).detach();
  }
};
const tenter::Registered periodic{tenter::scenario<Periodic>("leftover/periodic").actors(&Periodic::start)};

struct Logger {
  struct Queue {
    sem_t lines;
    std::atomic<int> written{0};
    Queue() { ::sem_init(&lines, 0, 0); }
  };
  Queue* const queue = new Queue;
  Logger() {
    std::thread([queue = queue] {
      for (;;) {
        ::sem_wait(&queue->lines);
        ++queue->written;
      }
    }).detach();
  }
  void log() { ::sem_post(&queue->lines); }
  bool within() const { return queue->written.load() <= 2; }
};
const tenter::Registered logger{tenter::scenario<Logger>("leftover/logger")
                                    .copies(2, &Logger::log)
                                    .observes(&Logger::within)
                                    .acceptable({true}, "each line once, or not yet")};

// Wrong.

struct NeverDone {
  std::mutex mutex;
  std::condition_variable done;
  void submit_and_wait() {
    Pool::instance().submit([] {});
    std::unique_lock lock(mutex);
    done.wait(lock);
  }
};
const tenter::Registered never_done{tenter::scenario<NeverDone>("leftover/actor-waits-for-it-in-vain")
                                        .actors(&NeverDone::submit_and_wait)
                                        .breaks(Anomaly::deadlock)};

struct AskedInTheEnd : NeverDone {
  void submit() {
    Pool::instance().submit([] {});
  }
  void wait() {
    std::unique_lock lock(mutex);
    done.wait(lock);
  }
};
const tenter::Registered asked_in_the_end{tenter::scenario<AskedInTheEnd>("leftover/observer-waits-for-it-in-vain")
                                              .actors(&AskedInTheEnd::submit)
                                              .observer(&AskedInTheEnd::wait)
                                              .breaks(Anomaly::deadlock)};

struct Outlived {
  std::unique_ptr<std::atomic<int>> value = std::make_unique<std::atomic<int>>(0);
  void start() {
    std::thread([this] {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
      value->store(1);
    }).detach();
  }
};
const tenter::Registered outlived{tenter::scenario<Outlived>("leftover/outlives-what-it-uses")
                                      .actors(&Outlived::start)
                                      .breaks(Anomaly::use_after_free, Anomaly::data_race, Anomaly::crash)};

struct Lost {
  std::atomic<int> value{0};
  std::atomic<bool> through{false};
  void add() {
    Pool::instance().submit([this] {
      value.store(value.load() + 1);
      through.store(true);
    });
    value.store(value.load() + 1);
    while (!through.load()) ::usleep(1);
  }
  int sum() const { return value.load(); }
};
const tenter::Registered lost{tenter::scenario<Lost>("leftover/loses-an-update")
                                  .actors(&Lost::add)
                                  .observes(&Lost::sum)
                                  .acceptable({2}, "both")
                                  .forbidden({1}, "one was lost", Anomaly::lost_update)
                                  .breaks(Anomaly::lost_update)};

}  // namespace
}  // namespace leftover
