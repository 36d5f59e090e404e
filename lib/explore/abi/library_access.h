// For interposed functions of libstdc++ that touch a program's memory where the instrumentation does not see it.
#pragma once

#include <cstdint>
#include <initializer_list>

#include "explore/runtime/hooks.h"

namespace tenter::explore {

// Accesses to whole nodes on behalf of the library's caller at `pc`, before the library makes them; null is none.
// Outside of an execution, nothing.
template <class Node>
void touch(std::initializer_list<const Node*> nodes, bool write, std::uintptr_t pc) {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return;
  const Runtime::Inside inside(runtime);
  for (const Node* const node : nodes) {
    if (node != nullptr) runtime->plain_access(reinterpret_cast<std::uintptr_t>(node), sizeof(Node), write, pc);
  }
}

}  // namespace tenter::explore

// The real function of this mangled name, which has the type of `function`.
#define TENTER_REAL_CXX(function, name)                                                                    \
  ([]() {                                                                                                  \
    static std::atomic<void*> known{nullptr};                                                              \
    return ::tenter::explore::next_definition_once<std::remove_pointer_t<function>>(known, name, nullptr); \
  }())
