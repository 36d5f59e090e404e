// syscall(), where it is what a controlled function does. What libc calls inside of itself does not come by here.
#include <poll.h>
#include <sched.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <optional>

#include "explore/abi/hook.h"
#include "explore/sync/futex.h"

namespace {

struct Arguments {
  long at[6];
};

long returned(long value) {
  if (value >= 0) return value;
  errno = static_cast<int>(-value);
  return -1;
}

long futex_call(tenter::explore::Runtime& runtime, const Arguments& arguments, std::uintptr_t pc) {
  const auto& [word, operation, value, time, other, bits] = arguments.at;
  return returned(futex(runtime, *reinterpret_cast<const std::uint32_t*>(word), static_cast<int>(operation),
                        static_cast<std::uint32_t>(value), time, static_cast<std::uint32_t>(bits), pc));
}

long real_call(long number, const Arguments& arguments) {
  const auto& [a, b, c, d, e, f] = arguments.at;
  return TENTER_REAL(syscall)(number, a, b, c, d, e, f);
}

template <class T>
T* pointer(long argument) {
  return reinterpret_cast<T*>(argument);
}

// By the function that controls it; nothing for other calls.
std::optional<long> controlled_call(long number, const Arguments& arguments) {
  const auto& [a, b, c, d, e, f] = arguments.at;
  switch (number) {
    case SYS_nanosleep:
      return ::nanosleep(pointer<const timespec>(a), pointer<timespec>(b));
    case SYS_clock_nanosleep:
      return returned(-::clock_nanosleep(static_cast<clockid_t>(a), static_cast<int>(b), pointer<const timespec>(c),
                                         pointer<timespec>(d)));
    case SYS_clock_gettime:
      return ::clock_gettime(static_cast<clockid_t>(a), pointer<timespec>(b));
    case SYS_getrandom:
      return ::getrandom(pointer<void>(a), static_cast<std::size_t>(b), static_cast<unsigned>(c));
    case SYS_sched_yield:
      return ::sched_yield();
    case SYS_read:
      return ::read(static_cast<int>(a), pointer<void>(b), static_cast<std::size_t>(c));
    case SYS_write:
      return ::write(static_cast<int>(a), pointer<const void>(b), static_cast<std::size_t>(c));
    case SYS_poll:
      return ::poll(pointer<pollfd>(a), static_cast<nfds_t>(b), static_cast<int>(c));
    case SYS_pause:
      return ::pause();
    default:
      return std::nullopt;
  }
}

long call(long number, const Arguments& arguments, std::uintptr_t pc) {
  tenter::explore::Runtime* const runtime = tenter::explore::Runtime::running();
  if (runtime == nullptr) return real_call(number, arguments);
  if (const auto result = controlled_call(number, arguments)) return *result;
  if (number != SYS_futex) return real_call(number, arguments);
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
