// Memory as it was at one moment, to be had again and again.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace tenter::explore {

class Snapshot {
 public:
  // REQUIRES: the memory stays where it is, readable and writable, as long as this is used.
  explicit Snapshot(std::span<std::byte> memory);

  // Writes only where something has changed, a page at a time: what is only read stays shared and clean, and
  // comparing is cheaper than asking the kernel which pages are dirty as long as there are not thousands of them.
  void restore() const;

  std::span<std::byte> memory() const { return memory_; }

 private:
  std::span<std::byte> memory_;
  std::vector<std::byte> then_;
};

}  // namespace tenter::explore
