// Where in the program an interposed function was called.
#pragma once

#include <cstdint>

// REQUIRES: in the interposed function itself.
#define TENTER_CALLER reinterpret_cast<std::uintptr_t>(__builtin_return_address(0))
