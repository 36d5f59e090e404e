// Concurrent structures as one writes them, and with one line wrong: an exchange that is not tried again or is a
// store, two stores that are swapped, an order that is weaker.
#include <tenter/tenter.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace {

using tenter::Registered;
using enum tenter::Anomaly;
using std::memory_order_acquire;
using std::memory_order_relaxed;
using std::memory_order_release;

enum class Mutation {
  none,
  tries_once,       // an exchange that fails is not tried again
  stores,           // a store where there was an exchange
  swapped,          // two stores in the other order
  swapped_at_end,   // the same where something is taken out
  relaxed_publish,  // no release
  relaxed_read,     // no acquire
};
using enum Mutation;

struct StackSpec {
  std::vector<int> items;
  void push(int item) { items.push_back(item); }
  std::optional<int> pop() {
    if (items.empty()) return std::nullopt;
    const int item = items.back();
    items.pop_back();
    return item;
  }
  bool operator==(const StackSpec&) const = default;
};

struct QueueSpec {
  std::deque<int> items;
  void push(int item) { items.push_back(item); }
  std::optional<int> pop() {
    if (items.empty()) return std::nullopt;
    const int item = items.front();
    items.pop_front();
    return item;
  }
  std::optional<int> take() {
    if (items.empty()) return std::nullopt;
    const int item = items.back();
    items.pop_back();
    return item;
  }
  bool operator==(const QueueSpec&) const = default;
};

template <Mutation kMutation>
class TreiberStack {
 public:
  void push(int item) {
    Node* const node = &nodes_[used_.fetch_add(1, memory_order_relaxed)];
    node->item = item;
    Node* next = top_.load(memory_order_relaxed);
    const auto order = kMutation == relaxed_publish ? memory_order_relaxed : memory_order_release;
    do {
      if (kMutation != swapped) node->next = next;
    } while (!top_.compare_exchange_strong(next, node, order, memory_order_relaxed) && kMutation != tries_once);
    if (kMutation == swapped) node->next = next;
  }
  std::optional<int> pop() {
    const auto order = kMutation == relaxed_read ? memory_order_relaxed : memory_order_acquire;
    Node* node = top_.load(order);
    while (node != nullptr) {
      if (kMutation == stores) {
        top_.store(node->next, memory_order_release);
        break;
      }
      if (top_.compare_exchange_strong(node, node->next, order)) break;
    }
    return node == nullptr ? std::nullopt : std::optional(node->item);
  }

 private:
  struct Node {
    int item = 0;
    Node* next = nullptr;
  };
  std::array<Node, 40> nodes_{};
  std::atomic<std::size_t> used_{0};
  std::atomic<Node*> top_{nullptr};
};

template <Mutation kMutation>
class MichaelScottQueue {
 public:
  void push(int item) {
    Node* const node = &nodes_[used_.fetch_add(1, memory_order_relaxed)];
    if (kMutation != swapped) node->item = item;
    for (;;) {
      Node* tail = tail_.load(memory_order_acquire);
      Node* next = tail->next.load(memory_order_acquire);
      if (next != nullptr) {
        tail_.compare_exchange_strong(tail, next);
        continue;
      }
      if (link(*tail, node)) {
        if (kMutation == swapped) node->item = item;
        tail_.compare_exchange_strong(tail, node);
        return;
      }
      if (kMutation == tries_once) return;
    }
  }
  std::optional<int> pop() {
    for (;;) {
      Node* head = head_.load(memory_order_acquire);
      Node* tail = tail_.load(memory_order_acquire);
      Node* const next = head->next.load(kMutation == relaxed_read ? memory_order_relaxed : memory_order_acquire);
      if (next == nullptr) return std::nullopt;
      if (head == tail) {
        tail_.compare_exchange_strong(tail, next);
      } else if (kMutation == swapped_at_end) {
        head_.store(next);
        return next->item;
      } else if (head_.compare_exchange_strong(head, next)) {
        return next->item;
      }
    }
  }

 private:
  struct Node {
    int item = 0;
    std::atomic<Node*> next{nullptr};
  };

