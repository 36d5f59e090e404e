#include "hang/doubt.h"

#include <linux/futex.h>
#include <sys/syscall.h>

#include <algorithm>
#include <csignal>
#include <initializer_list>

namespace tenter::hang {
namespace {

constexpr std::uint64_t bits_of(std::initializer_list<int> signals) {
  std::uint64_t bits = 0;
  for (const int signal : signals) bits |= std::uint64_t{1} << static_cast<unsigned>(signal - 1);
  return bits;
}

// Those that a thread brings on itself, and the two by which glibc cancels threads and changes their user.
constexpr std::uint64_t kFromWithin = bits_of({SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGSEGV, 32, 33});

constexpr long kFutexLockPi2 = 13;  // newer than some headers

bool waits_on_futex(const SystemCall& call) {
  if (call.number != SYS_futex) return false;
  const auto operation = static_cast<std::uint32_t>(call.arguments[1]);  // what is above is nobody's
  switch (operation & static_cast<std::uint32_t>(FUTEX_CMD_MASK)) {
    case FUTEX_WAIT:
    case FUTEX_WAIT_BITSET:
    case FUTEX_LOCK_PI:
    case kFutexLockPi2:
      return true;
    default:
      return false;
  }
}

bool has_time_limit(const SystemCall& call) { return call.arguments[3] != 0; }

// A file's memory that is mapped privately is the process's own once it may be written.
bool is_private(const std::vector<Mapping>& mappings, std::uint64_t address) {
  return std::any_of(mappings.begin(), mappings.end(), [&](const Mapping& mapping) {
    return mapping.begin <= address && address < mapping.end && mapping.writable && !mapping.shared;
  });
}

bool sleeps_for_a_while(const ThreadLook& thread) {
  return thread.asleep && thread.call &&
         (thread.call->number == SYS_nanosleep || thread.call->number == SYS_clock_nanosleep);
}

std::optional<Doubt> doubt_in(const ThreadLook& thread, const std::vector<Mapping>& mappings) {
  if (!thread.call || !thread.asleep) return Doubt::thread_ran;
  if (!waits_on_futex(*thread.call)) return Doubt::other_wait;
  if (has_time_limit(*thread.call)) return Doubt::timed_wait;
  if (!is_private(mappings, thread.call->arguments[0])) return Doubt::shared_memory;
  return std::nullopt;
}

std::optional<Doubt> doubt_in(const ProcessLook& look) {
  if (!look.alone) return Doubt::descendants;
  if (look.has_timer) return Doubt::timer;
  if (look.served_by_kernel) return Doubt::kernel_service;
  if ((look.handled_signals & ~kFromWithin) != 0) return Doubt::signal_handler;
  return std::nullopt;
}

bool slept_between(const ThreadLook& first, const ThreadLook& second) {
  return first.id == second.id && first.asleep && first.call.has_value() && first.switches == second.switches;
}

}  // namespace

std::optional<Doubt> doubt(const ProcessLook& first, const ProcessLook& second, const std::set<pid_t>& bystanders) {
  if (const auto found = doubt_in(second)) return found;
  if (!first.alone) return Doubt::descendants;
  if (second.threads.empty() || first.threads.size() != second.threads.size()) return Doubt::thread_ran;
  for (std::size_t i = 0; i < second.threads.size(); ++i) {
    const ThreadLook& before = first.threads[i];
    const ThreadLook& now = second.threads[i];
    if (bystanders.contains(now.id) && before.id == now.id) {
      if (!sleeps_for_a_while(before) || !sleeps_for_a_while(now)) return Doubt::thread_ran;
      continue;
    }
    if (const auto found = doubt_in(now, second.mappings)) return found;
    if (!slept_between(before, now)) return Doubt::thread_ran;
  }
  return std::nullopt;
}

}  // namespace tenter::hang
