#include "stress/clock.h"

#include <algorithm>
#include <chrono>
#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace tenter::stress {
namespace {

bool has_invariant_counter() {
#if defined(__x86_64__)
  constexpr unsigned kPowerManagement = 0x80000007U;
  constexpr unsigned kInvariantTsc = 1U << 8U;
  unsigned a = 0;
  unsigned b = 0;
  unsigned c = 0;
  unsigned d = 0;
  return __get_cpuid(kPowerManagement, &a, &b, &c, &d) != 0 && (d & kInvariantTsc) != 0;
#else
  return false;
#endif
}

Ticks measure_ticks_per_microsecond() {
  constexpr Ticks kNanoseconds = 200'000;
  const Ticks first_nanosecond = detail::monotonic_nanoseconds();
  const Ticks first_tick = now();
  Ticks elapsed = 0;
  while (elapsed < kNanoseconds) elapsed = detail::monotonic_nanoseconds() - first_nanosecond;
  return std::max<Ticks>(1, (now() - first_tick) * 1000 / elapsed);
}

}  // namespace

namespace detail {

const bool kInvariantCounter = has_invariant_counter();

Ticks monotonic_nanoseconds() {
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  return static_cast<Ticks>(std::chrono::nanoseconds(since).count());
}

}  // namespace detail

bool ticks_are_fine() {
#if defined(__aarch64__)
  return true;
#else
  return detail::kInvariantCounter;
#endif
}

Ticks ticks_per_microsecond() {
  static const Ticks kMeasured = measure_ticks_per_microsecond();
  return kMeasured;
}

}  // namespace tenter::stress
