// Nanoseconds that the race detector takes for each event of an execution; the minimum of repeated runs.
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <string_view>

#include "explore/race/race_detector.h"

namespace tenter::explore {
namespace {

constexpr int kRepeats = 200;  // short ones: on a busy machine some are left alone
constexpr std::uintptr_t kData = 0x100000;

// Best nanoseconds for each of the `count` things that work() does.
template <typename Work>
void measure(std::string_view what, int count, Work work) {
  auto least = std::numeric_limits<double>::infinity();
  for (int i = 0; i < kRepeats; ++i) {
    const auto start = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double, std::nano> taken = std::chrono::steady_clock::now() - start;
    least = std::min(least, taken.count() / count);
  }
  fmt::print("  {:<52}{:10.1f}\n", what, least);
}

void start(RaceDetector& detector, TaskId tasks) {
  detector.begin();
  for (TaskId task = 1; task < tasks; ++task) detector.forked(0, task);
}

// Two tasks that each read and write a counter and release it to the other: what a small scenario's execution is.
void small_execution(RaceDetector& detector) {
  start(detector, 3);
  for (TaskId task = 1; task < 3; ++task) {
    detector.atomic_load(task, kData + 64, std::memory_order_acquire);
    detector.access(task, kData, 4, false, 1);
    detector.access(task, kData, 4, true, 2);
    detector.atomic_store(task, kData + 64, std::memory_order_release);
  }
  for (TaskId task = 1; task < 3; ++task) detector.joined(0, task);
}

void accesses(RaceDetector& detector, int count) {
  start(detector, 3);
  for (int i = 0; i < count; ++i) {
    const auto n = static_cast<std::uintptr_t>(i);
    detector.access(1, kData + n % 512 * 8, 8, (n & 1) != 0, n % 7);
  }
}

void handshakes(RaceDetector& detector, int count) {
  start(detector, 3);
  for (int i = 0; i < count; ++i) {
    const auto task = static_cast<TaskId>(1 + i % 2);
    detector.atomic_load(task, kData, std::memory_order_acquire);
    detector.atomic_store(task, kData, std::memory_order_release);
  }
}

void run() {
  RaceDetector detector;
  constexpr int kCount = 10'000;
  measure("an execution of two tasks, four events each", 1'000, [&] {
    for (int i = 0; i < 1'000; ++i) small_execution(detector);
  });
  measure("an access of one of 512 words", kCount, [&] { accesses(detector, kCount); });
  measure("an acquiring load and a releasing store", kCount, [&] { handshakes(detector, kCount); });
  measure("a block of 1 MB recycled", 1, [&] { detector.forget(kData, 1 << 20); });
}

}  // namespace
}  // namespace tenter::explore

int main() { tenter::explore::run(); }
