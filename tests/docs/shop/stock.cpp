#include "stock.h"

namespace shop {

int Stock::count() const {
  const std::lock_guard lock(mutex_);
  return count_;
}

void Stock::take() {
  const std::lock_guard lock(mutex_);
  --count_;
}

bool Stock::take_if_any() {
  const std::lock_guard lock(mutex_);
  if (count_ == 0) return false;
  --count_;
  return true;
}

}  // namespace shop
