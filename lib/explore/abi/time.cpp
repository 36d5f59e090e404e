// Clocks, sleeping, yielding, and which processor it is.
#include <sched.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>

#include "explore/abi/hook.h"
#include "explore/abi/result.h"
#include "explore/sync/clock.h"
#include "explore/sync/yield.h"

namespace {

using tenter::explore::as_result;
using tenter::explore::Moment;
using tenter::explore::Runtime;

// 0 or an error. Nothing interrupts a task that sleeps: no time ever remains.
int slept_until(Runtime& runtime, const std::optional<Moment>& deadline, std::uintptr_t pc) {
  if (!deadline) return EINVAL;
  sleep_until(runtime, *deadline, pc);
  return 0;
}

int slept_for(Runtime& runtime, const timespec& duration, std::uintptr_t pc) {
  return slept_until(runtime, moment_after(runtime, duration), pc);
}

timespec microseconds(useconds_t count) {
  return {static_cast<time_t>(count / 1'000'000), static_cast<long>(count % 1'000'000) * 1'000};
}

int store_time(Runtime& runtime, timeval& result, std::uintptr_t pc) {
  const timespec now = read_clock(runtime, CLOCK_REALTIME, pc);
  result = {now.tv_sec, now.tv_nsec / 1'000};
  return 0;
}

time_t store_time(Runtime& runtime, time_t* result, std::uintptr_t pc) {
  const time_t now = read_clock(runtime, CLOCK_REALTIME, pc).tv_sec;
  if (result != nullptr) *result = now;
  return now;
}

// Of processor time there is as much as of any other.
clock_t used(Runtime& runtime, std::uintptr_t pc) {
  const timespec now = read_clock(runtime, CLOCK_PROCESS_CPUTIME_ID, pc);
  return now.tv_sec * CLOCKS_PER_SEC + now.tv_nsec / (1'000'000'000 / CLOCKS_PER_SEC);
}

int store_time(Runtime& runtime, timespec& result, int base, std::uintptr_t pc) {
  if (base != TIME_UTC) return 0;
  result = read_clock(runtime, CLOCK_REALTIME, pc);
  return base;
}

int yielded(Runtime& runtime, std::uintptr_t pc) {
  yield(runtime, pc);
  return 0;
}

int slept_on(Runtime& runtime, clockid_t clock, int flags, const timespec& time, std::uintptr_t pc) {
  if ((flags & TIMER_ABSTIME) == 0) return slept_for(runtime, time, pc);
  return slept_until(runtime, tenter::explore::moment_of(clock, time), pc);
}

}  // namespace

#pragma GCC visibility push(default)
extern "C" {

int clock_gettime(clockid_t clock, timespec* result) noexcept {
  TENTER_INTERPOSE(clock_gettime, (clock, result), (*result = read_clock(runtime, clock, TENTER_CALLER), 0));
}

int gettimeofday(timeval* result, void* zone) noexcept {
  TENTER_INTERPOSE(gettimeofday, (result, zone), store_time(runtime, *result, TENTER_CALLER));
}

time_t time(time_t* result) noexcept { TENTER_INTERPOSE(time, (result), store_time(runtime, result, TENTER_CALLER)); }

clock_t clock() noexcept { TENTER_INTERPOSE(clock, (), used(runtime, TENTER_CALLER)); }

int timespec_get(timespec* result, int base) noexcept {
  TENTER_INTERPOSE(timespec_get, (result, base), store_time(runtime, *result, base, TENTER_CALLER));
}

int nanosleep(const timespec* duration, timespec* remaining) {
  TENTER_INTERPOSE(nanosleep, (duration, remaining), as_result(slept_for(runtime, *duration, TENTER_CALLER)));
}

int clock_nanosleep(clockid_t clock, int flags, const timespec* time, timespec* remaining) {
  TENTER_INTERPOSE(clock_nanosleep, (clock, flags, time, remaining),
                   slept_on(runtime, clock, flags, *time, TENTER_CALLER));
}

int usleep(useconds_t count) {
  TENTER_INTERPOSE(usleep, (count), as_result(slept_for(runtime, microseconds(count), TENTER_CALLER)));
}

unsigned sleep(unsigned seconds) {
  TENTER_INTERPOSE(sleep, (seconds),
                   static_cast<unsigned>(slept_for(runtime, {static_cast<time_t>(seconds), 0}, TENTER_CALLER)));
}

// All tasks run on the first processor, as far as they can tell.
int sched_getcpu() noexcept { TENTER_INTERPOSE(sched_getcpu, (), 0); }

int sched_yield() noexcept { TENTER_INTERPOSE(sched_yield, (), yielded(runtime, TENTER_CALLER)); }
}
#pragma GCC visibility pop
