#include "explore/sync/wait_queue.h"

#include <algorithm>

namespace tenter::explore {

Waiter::Waiter(Runtime& runtime, Object object, const void* brings)
    : runtime_(runtime), object_(object), brings_(brings) {
  runtime.tasks().own().queued = this;
}

template <class Visitor>
void Waiter::for_each(Runtime& runtime, Object object, Visitor visit) {
  for (TaskId task = 0; task < runtime.tasks().count(); ++task) {
    auto* const waiter = static_cast<Waiter*>(runtime.tasks()[task].queued);
    if (waiter != nullptr && waiter->object_ == object) visit(*waiter);
  }
}

// It takes the oldest of what it has been offered, so that those which came later find theirs. That one is gone for
// all who have been offered it: those with at least as many offers.
void Waiter::leave() {
  runtime_.tasks().own().queued = nullptr;
  if (!is_woken()) return;
  if (object_.kind() != Object::Kind::none) give_up_offer();
  runtime_.fairness().was_helped();
}

void Waiter::give_up_offer() {
  for_each(runtime_, object_, [this](Waiter& other) {
    if (other.offers_ >= offers_) --other.offers_;
  });
}

// Who has waited longest has been offered everything that is still to be taken.
std::uint32_t Waiter::unwoken(Runtime& runtime, Object object) {
  std::uint32_t waiting = 0;
  std::uint32_t offered = 0;
  for_each(runtime, object, [&](const Waiter& waiter) {
    ++waiting;
    offered = std::max(offered, waiter.offers_);
  });
  return waiting - offered;
}

std::uint32_t Waiter::wake(Runtime& runtime, Object object, std::uint32_t most) {
  const std::uint32_t woken = std::min(most, unwoken(runtime, object));
  for_each(runtime, object, [woken](Waiter& waiter) { waiter.offers_ += woken; });
  return woken;
}

bool Waiter::others_bring_another(Runtime& runtime, Object object, const void* brings) {
  bool another = false;
  for_each(runtime, object, [&](const Waiter& waiter) { another |= !waiter.is_woken() && waiter.brings_ != brings; });
  return another;
}

bool Waiter::dismiss(Runtime& runtime, Object object) {
  if (unwoken(runtime, object) != 0) return false;
  for_each(runtime, object, [](Waiter& waiter) { waiter.object_ = {}; });
  return true;
}

}  // namespace tenter::explore