  static bool link(Node& tail, Node* node) {
    if (kMutation == stores) {
      tail.next.store(node);
      return true;
    }
    Node* none = nullptr;
    return tail.next.compare_exchange_strong(
        none, node, kMutation == relaxed_publish ? memory_order_relaxed : memory_order_release, memory_order_relaxed);
  }

  std::array<Node, 40> nodes_{};
  std::atomic<std::size_t> used_{1};
  std::atomic<Node*> head_{nodes_.data()};
  std::atomic<Node*> tail_{nodes_.data()};
};

// One who pushes, one who pops.
template <Mutation kMutation>
class Ring {
 public:
  void push(int item) {
    const std::size_t at = pushed_.load(memory_order_relaxed);
    const auto order = kMutation == relaxed_publish ? memory_order_relaxed : memory_order_release;
    if (kMutation == swapped) pushed_.store(at + 1, order);
    items_[at % items_.size()] = item;
    if (kMutation != swapped) pushed_.store(at + 1, order);
  }
  std::optional<int> pop() {
    const std::size_t at = popped_.load(memory_order_relaxed);
    if (at == pushed_.load(kMutation == relaxed_read ? memory_order_relaxed : memory_order_acquire)) {
      return std::nullopt;
    }
    const int item = items_[at % items_.size()];
    popped_.store(at + 1, memory_order_release);
    return item;
  }

 private:
  std::array<int, 40> items_{};
  std::atomic<std::size_t> pushed_{0};
  std::atomic<std::size_t> popped_{0};
};

template <Mutation kMutation>
class ChaseLevDeque {
 public:
  void push(int item) {
    const long bottom = bottom_.load(memory_order_relaxed);
    if (kMutation == swapped) bottom_.store(bottom + 1);
    items_[static_cast<std::size_t>(bottom) % items_.size()].store(item, memory_order_relaxed);
    if (kMutation != swapped) bottom_.store(bottom + 1);
  }
  std::optional<int> take() {
    const long bottom = bottom_.load(memory_order_relaxed) - 1;
    long top = kMutation == swapped_at_end ? top_.load() : 0;
    bottom_.store(bottom);
    if (kMutation != swapped_at_end) top = top_.load();
    if (top > bottom) {
      bottom_.store(bottom + 1);
      return std::nullopt;
    }
    const int item = items_[static_cast<std::size_t>(bottom) % items_.size()].load(memory_order_relaxed);
    if (top < bottom) return item;
    const bool mine = wins(top);
    bottom_.store(bottom + 1);
    return mine ? std::optional(item) : std::nullopt;
  }
  std::optional<int> steal() {
    for (;;) {
      long top = top_.load();
      if (top >= bottom_.load()) return std::nullopt;
      const int item = items_[static_cast<std::size_t>(top) % items_.size()].load(memory_order_relaxed);
      if (top_.compare_exchange_strong(top, top + 1) || kMutation == tries_once) return item;
    }
  }

 private:
  bool wins(long top) {
    if (kMutation != stores) return top_.compare_exchange_strong(top, top + 1);
    top_.store(top + 1);
    return true;
  }

  std::array<std::atomic<int>, 40> items_{};
  std::atomic<long> top_{0};
  std::atomic<long> bottom_{0};
};

template <Mutation kMutation>
class SequenceLock {
 public:
  void write(int value) {
    const unsigned sequence = sequence_.load(memory_order_relaxed);
    sequence_.store(sequence + (kMutation == swapped ? 2 : 1));
    first_.store(value);
    if (kMutation == swapped_at_end) sequence_.store(sequence + 2);
    second_.store(value);
    if (kMutation != swapped_at_end) sequence_.store(sequence + 2);
  }
  std::pair<int, int> read() const {
    for (;;) {
      const unsigned before = sequence_.load();
      const std::pair<int, int> values(first_.load(), second_.load());
      if (before % 2 == 0 && (kMutation == tries_once || sequence_.load() == before)) return values;
    }
  }

 private:
  std::atomic<unsigned> sequence_{0};
  std::atomic<int> first_{0};
  std::atomic<int> second_{0};
};
struct PairSpec {
  int value = 0;
  void write(int next) { value = next; }
  std::pair<int, int> read() const { return {value, value}; }
  bool operator==(const PairSpec&) const = default;
};

