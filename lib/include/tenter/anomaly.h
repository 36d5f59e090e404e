// The closed list of what can go wrong in a concurrent program, spelled the same in code (`lost_update`),
// on the console and in JSON (`lost update`).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tenter {

enum class Anomaly : std::uint8_t {
  // An outcome that no atomic execution gives. A scenario says which of these words an outcome deserves.
  lost_update,        // a write was overwritten by a value computed before it
  stale_read,         // a value was used after it had been replaced
  torn_read,          // a value was seen half written
  duplicate,          // something was delivered or done twice
  missing,            // something was never delivered
  not_linearizable,   // no sequential order of the operations explains their results
  jobs_left_undone,   // all workers stopped while work remained
  forbidden_outcome,  // none of the above fits

  // How an execution itself went wrong; found by the engines.
  data_race,           // two conflicting accesses, unordered, at least one of them not atomic: undefined behaviour
  deadlock,            // threads wait for each other, for ever
  lost_wakeup,         // a thread waits for a notification that has already been given
  livelock,            // threads run without ever getting anywhere
  hang,                // no progress: all that real threads can know of the three above
  stuck,               // any of these four: a word for claims, where it does not matter which
  crash,               // ended by a signal, or at a limit on memory or output
  abort,               // std::abort
  assertion,           // tenter::check, assert(), or a lock used against its rules
  uncaught_exception,  // an exception left an actor, the observer or a thread
  use_after_free,      // heap memory was accessed after it had been freed
  use_after_return,    // memory on another thread's stack was accessed after its frame had ended
  double_free,         // heap memory was freed twice
  uninitialised_read,  // heap memory that nobody had written decided what a program did
  leak,                // heap memory or a thread was never given back
  stack_overflow,      // a thread ran out of stack
  exit,                // the scenario ended, or forked, the process that it runs in
};

inline constexpr std::array<std::string_view, 25> kAnomalyNames{"lost update",
                                                                "stale read",
                                                                "torn read",
                                                                "duplicate",
                                                                "missing",
                                                                "not linearizable",
                                                                "jobs left undone",
                                                                "forbidden outcome",
                                                                "data race",
                                                                "deadlock",
                                                                "lost wakeup",
                                                                "livelock",
                                                                "hang",
                                                                "stuck",
                                                                "crash",
                                                                "abort",
                                                                "assertion",
                                                                "uncaught exception",
                                                                "use after free",
                                                                "use after return",
                                                                "double free",
                                                                "uninitialised read",
                                                                "leak",
                                                                "stack overflow",
                                                                "exit"};

// The anomaly's name as printed everywhere: words separated by single spaces.
constexpr std::string_view name_of(Anomaly anomaly) { return kAnomalyNames[static_cast<std::size_t>(anomaly)]; }

// The inverse of name_of(); nothing when no anomaly has that name.
constexpr std::optional<Anomaly> anomaly_named(std::string_view name) {
  for (std::size_t i = 0; i < kAnomalyNames.size(); ++i) {
    if (kAnomalyNames[i] == name) return static_cast<Anomaly>(i);
  }
  return std::nullopt;
}

// True for the anomalies that are read off an outcome, so that only a forbidden outcome can witness them.
constexpr bool shown_by_outcome(Anomaly anomaly) { return anomaly <= Anomaly::forbidden_outcome; }

}  // namespace tenter
