// The memory that states live in.
#pragma once

#include <cstddef>
#include <new>

namespace tenter::stress {

// Raw memory of one size, made once a run, so that a long run's memory stays flat. Not copyable.
class StateMemory {
 public:
  // Throws std::bad_alloc. REQUIRES: `alignment` is a power of two.
  StateMemory(std::size_t bytes, std::size_t alignment);
  ~StateMemory();
  StateMemory(const StateMemory&) = delete;
  StateMemory& operator=(const StateMemory&) = delete;

  std::byte* first() const { return first_; }
  std::size_t bytes() const { return bytes_; }

 private:
  std::size_t bytes_;
  std::align_val_t alignment_;
  std::byte* first_;
};

}  // namespace tenter::stress
