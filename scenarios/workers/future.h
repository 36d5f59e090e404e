// Python's concurrent.futures.Future: the answer of a job that somebody else runs, some time.
//
//   future.result();   // waits for the job's result and returns it; throws what the job has thrown
//   future.cancel();   // true if the job has not begun: it never will, and result() throws Cancelled. Else false
//
// Every future gets exactly one answer: a result, an exception, or Cancelled. A Future is a handle; its copies stand
// for the same answer, which lives as long as any of them.
//
// Thread safety: all of it.
#pragma once

#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace workers {

struct Cancelled {};

template <class T>
class Future {
 public:
  T result() const {
    std::unique_lock hold(answer_->mutex);
    answer_->given.wait(hold, [this] { return answer_->is_given(); });
    if (answer_->state == State::cancelled) throw Cancelled();
    if (answer_->exception) std::rethrow_exception(answer_->exception);
    return *answer_->value;
  }

  bool cancel() const {
    const std::lock_guard hold(answer_->mutex);
    if (answer_->state != State::waiting) return answer_->state == State::cancelled;
    answer_->state = State::cancelled;
    answer_->given.notify_all();
    return true;
  }

  bool done() const {
    const std::lock_guard hold(answer_->mutex);
    return answer_->is_given();
  }

  // For who runs the job: runs it, unless it has been cancelled, and gives the answer. Nothing is thrown.
  // REQUIRES: called once.
  template <class Job>
  void run(Job& job) const {
    if (!begin()) return;
    try {
      give([value = job()](Answer& answer) { answer.value = value; });
    } catch (...) {
      give([](Answer& answer) { answer.exception = std::current_exception(); });
    }
  }

 private:
  enum class State { waiting, running, finished, cancelled };

  struct Answer {
    bool is_given() const { return state == State::finished || state == State::cancelled; }

    std::mutex mutex;
    std::condition_variable given;
    State state = State::waiting;
    std::optional<T> value;
    std::exception_ptr exception;
  };

  bool begin() const {
    const std::lock_guard hold(answer_->mutex);
    if (answer_->state == State::cancelled) return false;
    answer_->state = State::running;
    return true;
  }

  template <class Set>
  void give(Set set) const {
    const std::lock_guard hold(answer_->mutex);
    set(*answer_);
    answer_->state = State::finished;
    answer_->given.notify_all();
  }

  std::shared_ptr<Answer> answer_ = std::make_shared<Answer>();
};

}  // namespace workers
