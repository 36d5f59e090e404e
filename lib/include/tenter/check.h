// tenter::check(): a condition that must hold inside an actor or the observer.
#pragma once

#include <tenter/body.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace tenter {
namespace detail {
inline Host* host = nullptr;  // set once, when the plugin is loaded
}

// Reports the anomaly `assertion` with `message` when `condition` is false; the execution goes on, so that no
// other actor waits for one that gave up. Thread safety: any thread of the scenario may call it.
// REQUIRES: a scenario is running; outside of one a false condition aborts.
// `file` and `line` are the caller's own: leave them out.
inline void check(bool condition, std::string_view message, const char* file = __builtin_FILE(),
                  std::uint32_t line = __builtin_LINE()) {
  if (condition) [[likely]]
    return;
  if (detail::host == nullptr) {
    std::fprintf(stderr, "%s:%u: check failed outside a scenario: %.*s\n", file, line,
                 static_cast<int>(message.size()), message.data());
    std::abort();
  }
  detail::host->report(Anomaly::assertion, message, file, line);
}

}  // namespace tenter
