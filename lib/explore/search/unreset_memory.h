// Memory that is written to and that no reset puts back, as far as it has a name: what the C library keeps, and what
// is mapped from files or shared with other processes. Memory of the host's own is none of it.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace tenter::explore {

// As it is when this is made. Thread safety: none.
class UnresetMemory {
 public:
  // `ours`: somewhere in memory that is shared, but not by the program.
  explicit UnresetMemory(const void* ours);

  // What has changed since, a few names at most: "optind of libc.so.6", "memory of /dev/shm/counter".
  std::vector<std::string> changed() const;

 private:
  struct Kept {
    std::string path;
    std::span<const std::byte> memory;
    std::vector<std::byte> then;
  };

  std::vector<Kept> kept_;
};

}  // namespace tenter::explore
