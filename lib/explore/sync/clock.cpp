#include "explore/sync/clock.h"

#include <algorithm>

namespace tenter::explore {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kRealtimeStart = 1'600'000'000;  // seconds since the epoch
constexpr std::int64_t kOthersStart = 1'000;
constexpr std::int64_t kEndOfTime = 6'000'000'000;  // seconds since the start; far from any overflow

std::int64_t start_of(clockid_t clock) {
  return clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE ? kRealtimeStart : kOthersStart;
}

Moment nanoseconds(std::int64_t seconds, long rest) {
  return std::clamp<std::int64_t>(seconds, -kEndOfTime, kEndOfTime) * kSecond + rest;
}

bool is_valid(const timespec& time) { return time.tv_nsec >= 0 && time.tv_nsec < kSecond; }

// Told of a step that could have moved the clock, too: what a step depends on must not depend on how others have
// decided it (Strategy::stepped).
void may_move_clock(Runtime& runtime) {
  runtime.visibility().watch_releases(kClock);
  if (runtime.visibility().watches_releases(kClockReaders)) runtime.add_effect({Op::sleep, 0, kClock});
}

void move_clock(Runtime& runtime, Moment moment) {
  runtime.clock().move_to(moment);
  runtime.fairness().yielded(Fairness::Way::time);
}

// To read the clock takes no time, but who does so again and again waits for it to pass: a loop with a deadline.
Moment passing_meanwhile(std::uint32_t reads) {
  constexpr std::uint32_t kMostSteps = 5;  // the last one is of ten seconds
  if (reads <= Spinning::kPatience) return 0;
  Moment step = kSecond / 1'000;
  for (std::uint32_t i = 1; i < std::min(reads - Spinning::kPatience, kMostSteps); ++i) step *= 10;
  return step;
}

bool may_be_late(const Fairness& fairness, TaskId task, void*) {
  return fairness.may_yield(Fairness::Way::time, task);
}

struct Limited {
  Task::Ready possible;
  void* subject;
};

bool possible_or_late(const Fairness& fairness, TaskId task, void* subject) {
  const auto& [possible, of] = *static_cast<const Limited*>(subject);
  return possible(fairness, task, of) || fairness.may_yield(Fairness::Way::time, task);
}

}  // namespace

std::optional<Moment> moment_of(clockid_t clock, const timespec& time) {
  if (!is_valid(time)) return std::nullopt;
  return nanoseconds(std::max<std::int64_t>(time.tv_sec, 0) - start_of(clock), time.tv_nsec);
}

timespec read_clock(Runtime& runtime, clockid_t clock, std::uintptr_t pc) {
  if (const Moment passing = passing_meanwhile(runtime.fairness().reads_clock()); passing != 0) {
    sleep_until(runtime, runtime.clock().now() + passing, pc);
  }
  runtime.visibility().watch_releases(kClockReaders);
  runtime.release({Op::atomic_load, 0, kClock, pc});
  const Moment now = runtime.clock().now();
  return {start_of(clock) + now / kSecond, now % kSecond};
}

// A task that waits from now on waits no longer for being scheduled late.
std::optional<Moment> moment_after(Runtime& runtime, const timespec& duration) {
  if (!is_valid(duration) || duration.tv_sec < 0) return std::nullopt;
  runtime.add_effect({Op::atomic_load, 0, kClock});
  const Moment now = runtime.clock().now();
  return now + std::min(nanoseconds(duration.tv_sec, duration.tv_nsec), kEndOfTime * kSecond - now);
}

void sleep_until(Runtime& runtime, Moment deadline, std::uintptr_t pc) {
  runtime.point({Op::sleep, 0, Object::own_of(runtime.current()), pc}, &may_be_late);
  may_move_clock(runtime);
  move_clock(runtime, deadline);
}

void may_time_out(Runtime& runtime) { may_move_clock(runtime); }

void time_out(Runtime& runtime, Moment deadline) { move_clock(runtime, deadline); }

bool take_in_time(Runtime& runtime, const Operation& operation, Task::Ready possible, void* subject,
                  Moment deadline) {
  Limited limited{possible, subject};
  Operation attempt = operation;
  attempt.op = Op::try_lock;
  runtime.visibility().watch_releases(operation.object);
  runtime.point(attempt, &possible_or_late, &limited);
  may_time_out(runtime);
  if (possible(runtime.fairness(), runtime.current(), subject)) return true;
  runtime.step().downgrade_to(Op::failed_try);
  time_out(runtime, deadline);
  return false;
}

}  // namespace tenter::explore
