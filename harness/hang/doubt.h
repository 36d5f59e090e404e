// The rule: when does a process hang for certain? A pure function of two looks at it.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <set>
#include <string_view>

#include "hang/process_look.h"

namespace tenter::hang {

// Why a process that stands still may yet go on.
enum class Doubt : std::uint8_t {
  descendants,     // another process may wake it
  timer,           // so may a timer
  kernel_service,  // or the kernel on somebody's behalf
  signal_handler,  // or a signal from anywhere
  thread_ran,      // or one of its threads, which has run between the looks, or did not exist in both
  other_wait,      // or whatever a thread waits for that is not in a futex
  timed_wait,      // or the clock
  shared_memory,   // or whoever else maps the memory in which a thread waits
};

constexpr std::string_view name_of(Doubt doubt) {
  constexpr std::string_view kNames[] = {"descendants", "timer",      "kernel service", "signal handler",
                                         "thread ran",  "other wait", "timed wait",     "shared memory"};
  return kNames[static_cast<std::size_t>(doubt)];
}

// Nothing when no thread of the process can ever go on again. `bystanders` are threads of a sanitizer's that wake
// nobody and do nothing but sleep for a while, look around, and sleep again.
//
// Why that is certain: a thread that slept in both looks and has not left a processor between them has slept all the
// time between them; so at the moment when the first look ended, all slept. Each sleeps in a wait on a futex without
// a time limit, which only these end: a wake by a thread that maps the same memory, of which there are none but they
// themselves; a handler for a signal; the death of the process. An alarm without a handler is no doubt: all that it
// can do is end the process. Handlers of signals that a thread brings on itself, such as SIGSEGV, and of those that
// the C library keeps for itself, count for nothing.
std::optional<Doubt> doubt(const ProcessLook& first, const ProcessLook& second, const std::set<pid_t>& bystanders);

}  // namespace tenter::hang
