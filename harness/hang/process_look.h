// What one look at a process shows, as the kernel tells it in /proc. Plain values.
#pragma once

#include <sys/types.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tenter::hang {

struct SystemCall {
  long number = -1;
  std::array<std::uint64_t, 6> arguments{};
};

struct ThreadLook {
  pid_t id = 0;
  std::string name;
  std::optional<SystemCall> call;  // that it sleeps in; none while it runs
  bool asleep = false;             // when the switches were counted, after the call was read
  std::uint64_t switches = 0;      // how often it has left a processor so far
};

struct Mapping {
  std::uint64_t begin = 0, end = 0;
  bool writable = false;
  bool shared = false;
};

// REQUIRES: what concerns the process as a whole was read before its threads.
struct ProcessLook {
  bool alone = false;             // it has no descendants: nobody else runs in its memory
  bool has_timer = false;         // a POSIX timer, or a descriptor of one
  bool served_by_kernel = false;  // has descriptors by which the kernel or others work on its memory (io_uring, ...)
  std::uint64_t handled_signals = 0;  // bit n - 1: signal n has a handler
  std::vector<Mapping> mappings;
  std::vector<ThreadLook> threads;  // ascending ids
};

}  // namespace tenter::hang
