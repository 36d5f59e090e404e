// queue.join() waits until task_done() was called for every item: are all jobs done then?
// If it is called once for each, whatever becomes of the job, and not before it is done.
#include "workers/jobs.h"
#include "workers/python_queue.h"

namespace workers::task_done {
namespace {

using enum tenter::Anomaly;

constexpr int kBadJob = 0;

struct TaskDone {
  Queue<int> queue;
  int results = 0;    // by the worker
  int collected = 0;  // by who has joined the queue

  TaskDone() {
    queue.put(kBadJob);
    queue.put(1);
  }

  void process(int job) {
    if (job != kBadJob) ++results;
  }

  void work() {
    for (int i = 0; i < 2; ++i) {
      process(queue.get());
      queue.task_done();
    }
  }

  void join_and_collect() {
    queue.join();
    collected = results;
  }
};

struct TaskDoneForgotten : TaskDone {
  void work() {
    for (int i = 0; i < 2; ++i) {
      const int job = queue.get();
      if (job == kBadJob) continue;
      process(job);
      queue.task_done();
    }
  }
};

struct TaskDoneBeforeWork : TaskDone {
  void work() {
    for (int i = 0; i < 2; ++i) {
      const int job = queue.get();
      queue.task_done();
      process(job);
    }
  }
};

template <class State>
auto joining(std::string_view name) {
  return tenter::scenario<State>(name)
      .actor("worker", &State::work)
      .actor("collector", &State::join_and_collect)
      .observes(&State::collected)
      .acceptable({1}, "collected when both jobs were done, one of them with a result")
      .otherwise(tenter::Grade::forbidden, "collected before the job was done", stale_read);
}

const tenter::Registered task_done{
    joining<TaskDone>("workers/task-done")
        .summary("a worker calls task_done() after each job; a collector joins the queue")
        .reason("The count of unfinished items goes down when a job is done, and what was done is visible to whoever "
                "has seen the count at zero.")};

const tenter::Registered forgotten{
    joining<TaskDoneForgotten>("workers/task-done-forgotten")
        .summary("a worker skips a job that is no good, and task_done() with it")
        .reason("The item counts as unfinished although nobody is working on it, and join() waits for ever.")
        .breaks(deadlock)};

const tenter::Registered before_work{
    joining<TaskDoneBeforeWork>("workers/task-done-before-work")
        .summary("a worker calls task_done() as soon as it has got a job")
        .reason("That the queue knows of no unfinished item means that all have been taken, not that all are done.")
        .breaks(stale_read, data_race)};

}  // namespace
}  // namespace workers::task_done
