// A report as the hook copies it out of ThreadSanitizer's runtime: addresses, sizes and names, nothing looked up.
// Fixed arrays, because the hook runs under the runtime's own locks and must not allocate.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tenter::tsan {

inline constexpr std::size_t kMaxFrames = 64;
inline constexpr std::size_t kMaxAccesses = 16;
inline constexpr std::size_t kMaxName = 64;

// Return addresses, innermost first; ends at the first null.
using RawStack = std::array<const void*, kMaxFrames>;

inline constexpr int kReportingThread = -2;

struct RawThread {
  int id = -1;  // ThreadSanitizer's own numbering: 0 is the main thread; or kReportingThread, whose number it hides
  std::array<char, kMaxName> name{};
};

// A memory access; or, in a report about locks and threads, a call that it names.
struct RawAccess {
  RawThread thread;
  int size = 0;
  bool write = false;
  bool atomic = false;
  RawStack stack{};
};

struct RawLocation {
  const char* type = nullptr;  // "heap", "global", "stack", "tls", "fd"; null when unknown
  std::size_t size = 0;        // of a heap block
  RawThread thread;            // the owner of a stack
  RawStack allocation{};
};

struct RawReport {
  const char* kind = nullptr;  // the runtime's constant: "data-race", ...
  const void* address = nullptr;
  bool releasing_exception = false;  // the reporting thread is inside libstdc++'s release of an exception
  std::size_t access_count = 0;
  std::array<RawAccess, kMaxAccesses> accesses{};
  RawLocation location;
};

struct RawReports {
  std::vector<RawReport> reports;
  std::uint64_t dropped = 0;  // so far: those that came while none could be taken
};

// Takes what the hook has gathered since the last call. One thread at a time.
RawReports take_raw_reports();

// Whether there is anything to take. Thread safety: any thread.
bool has_raw_reports();

}  // namespace tenter::tsan
