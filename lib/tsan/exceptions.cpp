// See modelled_calls.h. libstdc++.so's own functions do the work; these surround them with a mark.
#include <dlfcn.h>

#include <atomic>

#include "tsan/modelled_calls.h"

namespace tenter::tsan {
namespace {

constinit thread_local int depth = 0;

class Mark {
 public:
  Mark() { ++depth; }
  ~Mark() { --depth; }
  Mark(const Mark&) = delete;
  Mark& operator=(const Mark&) = delete;
};

template <class Function>
Function* next(std::atomic<Function*>& found, const char* name) {
  Function* function = found.load(std::memory_order_relaxed);
  if (function == nullptr) {
    function = reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
    found.store(function, std::memory_order_relaxed);
  }
  return function;
}

}  // namespace

bool releasing_exception() { return depth > 0; }

}  // namespace tenter::tsan

#define TENTER_DEFINES extern "C" __attribute__((visibility("default"), no_sanitize("thread")))

// The end of a catch clause. An exception's destructor that throws ends the process, so this one throws nothing.
TENTER_DEFINES void __cxa_end_catch() {
  static constinit std::atomic<void (*)()> real{nullptr};
  const tenter::tsan::Mark mark;
  tenter::tsan::next(real, "__cxa_end_catch")();
}

// std::__exception_ptr::exception_ptr::_M_release(), a member function without arguments.
TENTER_DEFINES void _ZNSt15__exception_ptr13exception_ptr10_M_releaseEv(void* self) {
  static constinit std::atomic<void (*)(void*)> real{nullptr};
  const tenter::tsan::Mark mark;
  tenter::tsan::next(real, "_ZNSt15__exception_ptr13exception_ptr10_M_releaseEv")(self);
}
