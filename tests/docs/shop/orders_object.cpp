// [subject]
#include <tenter/tenter.h>

#include <algorithm>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>

// The orders of a shop, first come, first served.
class Orders {
 public:
  void place(int number) {
    const std::lock_guard hold(mutex_);
    orders_.push_back(number);
  }
  bool empty() {
    const std::lock_guard hold(mutex_);
    return orders_.empty();
  }
  std::optional<int> next() {
    if (empty()) return std::nullopt;
    const std::lock_guard hold(mutex_);
    if (orders_.empty()) return 0;  // somebody else was faster
    const int number = orders_.front();
    orders_.pop_front();
    return number;
  }

 private:
  std::mutex mutex_;
  std::deque<int> orders_;
};
// [/subject]

// [scenario]
struct OrdersSpec {
  std::deque<int> orders;

  void place(int number) { orders.push_back(number); }
  std::optional<int> next() {
    if (orders.empty()) return std::nullopt;
    const int number = orders.front();
    orders.pop_front();
    return number;
  }
  bool operator==(const OrdersSpec&) const = default;
};

const tenter::Registered orders{tenter::object<Orders, OrdersSpec>("shop/orders")
                                    .summary("orders are placed, and taken on in turn")
                                    .operation("place", &Orders::place, &OrdersSpec::place, tenter::range(1, 3))
                                    .operation("next", &Orders::next, &OrdersSpec::next)
                                    .breaks(tenter::Anomaly::not_linearizable)};
// [/scenario]

// The second of a heap is as good as the first.
class Heap {
 public:
  void place(int number) {
    const std::lock_guard hold(mutex_);
    orders_.push_back(number);
  }
  std::optional<int> next() {
    const std::lock_guard hold(mutex_);
    if (orders_.empty()) return std::nullopt;
    const auto taken = orders_.begin() + (orders_.size() > 1 ? 1 : 0);
    const int number = *taken;
    orders_.erase(taken);
    return number;
  }

 private:
  std::mutex mutex_;
  std::deque<int> orders_;
};

// [choice]
struct OneOfTwoOldest : OrdersSpec {
  bool next_was(const std::optional<int>& number) {
    if (!number) return orders.empty();
    const auto end = orders.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(orders.size(), 2));
    const auto taken = std::find(orders.begin(), end, *number);
    if (taken == end) return false;
    orders.erase(taken);
    return true;
  }
  bool operator==(const OneOfTwoOldest&) const = default;
};

const tenter::Registered heap{tenter::object<Heap, OneOfTwoOldest>("shop/heap")
                                  .operation("place", &Heap::place, &OneOfTwoOldest::place, tenter::range(1, 3))
                                  .operation("next", &Heap::next, &OneOfTwoOldest::next_was)};
// [/choice]
