// Treiber's stack: a list whose head is exchanged. R. K. Treiber, "Systems programming: coping with parallelism",
// 1986.
#include <tenter/tenter.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <optional>

#include "containers.h"

namespace objects::treiber_stack {
namespace {

using enum tenter::Anomaly;

struct Node {
  int item = 0;
  Node* next = nullptr;
};

// Where the threads take their nodes from. None is given back: what it takes to do so is another matter.
class Nodes {
 public:
  Node* next(int item) {
    Node& node = nodes_[used_.fetch_add(1, std::memory_order_relaxed)];
    node.item = item;
    return &node;
  }

 private:
  std::array<Node, 40> nodes_{};
  std::atomic<std::size_t> used_{0};
};

class TreiberStack {
 public:
  void push(int item) {
    Node* const node = nodes_.next(item);
    node->next = top_.load(std::memory_order_relaxed);
    while (!top_.compare_exchange_weak(node->next, node, std::memory_order_release, std::memory_order_relaxed)) {
    }
  }
  std::optional<int> pop() {
    Node* node = top_.load(std::memory_order_acquire);
    while (node != nullptr && !top_.compare_exchange_weak(node, node->next, std::memory_order_acquire)) {
    }
    return node == nullptr ? std::nullopt : std::optional(node->item);
  }

 protected:
  Nodes nodes_;
  std::atomic<Node*> top_{nullptr};
};

class StoresTop : public TreiberStack {
 public:
  std::optional<int> pop() {
    Node* const node = top_.load(std::memory_order_acquire);
    if (node == nullptr) return std::nullopt;
    top_.store(node->next, std::memory_order_release);
    return node->item;
  }
};

// Nobody else sees what was written to a node.
class PublishesRelaxed : public TreiberStack {
 public:
  void push(int item) {
    Node* const node = nodes_.next(item);
    node->next = top_.load(std::memory_order_relaxed);
    while (!top_.compare_exchange_weak(node->next, node, std::memory_order_relaxed)) {
    }
  }
};

template <class Stack>
auto stack(std::string_view name) {
  return tenter::object<Stack, StackSpec>(name)
      .operation("push", &Stack::push, &StackSpec::push, tenter::range(1, 2))
      .operation("pop", &Stack::pop, &StackSpec::pop);
}

const tenter::Registered right{stack<TreiberStack>("objects/treiber-stack/right")
                                   .summary("a list whose head is exchanged")
                                   .reason("A push or a pop happens when the head that it saw is exchanged for the "
                                           "next: nobody came between.")};
const tenter::Registered stores{stack<StoresTop>("objects/treiber-stack/stores-top")
                                    .summary("pop() stores the new head, instead of exchanging it")
                                    .reason("Two that pop may see the same head, and both take it.")
                                    .breaks(not_linearizable)};
const tenter::Registered relaxed{
    stack<PublishesRelaxed>("objects/treiber-stack/publishes-relaxed")
        .summary("push() publishes its node without release")
        .reason("Nothing orders what is written into a node before the one who takes it.")
        .breaks(data_race)};

}  // namespace
}  // namespace objects::treiber_stack
