// Python's list and dict as objects: right where a statement is one step, whoever makes it one.
#include <tenter/tenter.h>

#include <array>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "faq/dict.h"
#include "faq/disciplines.h"
#include "faq/list.h"
#include "faq/queue.h"

namespace objects::python_containers {
namespace {

using enum tenter::Anomaly;

// A single owner, as faq/queue.h has it: every call is sent to its thread and waited for, here. Otherwise as
// disciplines.h has.
template <class T>
class Queue {
 public:
  explicit Queue(T initial) : value_(std::move(initial)) {}
  ~Queue() {
    owner_.hand_over([] {});
    thread_.join();
  }

  template <class Call>
  void once(Call call) {
    owner_.ask([this, call] { return call(value_), true; });
  }

  template <class Read, class Write>
  void compound(Read read, Write write) {
    once([=](T& value) { write(value, read(value)); });
  }

 private:
  T value_;
  faq::Owner owner_{1};
  std::thread thread_{[this] { owner_.serve(); }};
};

// The statement is two jobs, and another's may come in between.
template <class T>
class QueueSplit : public Queue<T> {
 public:
  using Queue<T>::Queue;

  template <class Read, class Write>
  void compound(Read read, Write write) {
    decltype(read(std::declval<T&>())) seen{};
    this->once([&](T& value) { seen = read(value); });
    this->once([=](T& value) { write(value, seen); });
  }
};

// L.append(x), L.append(L[-1]), and L.pop() where there is anything.
template <class Shared>
class List {
 public:
  void append(int item) {
    list_.once([item](faq::List& list) { list.push_back(item); });
  }
  void append_last() {
    list_.compound([](faq::List& list) { return list.empty() ? 0 : list.back(); },
                   [](faq::List& list, int last) { list.push_back(last); });
  }
  std::optional<int> pop() {
    std::optional<int> item;
    list_.once([&item](faq::List& list) {
      if (list.empty()) return;
      item = list.back();
      list.pop_back();
    });
    return item;
  }

 private:
  Shared list_{faq::list_of({})};
};

struct ListSpec {
  std::vector<int> items;

  void append(int item) { items.push_back(item); }
  void append_last() { items.push_back(items.empty() ? 0 : items.back()); }
  std::optional<int> pop() {
    if (items.empty()) return std::nullopt;
    const int item = items.back();
    items.pop_back();
    return item;
  }

  friend bool operator==(const ListSpec&, const ListSpec&) = default;
};

template <class Shared>
auto list(std::string_view name) {
  return tenter::object<List<Shared>, ListSpec>(name)
      .operation("append", &List<Shared>::append, &ListSpec::append, tenter::range(1, 2))
      .operation("append_last", &List<Shared>::append_last, &ListSpec::append_last)
      .operation("pop", &List<Shared>::pop, &ListSpec::pop);
}

const tenter::Registered list_mutex{list<faq::Mutex<faq::List>>("objects/list/mutex")
                                        .summary("L.append(L[-1]) under one lock")
                                        .reason("Reading and appending are one step.")};
const tenter::Registered list_per_op{list<faq::PerOp<faq::List>>("objects/list/per-op")
                                         .summary("L.append(L[-1]), a lock for each of the two calls")
                                         .reason("What was read may be gone before it is appended again.")
                                         .breaks(not_linearizable)};
const tenter::Registered list_queue{
    list<Queue<faq::List>>("objects/list/queue")
        .summary("L.append(L[-1]) as one job of the list's owner")
        .reason("The owner runs one job after the other, and each is a whole statement.")};
const tenter::Registered list_queue_split{list<QueueSplit<faq::List>>("objects/list/queue-split")
                                              .summary("L.append(L[-1]) as two jobs of the list's owner")
                                              .reason("Another's job may come between the two.")
                                              .breaks(not_linearizable)};

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
const tenter::Registered dict_queue{
    dict<Queue<faq::Dict>>("objects/dict/queue")
        .summary("D[k] = D[k] + 1 as one job of the dict's owner")
        .reason("The owner runs one job after the other, and each is a whole statement.")};
const tenter::Registered dict_queue_split{dict<QueueSplit<faq::Dict>>("objects/dict/queue-split")
                                              .summary("D[k] = D[k] + 1 as two jobs of the dict's owner")
                                              .reason("Another's job may come between the two.")
                                              .breaks(not_linearizable)};

}  // namespace
}  // namespace objects::python_containers
