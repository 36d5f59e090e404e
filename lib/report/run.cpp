#include "report/run.h"

#include <fmt/core.h>

#include <algorithm>

namespace tenter::report {
namespace {

bool refuted(const Result& result) { return result.verdict.kind == VerdictKind::refuted; }

bool shows(const Result& result, Anomaly anomaly) {
  return std::any_of(result.engines.begin(), result.engines.end(), [&](const JudgedEvidence& engine) {
    return std::find(engine.witnessed.begin(), engine.witnessed.end(), anomaly) != engine.witnessed.end();
  });
}

bool no_longer_fails(const KnownFailure& known, const Result& result) {
  if (result.verdict.kind == VerdictKind::confirmed) return true;
  return refuted(result) && known.anomaly && !shows(result, *known.anomaly);
}

}  // namespace

std::string in_words(const KnownFailure& known) {
  return known.anomaly ? fmt::format("{} [{}]", known.scenario, name_of(*known.anomaly)) : known.scenario;
}

const KnownFailure* known_failure(const Run& run, const Result& result) {
  const auto found = std::find_if(run.known_failures.begin(), run.known_failures.end(),
                                  [&](const KnownFailure& known) { return known.scenario == result.scenario.name; });
  return found == run.known_failures.end() ? nullptr : &*found;
}

std::vector<KnownFailure> no_longer_failing(const Run& run) {
  std::vector<KnownFailure> entries;
  for (const KnownFailure& known : run.known_failures) {
    for (const Result& result : run.results) {
      if (result.scenario.name == known.scenario && no_longer_fails(known, result)) entries.push_back(known);
    }
  }
  return entries;
}

bool accepted(const Run& run, const Result& result) {
  if (refuted(result)) return known_failure(run, result) != nullptr;
  if (result.verdict.kind != VerdictKind::confirmed) return false;
  const bool proof_wanted = run.strict && result.scenario.claim.kind == ClaimKind::holds;
  return !proof_wanted || result.verdict.basis == Basis::proved;
}

int exit_code(const Run& run) {
  if (!run.errors.empty()) return 2;
  const auto failed = [&](const Result& result) { return refuted(result) && !accepted(run, result); };
  if (std::any_of(run.results.begin(), run.results.end(), failed)) return 1;
  const auto fine = [&](const Result& result) { return accepted(run, result); };
  const bool all_fine = !run.results.empty() && std::all_of(run.results.begin(), run.results.end(), fine);
  return all_fine && !run.interrupted ? 0 : 3;
}

}  // namespace tenter::report
