// tenter::check(): a condition that must hold inside an actor or the observer.
#pragma once

#include <cstdint>
#include <string_view>

namespace tenter {
namespace detail {
// Reports it to the host.
void check_failed(std::string_view message, const char* file, std::uint32_t line);
}  // namespace detail

// Reports the anomaly `assertion` with `message` when `condition` is false; the execution goes on, so that no
// other actor waits for one that gave up. Thread safety: any thread of the scenario may call it.
// REQUIRES: a scenario is running; outside of one a false condition aborts.
// `file` and `line` are the caller's own: leave them out.
inline void check(bool condition, std::string_view message, const char* file = __builtin_FILE(),
                  std::uint32_t line = __builtin_LINE()) {
  if (condition) [[likely]]
    return;
  detail::check_failed(message, file, line);
}

}  // namespace tenter