template <class Container, class Spec>
auto container(const char* name) {
  return tenter::object<Container, Spec>(name)
      .operation("push", &Container::push, &Spec::push, tenter::range(1, 2))
      .operation("pop", &Container::pop, &Spec::pop);
}
template <Mutation kMutation>
auto stack(const char* name) {
  return container<TreiberStack<kMutation>, StackSpec>(name);
}
template <Mutation kMutation>
auto queue(const char* name) {
  return container<MichaelScottQueue<kMutation>, QueueSpec>(name);
}
template <Mutation kMutation>
auto ring(const char* name) {
  using Object = Ring<kMutation>;
  return tenter::object<Object, QueueSpec>(name)
      .operation("push", &Object::push, &QueueSpec::push, tenter::range(1, 2))
      .by_one_thread("producer")
      .operation("pop", &Object::pop, &QueueSpec::pop)
      .by_one_thread("consumer");
}
template <Mutation kMutation>
auto deque(const char* name) {
  using Object = ChaseLevDeque<kMutation>;
  return tenter::object<Object, QueueSpec>(name)
      .operation("push", &Object::push, &QueueSpec::push, tenter::range(1, 2))
      .by_one_thread("owner")
      .operation("take", &Object::take, &QueueSpec::take)
      .by_one_thread("owner")
      .operation("steal", &Object::steal, &QueueSpec::pop);
}
template <Mutation kMutation>
auto sequence(const char* name) {
  using Object = SequenceLock<kMutation>;
  return tenter::object<Object, PairSpec>(name)
      .operation("write", &Object::write, &PairSpec::write, tenter::range(1, 2))
      .by_one_thread("writer")
      .operation("read", &Object::read, &PairSpec::read);
}

const Registered kRight[] = {Registered{stack<none>("right/stack")}, Registered{queue<none>("right/queue")},
                             Registered{ring<none>("right/ring")}, Registered{deque<none>("right/deque")},
                             Registered{sequence<none>("right/sequence-lock")}};

const Registered kMutants[] = {
    Registered{stack<tries_once>("mutants/stack/tries-once").breaks(not_linearizable)},
    Registered{stack<stores>("mutants/stack/stores").breaks(not_linearizable)},
    Registered{stack<swapped>("mutants/stack/swapped").breaks(data_race, not_linearizable)},
    Registered{stack<relaxed_publish>("mutants/stack/relaxed-publish").breaks(data_race)},
    Registered{stack<relaxed_read>("mutants/stack/relaxed-read").breaks(data_race)},
    Registered{queue<tries_once>("mutants/queue/tries-once").breaks(not_linearizable)},
    Registered{queue<stores>("mutants/queue/stores").breaks(not_linearizable)},
    Registered{queue<swapped>("mutants/queue/swapped").breaks(data_race, not_linearizable)},
    Registered{queue<swapped_at_end>("mutants/queue/stores-head").breaks(not_linearizable)},
    Registered{queue<relaxed_publish>("mutants/queue/relaxed-publish").breaks(data_race)},
    Registered{queue<relaxed_read>("mutants/queue/relaxed-read").breaks(data_race)},
    Registered{ring<swapped>("mutants/ring/swapped").breaks(data_race, not_linearizable)},
    Registered{ring<relaxed_publish>("mutants/ring/relaxed-publish").breaks(data_race)},
    Registered{ring<relaxed_read>("mutants/ring/relaxed-read").breaks(data_race)},
    Registered{deque<tries_once>("mutants/deque/tries-once").breaks(not_linearizable)},
    Registered{deque<stores>("mutants/deque/stores").breaks(not_linearizable)},
    Registered{deque<swapped>("mutants/deque/swapped").breaks(not_linearizable)},
    Registered{deque<swapped_at_end>("mutants/deque/looks-before").breaks(not_linearizable)},
    Registered{sequence<tries_once>("mutants/sequence-lock/tries-once").breaks(not_linearizable)},
    Registered{sequence<swapped>("mutants/sequence-lock/even-meanwhile").breaks(not_linearizable)},
    Registered{sequence<swapped_at_end>("mutants/sequence-lock/swapped").breaks(not_linearizable)}};

}  // namespace
