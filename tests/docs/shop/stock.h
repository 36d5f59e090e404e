#pragma once

#include <mutex>

namespace shop {

// [stock]
// How many of a thing are left. Every call is safe from any thread.
class Stock {
 public:
  explicit Stock(int count) : count_(count) {}

  int count() const;
  void take();         // one less
  bool take_if_any();  // one less, and true, unless there is none

 private:
  mutable std::mutex mutex_;
  int count_;
};
// [/stock]

}  // namespace shop
