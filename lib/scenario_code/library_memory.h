// How a function of the C library is told of: what it reads and writes for its caller, where the instrumentation does
// not see it. A plugin's calls of `name` become calls of __wrap_name, as the linker's --wrap has it; the names are
// taken from the rows of the library_*.cpp, by lib/CMakeLists.txt.
//
// Who explores exports the hook. Where there is none the call is passed on by a jump (jump.h): ThreadSanitizer's
// runtime has interceptors of its own.
#pragma once

#include <tenter/detail/hidden.h>

#include <cstddef>

#include "jump.h"

extern "C" __attribute__((weak, visibility("default"))) void tenter_library_access(const void* at, std::size_t size,
                                                                                   bool write, void* pc);

namespace tenter::library_memory {

// For whom a range is told: the place in the program that calls the library.
struct Caller {
  void* pc;

  TENTER_HIDDEN void reads(const void* at, std::size_t size) const { tell(at, size, false); }
  TENTER_HIDDEN void writes(const void* at, std::size_t size) const { tell(at, size, true); }

 private:
  TENTER_HIDDEN void tell(const void* at, std::size_t size, bool write) const {
    if (at != nullptr && size != 0) tenter_library_access(at, size, write, pc);
  }
};

}  // namespace tenter::library_memory

// A row for each function: its result, name, parameters and arguments, and what it accesses, in statements about
// `caller`, before the call.
#define TENTER_SEES(type, name, parameters, arguments, ...)                          \
  type __real_##name parameters;                                                     \
  __attribute__((visibility("hidden"))) TENTER_JUMPS type __wrap_##name parameters { \
    if (&tenter_library_access != nullptr) {                                         \
      const ::tenter::library_memory::Caller caller{__builtin_return_address(0)};    \
      __VA_ARGS__;                                                                   \
    }                                                                                \
    TENTER_JUMP __real_##name arguments;                                             \
  }
// The same where only the call's `result` tells: after it, that is.
#define TENTER_SEES_AFTER(type, name, parameters, arguments, ...)                    \
  type __real_##name parameters;                                                     \
  __attribute__((visibility("hidden"))) TENTER_JUMPS type __wrap_##name parameters { \
    if (&tenter_library_access == nullptr) TENTER_JUMP __real_##name arguments;      \
    const ::tenter::library_memory::Caller caller{__builtin_return_address(0)};      \
    type const result = __real_##name arguments;                                     \
    __VA_ARGS__;                                                                     \
    return result;                                                                   \
  }
