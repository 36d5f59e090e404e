// Where a signal found its thread.
#pragma once

#include <ucontext.h>

#include <cstdint>

namespace tenter::explore {

// `context`: the third argument of a handler.
inline std::uintptr_t pc_of(const void* context) {
  return static_cast<std::uintptr_t>(static_cast<const ucontext_t*>(context)->uc_mcontext.gregs[REG_RIP]);
}

}  // namespace tenter::explore
