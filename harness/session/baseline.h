// A list of failures that are known, so that a CI run fails only for new ones.
//
//   # a comment
//   queues/ring/full [lost update]: reported as #812, mended in the next release
//   litmus/ring: any failure of it is known
//
// A scenario's name, the anomaly it is known for in brackets (any when left out), a colon, and the reason, which must
// not be empty.
#pragma once

#include <tenter/anomaly.h>

#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "model/verdict.h"
#include "report/run.h"

namespace tenter::session {

struct BaselineEntry {
  std::string scenario;
  std::optional<Anomaly> anomaly;
  std::string reason;

  friend bool operator==(const BaselineEntry&, const BaselineEntry&) = default;
};

// Throws Error with a line for each entry that cannot be read; `name` begins each.
std::vector<BaselineEntry> read_baseline(std::istream& in, const std::string& name);

// Throws Error with a line for each entry whose scenario is not among `names`.
void require_known(const std::vector<BaselineEntry>& entries, const std::vector<std::string>& names,
                   const std::string& baseline);

// The entries that excuse a result, or would if it failed: for a refuted one, all that its anomalies need, and none
// when an anomaly that is not listed refutes it, too.
std::vector<report::KnownFailure> known_failures(const std::vector<BaselineEntry>& entries,
                                                 const std::vector<Result>& results);

}  // namespace tenter::session
