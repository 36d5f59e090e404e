// syscall(), of which the futex is controlled. What libc calls inside of itself does not come by here.
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>

#include "explore/abi/hook.h"
#include "explore/sync/futex.h"

namespace {

struct Arguments {
  long at[6];
};

long as_result(long value) {
  if (value >= 0) return value;
  errno = static_cast<int>(-value);
  return -1;
}

long futex_call(tenter::explore::Runtime& runtime, const Arguments& arguments, std::uintptr_t pc) {
  const auto& [word, operation, value, time, other, bits] = arguments.at;
  return as_result(futex(runtime, *reinterpret_cast<const std::uint32_t*>(word), static_cast<int>(operation),
                         static_cast<std::uint32_t>(value), time, static_cast<std::uint32_t>(bits), pc));
}

long real_call(long number, const Arguments& arguments) {
  const auto& [a, b, c, d, e, f] = arguments.at;
  return TENTER_REAL(syscall)(number, a, b, c, d, e, f);
}

long call(long number, const Arguments& arguments, std::uintptr_t pc) {
  tenter::explore::Runtime* const runtime = tenter::explore::Runtime::running();
  if (runtime == nullptr || number != SYS_futex) return real_call(number, arguments);
  const tenter::explore::Runtime::Inside inside(runtime);
  return futex_call(*runtime, arguments, pc);
}

}  // namespace

#pragma GCC visibility push(default)
extern "C" {

// Whoever passes fewer arguments has the rest ignored, as the system call ignores them.
long syscall(long number, ...) noexcept {
  std::va_list list;
  va_start(list, number);
  Arguments arguments{};
  for (long& argument : arguments.at) argument = va_arg(list, long);
  va_end(list);
  return call(number, arguments, TENTER_CALLER);
}
}
#pragma GCC visibility pop
