// Where the worker keeps its own descriptors: away from those that scenarios open and close.
#pragma once

#include <fcntl.h>
#include <unistd.h>

namespace tenter::worker {

// `descriptor` under a high number, where there is one free; it is closed on exec.
inline int moved_up(int descriptor) {
  constexpr int kHighDescriptor = 500;
  const int high = ::fcntl(descriptor, F_DUPFD_CLOEXEC, kHighDescriptor);
  if (high == -1) return descriptor;
  ::close(descriptor);
  return high;
}

}  // namespace tenter::worker
