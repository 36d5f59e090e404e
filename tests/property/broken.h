// Deliberately broken building blocks: the properties must catch each of them in every execution, not by luck. Where
// a bug is a race, the threads meet inside of its window, so that all of them are always in it.
// Their data races are on atomics: what is broken is the exclusion, not the language's rules.
#pragma once

#include <atomic>
#include <barrier>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace tenter::property {

// How many threads meet in the broken window. Set before a run; read when states are made.
inline std::ptrdiff_t participants = 1;

// A number that may be copied while it is written.
class Word {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): stands for an int
  Word(int value) : value_(value) {}
  Word(const Word& other) : value_(other) {}
  Word& operator=(int value) {
    value_.store(value, std::memory_order_relaxed);
    return *this;
  }
  // NOLINTNEXTLINE(google-explicit-constructor): stands for an int
  operator int() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<int> value_;
};

// Lets everybody in. REQUIRES: each participant locks it equally often, and reads before meet().
class OpenMutex {
 public:
  void lock() { inside = this; }
  void unlock() { inside = nullptr; }

  // Called between the reading and the writing of whoever holds the lock: waits until all participants are there.
  static void meet() {
    if (inside != nullptr) inside->meeting_.arrive_and_wait();
  }

 private:
  inline static thread_local OpenMutex* inside = nullptr;
  std::barrier<> meeting_{participants};
};

// The jobs of an owner, run when all have been handed over. Its descendants break hand_over() or the order.
class LateOwner {
 public:
  using Job = std::function<void()>;

  explicit LateOwner(std::size_t clients) : awaited_(clients) {}

 protected:
  void wait_for_all() const {
    while (handed_over_.load(std::memory_order_acquire) < awaited_) std::this_thread::yield();
  }
  void count_one() { handed_over_.fetch_add(1, std::memory_order_release); }

  std::mutex lock_;
  std::vector<Job> jobs_;

 private:
  std::atomic<std::size_t> handed_over_{0};
  std::size_t awaited_;
};

// Finds the next free slot and fills it in two steps, with nothing to keep two clients from the same slot: of the
// jobs that are handed over at the same time only one stays. REQUIRES: each participant hands over equally often.
class LosingOwner : LateOwner {
 public:
  explicit LosingOwner(std::size_t clients) : LateOwner(clients), free_(0) { jobs_.resize(clients); }

  void hand_over(Job job) {
    const auto slot = static_cast<std::size_t>(static_cast<int>(free_));
    meeting_.arrive_and_wait();
    {
      const std::lock_guard hold(lock_);
      jobs_[slot] = std::move(job);
    }
    free_ = static_cast<int>(slot + 1);
    count_one();
  }

  void serve() {
    wait_for_all();
    for (std::size_t i = 0; i < static_cast<std::size_t>(static_cast<int>(free_)); ++i) jobs_[i]();
  }

 private:
  Word free_;
  std::barrier<> meeting_{participants};
};

// Runs one job twice.
class RepeatingOwner : LateOwner {
 public:
  using LateOwner::LateOwner;

  void hand_over(Job job) {
    {
      const std::lock_guard hold(lock_);
      jobs_.push_back(std::move(job));
    }
    count_one();
  }

  void serve() {
    wait_for_all();
    for (const Job& job : jobs_) job();
    jobs_.back()();
  }
};

// Runs the last job first. Wrong as soon as one client hands over two.
class BackwardsOwner : LateOwner {
 public:
  using LateOwner::LateOwner;

  void hand_over(Job job) {
    {
      const std::lock_guard hold(lock_);
      jobs_.push_back(std::move(job));
    }
    count_one();
  }

  void serve() {
    wait_for_all();
    for (auto job = jobs_.rbegin(); job != jobs_.rend(); ++job) (*job)();
  }
};

}  // namespace tenter::property
