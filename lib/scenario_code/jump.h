// Passing a call on: TENTER_JUMPS is what such a function is declared with, TENTER_JUMP how it is left. Whoever sees
// the call takes the return address for the place in the program.
#pragma once

#include <tenter/detail/hidden.h>

#if defined(__clang__)
#define TENTER_JUMPS TENTER_HIDDEN
#define TENTER_JUMP [[clang::musttail]] return
#else
#define TENTER_JUMPS TENTER_HIDDEN __attribute__((optimize("omit-frame-pointer", "optimize-sibling-calls")))
#define TENTER_JUMP return
#endif
