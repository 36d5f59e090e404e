#include "report/run.h"

#include <algorithm>

namespace tenter::report {
namespace {

bool refuted(const Result& result) { return result.verdict.kind == VerdictKind::refuted; }

}  // namespace

const KnownFailure* known_failure(const Run& run, const Result& result) {
  const auto found = std::find_if(run.known_failures.begin(), run.known_failures.end(),
                                  [&](const KnownFailure& known) { return known.scenario == result.scenario.name; });
  return found == run.known_failures.end() ? nullptr : &*found;
}

std::vector<KnownFailure> no_longer_failing(const Run& run) {
  std::vector<KnownFailure> entries;
  for (const Result& result : run.results) {
    const KnownFailure* known = known_failure(run, result);
    if (known != nullptr && result.verdict.kind == VerdictKind::confirmed) entries.push_back(*known);
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
