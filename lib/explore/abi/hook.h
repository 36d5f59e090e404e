// How an interposed function is written.
#pragma once

#include <cstdint>

#include "explore/abi/real.h"
#include "explore/runtime/hooks.h"

// Where in the program the hook was called from.
#define TENTER_CALLER reinterpret_cast<std::uintptr_t>(__builtin_return_address(0))

// The whole body of `function`, called with `arguments`: in an execution the value of `controlled`, which may use
// `runtime`; the real function's outside.
#define TENTER_INTERPOSE(function, arguments, controlled) \
  TENTER_INTERPOSE_AS(TENTER_REAL(function), arguments, controlled)
// The same, with the real function given.
#define TENTER_INTERPOSE_AS(real, arguments, controlled)                             \
  ::tenter::explore::Runtime* const entered = ::tenter::explore::Runtime::running(); \
  if (entered == nullptr) return real arguments;                                     \
  ::tenter::explore::first_argument::touch_object arguments;                         \
  const ::tenter::explore::Runtime::Inside inside(entered);                          \
  [[maybe_unused]] ::tenter::explore::Runtime& runtime = *entered;                   \
  return controlled
