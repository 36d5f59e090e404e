#include "explore/fiber/thread_pointer.h"

#include <sys/auxv.h>

namespace tenter::explore {
namespace {

constexpr unsigned long kFsgsbase = 1UL << 1;  // HWCAP2_FSGSBASE, which older headers lack

}  // namespace

bool detail::wrfsbase_in_use = fsgsbase_usable();  // until this has run: the system call, which always works

bool fsgsbase_usable() noexcept { return (::getauxval(AT_HWCAP2) & kFsgsbase) != 0; }

ThreadPointerMode thread_pointer_mode() noexcept {
  return detail::wrfsbase_in_use ? ThreadPointerMode::instruction : ThreadPointerMode::system_call;
}

void choose_thread_pointer_mode(ThreadPointerMode mode) noexcept {
  detail::wrfsbase_in_use = mode == ThreadPointerMode::instruction;
}

}  // namespace tenter::explore
