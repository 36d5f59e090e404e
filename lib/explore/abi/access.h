// How the hooks of plain accesses are written.
#pragma once

#include <cstddef>
#include <cstdint>

#include "explore/runtime/hooks.h"

namespace tenter::explore {

// What the current task has asked to be ignored, by __tsan_ignore_thread_begin(): its plain accesses. Outermost
// first, in pairs; an execution that is abandoned in between leaves nothing to the next one.
class Ignored {
 public:
  static void begin(const Runtime& runtime) { ++depth_of_current(runtime); }
  static void end(const Runtime& runtime) {
    if (any(runtime)) --depth_of_current(runtime);
  }
  static bool any(const Runtime& runtime) {
    return execution_ == Runtime::execution() && depth_[runtime.current()] != 0;
  }

 private:
  static std::uint32_t& depth_of_current(const Runtime& runtime);

  static std::uint64_t execution_;  // of which depth_ tells
  static std::array<std::uint32_t, kMaxTasks> depth_;
};

// The program is about to access memory, at `pc`.
inline void access(const void* address, std::size_t size, bool write, void* pc) {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr || Ignored::any(*runtime)) return;
  const Runtime::Inside inside(runtime);
  runtime->plain_access(reinterpret_cast<std::uintptr_t>(address), size, write, reinterpret_cast<std::uintptr_t>(pc));
}

// What a function of the library, which is controlled already, does to memory of its caller at `pc`.
inline void tell(Runtime& runtime, const void* address, std::size_t size, bool write, std::uintptr_t pc) {
  if (address == nullptr || size == 0 || Ignored::any(runtime)) return;
  runtime.plain_access(reinterpret_cast<std::uintptr_t>(address), size, write, pc);
}

}  // namespace tenter::explore
