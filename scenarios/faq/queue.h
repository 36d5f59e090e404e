// A single owner: one thread holds the value, the others send it jobs through a queue. What only one thread touches
// needs no lock; what must be atomic must be one job. The interface is that of disciplines.h.
#pragma once

#include <tenter/scenario.h>

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <type_traits>
#include <utility>
#include <vector>

namespace faq {

// The thread that runs the jobs, in the order in which they were sent.
//
// Each client hands over one last job, for which it does not wait; before that it may ask. serve() returns when every
// client has handed over its job and all jobs are done.
class Owner {
 public:
  using Job = std::function<void()>;

  explicit Owner(std::size_t clients) : clients_(clients) { jobs_.reserve(2 * clients); }

  // Client: the job will run some time later.
  void hand_over(Job job) {
    const std::lock_guard hold(lock_);
    --clients_;
    jobs_.push_back(std::move(job));
    sent_.notify_one();
  }

  // Client: sends a question and waits until the owner has answered it.
  template <class Question>
  auto ask(Question question) {
    std::invoke_result_t<Question> answer{};
    std::unique_lock hold(lock_);
    const std::size_t mine = jobs_.size();
    jobs_.push_back([&] { answer = question(); });
    sent_.notify_one();
    answered_.wait(hold, [&] { return done_ > mine; });
    return answer;
  }

  // Owner. The queue's lock is not held while a job runs.
  void serve() {
    std::unique_lock hold(lock_);
    while (clients_ > 0 || done_ < jobs_.size()) {
      sent_.wait(hold, [&] { return done_ < jobs_.size(); });
      const Job job = std::move(jobs_[done_]);
      hold.unlock();
      job();
      hold.lock();
      ++done_;
      answered_.notify_all();
    }
  }

 private:
  std::mutex lock_;
  std::condition_variable sent_, answered_;
  std::vector<Job> jobs_;  // all that were ever sent; the first done_ of them are done
  std::size_t done_ = 0;
  std::size_t clients_;  // that have not handed over their last job
};

// The compound is one job: no other job comes between its reading and its writing. `JobQueue` is used as Owner is.
template <class T, class JobQueue = Owner>
class Queue {
 public:
  explicit Queue(T initial, std::size_t clients = 2) : value_(std::move(initial)), owner_(clients) {}

  template <class Call>
  void once(Call call) {
    owner_.hand_over([this, call] { call(value_); });
  }

  template <class Read, class Write>
  void compound(Read read, Write write) {
    once([=](T& value) { write(value, read(value)); });
  }

  void serve() { owner_.serve(); }
  const T& value() const { return value_; }

 private:
  T value_;
  JobQueue owner_;
};

// The compound is two jobs. Each is atomic, no data is ever raced for, and yet another job may come in between.
template <class T>
class QueueSplit {
 public:
  explicit QueueSplit(T initial, std::size_t clients = 2) : value_(std::move(initial)), owner_(clients) {}

  template <class Call>
  void once(Call call) {
    owner_.hand_over([this, call] { call(value_); });
  }

  template <class Read, class Write>
  void compound(Read read, Write write) {
    const auto seen = owner_.ask([&] { return read(value_); });
    once([=](T& value) { write(value, seen); });
  }

  void serve() { owner_.serve(); }
  const T& value() const { return value_; }

 private:
  T value_;
  Owner owner_;
};

// Adds the owner as one more actor, where the discipline has one. `shared` gets from a state to what is shared.
template <class State, class Shared>
tenter::Scenario<State>& with_owner(tenter::Scenario<State>& scenario, Shared shared) {
  if constexpr (requires(State & state) { std::invoke(shared, state).serve(); }) {
    scenario.actor("owner", [shared](State& state) { std::invoke(shared, state).serve(); });
  }
  return scenario;
}

}  // namespace faq
