#include "explore/fiber/fiber.h"

#include <bit>
#include <cerrno>
#include <system_error>

namespace tenter::explore {

Fiber::Fiber() : thread_pointer_(tenter::explore::thread_pointer()), index_(kScheduler) {}

Fiber::Fiber(std::size_t index, StackRegion& region) : index_(index) {
  const auto stack = region.open(index);
  thread_.emplace(stack);
  thread_pointer_ = thread_->thread_pointer();
  stack_ = {region.guard(index), stack.data(), thread_->top()};
}

void Fiber::prepare(Entry entry, void* argument) noexcept {
  prepare_context(context_, stack_.top, static_cast<std::size_t>(stack_.top - stack_.lowest), entry, argument);
}

FiberPool::FiberPool(std::size_t stack_bytes, std::size_t most)
    : region_(stack_bytes + ParkedThread::overhead(), most) {}

Fiber& FiberPool::acquire() {
  for (; lowest_ < free_.size(); ++lowest_) {
    std::uint64_t& word = free_[lowest_];
    if (word == 0) continue;
    const auto bit = static_cast<std::size_t>(std::countr_zero(word));
    word &= word - 1;
    return *fibers_[lowest_ * kWordBits + bit];
  }
  return grow();
}

Fiber& FiberPool::grow() {
  const std::size_t index = fibers_.size();
  if (index == region_.slots()) {
    throw std::system_error(EAGAIN, std::generic_category(), "the pool has no more fibers");
  }
  if (index / kWordBits == free_.size()) free_.push_back(0);
  return *fibers_.emplace_back(new Fiber(index, region_));
}

void FiberPool::release(Fiber& fiber) noexcept {
  const std::size_t word = fiber.index() / kWordBits;
  free_[word] |= std::uint64_t{1} << (fiber.index() % kWordBits);
  if (word < lowest_) lowest_ = word;
}

}  // namespace tenter::explore
