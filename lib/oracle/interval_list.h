// The calls and returns of a history as a list in the order of time, from which an operation is lifted once it has
// been given its place, and put back when that place turns out to be wrong: both in constant time.
//
// After J. M. Wing and C. Gong, "Testing and verifying concurrent objects", JPDC 17, 1993; the list is that of G.
// Lowe, "Testing for linearizability", Concurrency and Computation 29(4), 2017.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tenter {

// The time of a response that never came.
inline constexpr std::uint64_t kPending = ~std::uint64_t{0};

// When an operation was called and when it returned, by any clock that all threads share. An operation that returned
// at the same time as another was called counts as concurrent with it.
struct Interval {
  std::uint64_t invoked = 0;
  std::uint64_t responded = kPending;
};

namespace oracle {

class IntervalList {
 public:
  using Node = std::uint32_t;
  static constexpr Node kEnd = 0;  // before the first and after the last

  // Operations for which `left_out` holds have no nodes.
  template <class LeftOut>
  IntervalList(std::span<const Interval> operations, LeftOut&& left_out) : calls_(operations.size(), kEnd) {
    std::vector<Event> events;
    for (std::uint32_t i = 0; i < operations.size(); ++i) {
      if (left_out(i)) continue;
      events.push_back({operations[i].invoked, i, false});
      if (operations[i].responded != kPending) events.push_back({operations[i].responded, i, true});
    }
    // Calls come first among what has the same time.
    std::sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
      if (a.time != b.time) return a.time < b.time;
      return a.returns != b.returns ? b.returns : a.operation < b.operation;
    });
    link(events);
  }

  Node first() const { return next_[kEnd]; }
  Node next(Node node) const { return next_[node]; }
  Node call_of(std::uint32_t operation) const { return calls_[operation]; }
  std::uint32_t operation(Node node) const { return operation_[node]; }
  bool is_return(Node node) const { return partner_[node] == node; }

  // Takes the operation of a call out of the list, with its return.
  void lift(Node call) {
    unlink(call);
    if (partner_[call] != kEnd) unlink(partner_[call]);
  }

  // Puts it back. REQUIRES: everything that was lifted later is in the list again.
  void unlift(Node call) {
    if (partner_[call] != kEnd) relink(partner_[call]);
    relink(call);
  }

 private:
  struct Event {
    std::uint64_t time;
    std::uint32_t operation;
    bool returns;
  };

  void link(const std::vector<Event>& events) {
    const auto size = static_cast<Node>(events.size() + 1);
    next_.resize(size);
    previous_.resize(size);
    partner_.assign(size, kEnd);
    operation_.resize(size);
    for (Node node = 0; node < size; ++node) {
      next_[node] = node + 1 == size ? kEnd : node + 1;
      previous_[node] = node == 0 ? size - 1 : node - 1;
      if (node == kEnd) continue;
      const Event& event = events[node - 1];
      operation_[node] = event.operation;
      if (event.returns) {
        partner_[node] = node;
        partner_[calls_[event.operation]] = node;
      } else {
        calls_[event.operation] = node;
      }
    }
  }

  void unlink(Node node) {
    next_[previous_[node]] = next_[node];
    previous_[next_[node]] = previous_[node];
  }

  void relink(Node node) {
    next_[previous_[node]] = node;
    previous_[next_[node]] = node;
  }

  std::vector<Node> next_;
  std::vector<Node> previous_;
  std::vector<Node> partner_;  // of a call: its return, kEnd when there is none; of a return: itself
  std::vector<std::uint32_t> operation_;
  std::vector<Node> calls_;
};

}  // namespace oracle
}  // namespace tenter
