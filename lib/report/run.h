// A whole run, as the reports take it: plain values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/verdict.h"
#include "report/environment.h"

namespace tenter::report {

// An entry of a baseline: a scenario whose claim is known to be refuted.
struct KnownFailure {
  std::string scenario;
  std::string reason;
  std::optional<Anomaly> anomaly{};  // the only one that is known; any when empty
};

struct Run {
  Environment environment;
  // What a rerun of one scenario needs of the command line: engines, budget, plugins; without patterns and seed.
  std::vector<std::string> options;
  std::vector<Result> results;
  std::vector<KnownFailure> known_failures;
  double seconds = 0;
  bool interrupted = false;
  std::vector<std::string> errors;  // sentences: what in the surroundings ended it early
  bool strict = false;              // accept only `proved` for claims that something holds
};

// "queues/ring/full [lost update]", as a baseline has it.
std::string in_words(const KnownFailure& known);

// The baseline's entry for a result; null when there is none.
const KnownFailure* known_failure(const Run& run, const Result& result);

// Entries whose scenario ran and was confirmed, or refuted without the anomaly that is known: the baseline should
// lose them.
std::vector<KnownFailure> no_longer_failing(const Run& run);

// True when the run asks no more of this result.
bool accepted(const Run& run, const Result& result);

// 0  every claim confirmed, or a known failure
// 1  a claim refuted that is no known failure
// 2  an error of the surroundings ended it early, whatever was found before
// 3  none refuted, but something inconclusive, interrupted, not proved where --strict asks for it, or nothing ran
int exit_code(const Run& run);

}  // namespace tenter::report
