// Tasks that wait at an address until they are woken: what condition variables and futexes have in common.
//
// Waking reaches one of those that are waiting at that moment, any of them: which one is the scheduler's choice, made
// when one of them goes on. With nobody waiting it is lost.
//
// A waiter lives on its task's stack and is found through the runtime, so there is nothing to be reset.
#pragma once

#include <cstdint>

#include "explore/runtime/hooks.h"

namespace tenter::explore {

class Waiter {
 public:
  // The current task queues up at `object`. `brings`: what it waits with, if it matters.
  Waiter(Runtime& runtime, Object object, const void* brings = nullptr);
  Waiter(const Waiter&) = delete;
  Waiter& operator=(const Waiter&) = delete;

  // Could take what it waits for.
  bool is_woken() const { return offers_ != 0; }

  // Out of the queue: having been woken, or because it is tired of waiting.
  void leave();

  // Wakes at most `most` of those that wait at `object`; returns how many.
  static std::uint32_t wake(Runtime& runtime, Object object, std::uint32_t most);

  // Whether anybody waits at `object`, not woken, with something else.
  static bool others_bring_another(Runtime& runtime, Object object, const void* brings);
  // `object` is about to go: who has been woken there has nothing to do with it any more. False, and nothing is done,
  // where others wait.
  static bool dismiss(Runtime& runtime, Object object);

 private:
  void give_up_offer();
  // How many wait there that could not go on if all others did.
  static std::uint32_t unwoken(Runtime& runtime, Object object);
  template <class Visitor>
  static void for_each(Runtime& runtime, Object object, Visitor visit);

  Runtime& runtime_;
  Object object_;
  const void* brings_;
  // Wake-ups since it queued up that nobody has taken yet. Of two waiters the one that came later has been offered
  // some of the latest ones that the other has been offered.
  std::uint32_t offers_ = 0;
};

}  // namespace tenter::explore
