// Python's list, dict and queue as objects: right where an operation is one step, whoever makes it one.
#include <tenter/tenter.h>

#include <mutex>
#include <optional>
#include <string_view>

#include "containers.h"
#include "faq/dict.h"
#include "faq/disciplines.h"
#include "faq/list.h"
#include "workers/python_queue.h"

namespace objects {
namespace {

using enum tenter::Anomaly;

// D[key] = D[key] + 1, and what is there.
template <class Shared>
class Dict {
 public:
  void increment(int key) {
    dict_.compound([key](faq::Dict& dict) { return dict[key]; },
                   [key](faq::Dict& dict, int seen) { dict[key] = seen + 1; });
  }
  int get(int key) {
    int value = 0;
    dict_.once([&](faq::Dict& dict) { value = dict[key]; });
    return value;
  }

 private:
  Shared dict_{faq::Dict{{0, 0}, {1, 0}}};
};

struct DictSpec {
  std::array<int, 2> values{};

  void increment(int key) { ++values[static_cast<std::size_t>(key)]; }
  int get(int key) { return values[static_cast<std::size_t>(key)]; }

  friend bool operator==(const DictSpec&, const DictSpec&) = default;
};

template <class Shared>
auto dict(std::string_view name) {
  return tenter::object<Dict<Shared>, DictSpec>(name)
      .operation("increment", &Dict<Shared>::increment, &DictSpec::increment, tenter::range(0, 1))
      .operation("get", &Dict<Shared>::get, &DictSpec::get, tenter::range(0, 1));
}

const tenter::Registered dict_mutex{dict<faq::Mutex<faq::Dict>>("objects/dict/mutex")
                                        .summary("D[k] = D[k] + 1 under one lock")
                                        .reason("Reading and writing are one step.")};
const tenter::Registered dict_per_op{dict<faq::PerOp<faq::Dict>>("objects/dict/per-op")
                                         .summary("D[k] = D[k] + 1, a lock for each of the two calls")
                                         .reason("Two that increment may read the same value: one update is lost.")
                                         .breaks(not_linearizable)};

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

}  // namespace
}  // namespace objects
