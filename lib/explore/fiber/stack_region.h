// Address space for stacks: a row of slots, each a guard that no access survives and a stack above it.
//
// A region lies at the first free one of a few fixed places, so that the stacks of a program that does the same
// things in the same order are at the same addresses in every run. Pages are used as they are touched.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace tenter::explore {

class StackRegion {
 public:
  static constexpr std::uintptr_t kFirstPlace = 0x2b0000000000;  // far from where kernel, loader and sanitizers map
  static constexpr std::uintptr_t kPlaceStride = std::uintptr_t{1} << 36;
  static constexpr int kPlaces = 16;
  static constexpr std::size_t kGuardBytes = 64 * 1024;  // a large frame should not step over it

  // Throws std::system_error when the address space is not to be had.
  StackRegion(std::size_t stack_bytes, std::size_t slots);
  ~StackRegion();
  StackRegion(const StackRegion&) = delete;
  StackRegion& operator=(const StackRegion&) = delete;

  std::size_t slots() const noexcept { return slots_; }

  // Makes the stack of a slot usable. Throws std::system_error when the system has no more mappings to give.
  // REQUIRES: slot < slots().
  std::span<std::byte> open(std::size_t slot);
  std::byte* guard(std::size_t slot) const noexcept { return base_ + slot * slot_bytes_; }

  bool contains(const void* address) const noexcept {
    return reinterpret_cast<std::uintptr_t>(address) - reinterpret_cast<std::uintptr_t>(base_) < slot_bytes_ * slots_;
  }
  // The slot whose guard `address` is in. Async-signal-safe.
  std::optional<std::size_t> guard_at(const void* address) const noexcept;

 private:
  std::size_t slot_bytes_;
  std::size_t slots_;
  std::byte* base_ = nullptr;
};

}  // namespace tenter::explore
