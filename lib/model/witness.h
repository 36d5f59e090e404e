// An execution that shows an anomaly, step by step, for a reader. Plain values.
#pragma once

#include <tenter/anomaly.h>

#include <cstdint>
#include <string>
#include <vector>

#include "model/frame.h"

namespace tenter {

// One visible step.
struct WitnessStep {
  std::uint32_t thread = 0;  // index into Witness::threads
  std::string op;            // "load", "store", "lock", "wait", ...
  std::string object;  // what it is made on: "value", "queue.mutex", "heap block of 16 bytes + 8"; empty if none
  // What was read or written, as a number or text; empty where unknown or where there is none, as of a lock.
  std::string value;
  bool writes = false;  // prints as `object <- value`, else as `object -> value`
  Frame where;          // the innermost frame in the scenario's own sources

  friend bool operator==(const WitnessStep&, const WitnessStep&) = default;
};

struct Witness {
  Anomaly kind = Anomaly::forbidden_outcome;  // what it shows
  std::string outcome;                        // of an outcome that is forbidden or interesting; else empty
  std::string detail;                         // of any other anomaly: that of its report
  std::string schedule;                       // replays it (model/schedule.h)
  std::uint32_t preemptions = 0;              // switches away from a thread that could have gone on
  bool minimal = false;                       // no execution with fewer preemptions shows it
  std::vector<std::string> threads;           // names, a column each
  std::vector<WitnessStep> steps;
  std::string why;  // a sentence, computed from the steps: what in this order of theirs makes the anomaly

  friend bool operator==(const Witness&, const Witness&) = default;
};

}  // namespace tenter
