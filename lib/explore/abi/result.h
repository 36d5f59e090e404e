// What C functions return.
#pragma once

#include <cerrno>

namespace tenter::explore {

// Of those that tell an error by errno.
inline int as_result(int error) {
  if (error == 0) return 0;
  errno = error;
  return -1;
}

}  // namespace tenter::explore
