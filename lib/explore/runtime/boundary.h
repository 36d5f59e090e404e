// Where the program's code ends and the runtime's begins.
#pragma once

#include <cstdint>

namespace tenter::explore {

class Runtime;

// Of the calling thread, which is the only one.
struct Boundary {
  static inline Runtime* running = nullptr;     // whose task runs the program's code right now
  static inline std::uintptr_t stack_end = 0;   // of the running task; it grows towards it
  static inline std::uintptr_t entered_at = 0;  // the running task's last hook: all frames of the program lie above
};

}  // namespace tenter::explore
