// Steps of which each may throw.
#pragma once

#include <cxxabi.h>
#include <tenter/body.h>
#include <tenter/detail/hidden.h>

#include <cstddef>

namespace tenter::detail {

// Reports the exception that is being handled as the `index`th state's.
void uncaught(ActorLog& log, std::size_t index);

// Calls `step` for each index; what it throws becomes that index's uncaught exception. A thread's forced
// unwinding (pthread_exit) is no exception of the scenario's and goes on.
template <class Step>
TENTER_HIDDEN void for_each_guarded(std::size_t count, ActorLog& log, Step&& step) {
  std::size_t i = 0;
  while (i < count) {
    try {
      for (; i < count; ++i) step(i);
    } catch (abi::__forced_unwind&) {
      throw;
    } catch (...) {
      uncaught(log, i++);
    }
  }
}

}  // namespace tenter::detail
