// Memory as it was at one moment, to be had again and again, for memory of which little is ever changed: what has
// never been written to costs nothing to restore.
//
// Pages are write-protected until they are first written to, and compared from then on. What writes is the program's
// code, which faults and is let go on by whoever handles SIGSEGV; the kernel does not fault: a system call that is to
// write here, into a page that nobody has written to before, fails with EFAULT.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace tenter::explore {

// Thread safety: none.
class GuardedSnapshot {
 public:
  // REQUIRES: begins with a page; stays where it is, readable and writable, as long as this is used.
  // Throws std::system_error when the kernel refuses to protect it.
  explicit GuardedSnapshot(std::span<std::byte> memory);
  // All of it is writable again.
  ~GuardedSnapshot();
  GuardedSnapshot(const GuardedSnapshot&) = delete;
  GuardedSnapshot& operator=(const GuardedSnapshot&) = delete;

  void restore() const;

  // For the handler of SIGSEGV: true when a write to `address` was kept off here, and would not be again.
  // Async-signal-safe.
  bool let_write(const void* address) noexcept;

  // The pages that may differ from what they were.
  void append_changed(std::vector<std::span<const std::byte>>& memory) const {
    for (const std::size_t number : written_) memory.emplace_back(page(number));
  }
  std::size_t pages_written_to() const { return written_.size(); }

 private:
  std::span<std::byte> page(std::size_t number) const;
  void protect(std::span<std::byte> memory, int protection) const;

  std::size_t page_size_;
  std::span<std::byte> memory_;
  std::vector<std::byte> then_;
  std::vector<std::size_t> written_;  // pages; has room for all
};

}  // namespace tenter::explore
