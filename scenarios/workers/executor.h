// Python's concurrent.futures.ThreadPoolExecutor: a number of threads that run the jobs that are submitted.
//
//   Executor pool(2);
//   Future<int> answer = pool.submit([] { return 6 * 7; });
//   pool.map(square, std::vector{1, 2, 3});   // waits; the results in the order of the arguments, whatever was done
//   first
//
// A job that throws answers its future with the exception, and its thread goes on with the next job.
//
// shutdown() refuses new jobs, lets those that were accepted run, and waits for the threads to end. It can be told
// not to wait: then the destructor does, as a C++ thread must not outlive what it works with. And it can be told to
// cancel: then futures of jobs that no thread has begun are answered with Cancelled. Jobs that run are never
// interrupted.
//
// A job that waits for another job of the same executor keeps a thread busy that the other one may need.
//
// Thread safety: submit() and map() from any thread, jobs among them; shutdown() and destruction on one thread.
#pragma once

#include <cstddef>
#include <memory>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "workers/future.h"
#include "workers/python_queue.h"

namespace workers {

struct ExecutorShutdown {
  bool wait = true;
  bool cancel_futures = false;
};

class Executor {
 public:
  explicit Executor(std::size_t threads) {
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
  }
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;
  ~Executor() { shutdown(); }

  // Throws ShutDown after shutdown().
  template <class Job>
  auto submit(Job job) {
    const Future<std::invoke_result_t<Job&>> answer;
    tasks_.put(std::make_unique<TaskOf<Job>>(answer, std::move(job)));
    return answer;
  }

  // Throws what the first of the calls, in this order, has thrown that throws.
  template <class Function, class Argument>
  auto map(Function function, const std::vector<Argument>& arguments) {
    std::vector<Future<std::invoke_result_t<Function&, const Argument&>>> answers;
    for (const Argument& argument : arguments) {
      answers.push_back(submit([function, argument]() mutable { return function(argument); }));
    }
    std::vector<std::invoke_result_t<Function&, const Argument&>> results;
    for (const auto& answer : answers) results.push_back(answer.result());
    return results;
  }

  void shutdown(ExecutorShutdown how = {}) {
    tasks_.shutdown();
    if (how.cancel_futures) cancel_all();
    if (how.wait) join_all();
  }

 private:
  struct Task {
    virtual ~Task() = default;
    virtual void run() = 0;
    virtual void cancel() = 0;
  };

  template <class Job>
  struct TaskOf final : Task {
    TaskOf(const Future<std::invoke_result_t<Job&>>& its_answer, Job its_job)
        : answer(its_answer), job(std::move(its_job)) {}
    void run() override { answer.run(job); }
    void cancel() override { answer.cancel(); }

    Future<std::invoke_result_t<Job&>> answer;
    Job job;
  };

  void work() try {
    while (true) tasks_.get()->run();
  } catch (const ShutDown&) {
  }

  void cancel_all() try {
    while (true) tasks_.get_nowait()->cancel();
  } catch (const ShutDown&) {
  }

  void join_all() {
    for (std::thread& thread : threads_) {
      if (thread.joinable()) thread.join();
    }
  }

  Queue<std::unique_ptr<Task>> tasks_;
  std::vector<std::thread> threads_;
};

}  // namespace workers
