#include "explore/memory/guarded_snapshot.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace tenter::explore {

GuardedSnapshot::GuardedSnapshot(std::span<std::byte> memory)
    : page_size_(static_cast<std::size_t>(::sysconf(_SC_PAGESIZE))),
      memory_(memory),
      then_(memory.begin(), memory.end()) {
  const std::size_t whole = memory.size() / page_size_;
  written_.reserve(whole + 1);
  if (whole * page_size_ != memory.size()) written_.push_back(whole);  // shared with what is not kept
  protect(memory_.first(whole * page_size_), PROT_READ);
}

GuardedSnapshot::~GuardedSnapshot() {
  if (!memory_.empty()) ::mprotect(memory_.data(), memory_.size(), PROT_READ | PROT_WRITE);
}

std::span<std::byte> GuardedSnapshot::page(std::size_t number) const {
  const std::size_t begin = number * page_size_;
  return memory_.subspan(begin, std::min(page_size_, memory_.size() - begin));
}

void GuardedSnapshot::protect(std::span<std::byte> memory, int protection) const {
  if (memory.empty() || ::mprotect(memory.data(), memory.size(), protection) == 0) return;
  throw std::system_error(errno, std::generic_category(), "cannot protect the heap that plugins were loaded with");
}

void GuardedSnapshot::restore() const {
  for (const std::size_t number : written_) {
    const std::span<std::byte> now = page(number);
    const std::byte* const then = then_.data() + number * page_size_;
    if (std::memcmp(now.data(), then, now.size()) != 0) std::memcpy(now.data(), then, now.size());
  }
}

bool GuardedSnapshot::let_write(const void* address) noexcept {
  const auto* const at = static_cast<const std::byte*>(address);
  if (at < memory_.data() || at >= memory_.data() + memory_.size()) return false;
  const auto number = static_cast<std::size_t>(at - memory_.data()) / page_size_;
  if (std::find(written_.begin(), written_.end(), number) != written_.end()) return false;
  if (::mprotect(page(number).data(), page_size_, PROT_READ | PROT_WRITE) != 0) return false;
  written_.push_back(number);
  return true;
}

}  // namespace tenter::explore
