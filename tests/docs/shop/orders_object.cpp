// [subject]
#include <tenter/tenter.h>

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
