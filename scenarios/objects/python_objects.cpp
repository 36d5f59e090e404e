// Python's queue and executor as objects.
#include <tenter/tenter.h>

#include <optional>
#include <string_view>

#include "containers.h"
#include "workers/executor.h"
#include "workers/python_queue.h"

namespace objects::python_objects {
namespace {

using enum tenter::Anomaly;

// The queue of scenarios/workers, as Python's.
class PythonQueue {
 public:
  void put(int item) { queue_.put(item); }
  int get() { return queue_.get(); }
  int get_nowait() { return queue_.get_nowait(); }

 private:
  workers::Queue<int> queue_;
};

struct PythonQueueSpec : QueueSpec {
  int get() { return *pop(); }
  int get_nowait() {
    if (items.empty()) throw workers::Empty();
    return *pop();
  }
};

const tenter::Registered python_queue{
    tenter::object<PythonQueue, PythonQueueSpec>("objects/python-queue/right")
        .summary("put, get, which waits, and get_nowait, which throws Empty")
        .reason("Each happens while the queue's lock is held, and whoever waits is told of each item.")
        .operation("put", &PythonQueue::put, &PythonQueueSpec::push, tenter::range(1, 2))
        .operation("get", &PythonQueue::get, &PythonQueueSpec::get)
        .waits_until(&PythonQueueSpec::has_items)
        .operation("get_nowait", &PythonQueue::get_nowait, &PythonQueueSpec::get_nowait)};

// Looks whether there is anything, and then waits for it: `if not q.empty(): q.get()`.
class LooksFirst {
 public:
  void put(int item) { queue_.put(item); }
  std::optional<int> get_if_any() {
    if (queue_.empty()) return std::nullopt;
    return queue_.get();
  }

 private:
  workers::Queue<int> queue_;
};

const tenter::Registered looks_first{tenter::object<LooksFirst, QueueSpec>("objects/python-queue/looks-first")
                                         .summary("if not q.empty(): q.get()")
                                         .reason("What was there may be gone: who looked waits for ever.")
                                         .operation("put", &LooksFirst::put, &QueueSpec::push, tenter::range(1, 2))
                                         .operation("get_if_any", &LooksFirst::get_if_any, &QueueSpec::pop)
                                         .breaks(deadlock)};

// The executor of scenarios/workers: each call is a job that counts itself, and waits for the number.
template <std::size_t Threads>
class Counting {
 public:
  int call() {
    return executor_.submit([this] { return ++calls_; }).result();
  }
  void shutdown() { executor_.shutdown(); }

 private:
  int calls_ = 0;
  workers::Executor executor_{Threads};
};

struct CountingSpec {
  int calls = 0;
  bool ended = false;

  int call() {
    if (ended) throw workers::ShutDown();
    return ++calls;
  }
  void shutdown() { ended = true; }

  friend bool operator==(const CountingSpec&, const CountingSpec&) = default;
};

template <std::size_t Threads>
auto executor(std::string_view name) {
  return tenter::object<Counting<Threads>, CountingSpec>(name)
      .operation("call", &Counting<Threads>::call, &CountingSpec::call)
      .operation("shutdown", &Counting<Threads>::shutdown, &CountingSpec::shutdown)
      .by_one_thread("owner");
}
const tenter::Registered executor_of_one{
    executor<1>("objects/executor/right")
        .summary("jobs that count, run by one thread; shutdown waits for those that were accepted")
        .reason("One thread runs a job after the other, and its answer is given before the next begins.")};
const tenter::Registered executor_of_two{executor<2>("objects/executor/two-threads")
                                             .summary("the same jobs, run by two threads")
                                             .reason("Two jobs count at the same time.")
                                             .breaks(data_race, not_linearizable)};

}  // namespace
}  // namespace objects::python_objects
