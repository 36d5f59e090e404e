// Memory that an execution maps: at the same addresses in each, and gone when it is over.
#pragma once

#include <cstddef>

namespace tenter::explore {

class Mappings {
 public:
  static constexpr std::size_t kCapacity = std::size_t{1} << 40;  // of address space

  Mappings() = default;
  ~Mappings() { reset(); }
  Mappings(const Mappings&) = delete;
  Mappings& operator=(const Mappings&) = delete;

  // Where the next mapping of this size goes; null when nothing is left.
  void* next(std::size_t size);
  // Takes back everything that was mapped there.
  void reset();

 private:
  std::size_t used_ = 0;
};

}  // namespace tenter::explore
