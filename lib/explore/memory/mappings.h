// Memory that an execution maps: at the same addresses in each, as far as it does not say where, and gone when it is
// over.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

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
  // These bytes have been mapped, there or elsewhere.
  void mapped(const void* at, std::size_t size);
  // They are no more.
  void unmapped(const void* at, std::size_t size);
  // Takes back everything that is still mapped.
  void reset();

 private:
  struct Range {
    std::uintptr_t begin;
    std::uintptr_t end;
  };

  std::size_t used_ = 0;
  std::vector<Range> elsewhere_;  // whole pages
};

}  // namespace tenter::explore
