// Gives a fiber's thread-local state back its initial values, so that the next execution on it starts like the first.
//
// Reset are: the thread_local variables of the modules (shared objects, the program) that one chooses, errno, and
// what the C++ library knows of exceptions caught or in flight. Dynamically initialised variables are so anew when
// next used.
//
// Not reset: what the C library keeps for a thread (locale, strtok's and malloc's state, pthread keys), which is not
// to be had from outside; never choose libc or the loader. Destructors of thread_local variables do not run, but the
// C library keeps its list of those registered, which then point to what is gone. Nothing runs that list but exit()
// on the fiber (see parked_thread.h); a runtime that wants them run when its threads end, or never, provides
// __cxa_thread_atexit_impl itself.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "explore/fiber/fiber.h"

namespace tenter::explore {

class ThreadLocals {
 public:
  // Those of the modules loaded now that have any and whose path `wanted` accepts; the program's own path is empty.
  // A module must stay loaded as long as this is used.
  explicit ThreadLocals(const std::function<bool(std::string_view path)>& wanted);

  // Bytes for each fiber.
  std::size_t size() const noexcept;

  // Costs a copy of size() bytes. The first time for a fiber, the C library may allocate the variables of modules
  // that were loaded late: with malloc, as long as the fiber is not to be outlived by what malloc gives. REQUIRES:
  // fiber is not the scheduler's; not running; all calls on fibers of one pool.
  void reset(Fiber& fiber);

  // Where they are. REQUIRES: reset() has been called for the fiber.
  void append_blocks(const Fiber& fiber, std::vector<std::span<const std::byte>>& memory) const {
    for (std::size_t i = 0; i < images_.size(); ++i) memory.emplace_back(blocks_[fiber.index()][i], images_[i].size);
  }

 private:
  struct Image {
    std::size_t module;        // as the loader numbers them
    const std::byte* initial;  // the first `initialised` bytes; the rest is zero
    std::size_t initialised;
    std::size_t size;
  };
  using Blocks = std::vector<std::byte*>;  // a fiber's own, one an image

  Blocks locate(const Fiber& fiber) const;

  std::vector<Image> images_;
  std::vector<Blocks> blocks_;  // by fiber; empty where not yet looked up
};

}  // namespace tenter::explore
