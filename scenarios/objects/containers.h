// What the containers of this family should do, one operation at a time.
#pragma once

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <vector>

namespace objects {

struct QueueSpec {
  std::deque<int> items;

  void push(int item) { items.push_back(item); }
  std::optional<int> pop() {
    if (items.empty()) return std::nullopt;
    const int first = items.front();
    items.pop_front();
    return first;
  }
  bool has_items() const { return !items.empty(); }

  friend bool operator==(const QueueSpec&, const QueueSpec&) = default;
};

struct StackSpec {
  std::vector<int> items;

  void push(int item) { items.push_back(item); }
  std::optional<int> pop() {
    if (items.empty()) return std::nullopt;
    const int last = items.back();
    items.pop_back();
    return last;
  }

  friend bool operator==(const StackSpec&, const StackSpec&) = default;
};

}  // namespace objects
