// What an execution leaves behind in memory, taken back: the variables of static storage duration of the program's
// modules, function-local ones and their guards among them.
//
// Not here: thread_local variables (fiber/thread_locals.h), the heap (arena.h) and what is mapped (mappings.h). Out
// of reach: what the kernel keeps, and what the C and C++ runtimes keep for the whole process, the position in a file
// for instance; for these see sandbox/isolation.h.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "explore/memory/modules.h"
#include "explore/memory/snapshot.h"

namespace tenter::explore {

class World {
 public:
  // From now on reset() goes back to this moment. Between two executions, with nothing of one left.
  void remember();

  // REQUIRES: no module of the program has been unloaded since remember().
  void reset() const;

  std::size_t size() const;  // bytes
  // What reset() resets.
  std::vector<std::span<const std::byte>> variables() const;

 private:
  void add(const dl_phdr_info& module);

  std::vector<Snapshot> variables_;
};

}  // namespace tenter::explore
