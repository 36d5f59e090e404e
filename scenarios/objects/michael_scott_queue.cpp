// The queue of M. M. Michael and M. L. Scott, "Simple, fast, and practical non-blocking and blocking concurrent queue
// algorithms", PODC 1996. Nodes are not given back.
#include <tenter/tenter.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <optional>

#include "containers.h"

namespace objects::michael_scott_queue {
namespace {

using enum tenter::Anomaly;

struct Node {
  int item = 0;
  std::atomic<Node*> next{nullptr};
};

class MichaelScottQueue {
 public:
  void push(int item) {
    Node* const node = new_node(item);
    for (;;) {
      Node* tail = tail_.load();
      Node* next = tail->next.load();
      if (next != nullptr) {
        tail_.compare_exchange_strong(tail, next);  // somebody has not come to it
      } else if (tail->next.compare_exchange_strong(next, node)) {
        tail_.compare_exchange_strong(tail, node);
        return;
      }
    }
  }
  std::optional<int> pop() {
    for (;;) {
      Node* head = head_.load();
      Node* tail = tail_.load();
      Node* const next = head->next.load();
      if (next == nullptr) return std::nullopt;
      if (head == tail) {
        tail_.compare_exchange_strong(tail, next);
      } else if (head_.compare_exchange_strong(head, next)) {
        return next->item;
      }
    }
  }

 protected:
  Node* new_node(int item) {
    Node& node = nodes_[used_.fetch_add(1, std::memory_order_relaxed)];
    node.item = item;
    return &node;
  }

  std::array<Node, 40> nodes_{};
  std::atomic<std::size_t> used_{1};  // the first is there from the beginning
  std::atomic<Node*> head_{nodes_.data()};
  std::atomic<Node*> tail_{nodes_.data()};
};

class StoresNext : public MichaelScottQueue {
 public:
  void push(int item) {
    Node* const node = new_node(item);
    for (;;) {
      Node* tail = tail_.load();
      Node* next = tail->next.load();
      if (next != nullptr) {
        tail_.compare_exchange_strong(tail, next);
      } else {
        tail->next.store(node);
        tail_.compare_exchange_strong(tail, node);
        return;
      }
    }
  }
};

class StoresHead : public MichaelScottQueue {
 public:
  std::optional<int> pop() {
    for (;;) {
      Node* const head = head_.load();
      Node* tail = tail_.load();
      Node* const next = head->next.load();
      if (next == nullptr) return std::nullopt;
      if (head == tail) {
        tail_.compare_exchange_strong(tail, next);
      } else {
        head_.store(next);
        return next->item;
      }
    }
  }
};

template <class Queue>
auto queue(std::string_view name) {
  return tenter::object<Queue, QueueSpec>(name)
      .operation("push", &Queue::push, &QueueSpec::push, tenter::range(1, 2))
      .operation("pop", &Queue::pop, &QueueSpec::pop);
}

const tenter::Registered right{
    queue<MichaelScottQueue>("objects/michael-scott-queue/right")
        .summary("a list with two ends, each exchanged")
        .reason(
            "A push happens when its node is linked to the last, a pop when the head moves on to its item; whoever "
            "finds the tail behind helps it.")};
const tenter::Registered stores_next{queue<StoresNext>("objects/michael-scott-queue/stores-next")
                                         .summary("push() links its node by a store, instead of an exchange")
                                         .reason("Two that push may both find the same last node: one link is lost.")
                                         .breaks(not_linearizable)};
const tenter::Registered stores_head{queue<StoresHead>("objects/michael-scott-queue/stores-head")
                                         .summary("pop() stores the new head, instead of exchanging it")
                                         .reason("Two that pop may take the same item.")
                                         .breaks(not_linearizable)};

}  // namespace
}  // namespace objects::michael_scott_queue
