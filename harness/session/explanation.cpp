#include "session/explanation.h"

#include <fmt/core.h>

#include <algorithm>

namespace tenter::session {
namespace {

bool has_witness(const Evidence& explored, const std::string& outcome) {
  const auto& witnesses = explored.exploration->witnesses;
  return std::any_of(witnesses.begin(), witnesses.end(),
                     [&](const Witness& witness) { return witness.outcome == outcome; });
}

std::string note_on(const std::string& outcome, const Evidence& explored) {
  if (has_witness(explored, outcome)) {
    return fmt::format("explore shows an interleaving that yields outcome {{{}}}", outcome);
  }
  if (explored.coverage == Coverage::exhaustive) {
    return fmt::format(
        "outcome {{{}}} comes of no interleaving, and explore has seen all: it takes a weaker memory "
        "than a sequentially consistent one, or a data race",
        outcome);
  }
  return fmt::format("explore has not found an interleaving that yields outcome {{{}}}", outcome);
}

}  // namespace

Evidence* explored_among(std::vector<Evidence>& evidence) {
  const auto found =
      std::find_if(evidence.begin(), evidence.end(), [](const Evidence& one) { return one.exploration.has_value(); });
  return found == evidence.end() ? nullptr : &*found;
}

std::vector<std::string> unexplained(const ScenarioInfo& scenario, std::vector<Evidence>& evidence) {
  std::vector<std::string> outcomes;
  const Evidence* const explored = explored_among(evidence);
  if (explored == nullptr || explored->coverage == Coverage::exhaustive) return outcomes;
  for (const Evidence& engine : evidence) {
    if (engine.exploration) continue;
    for (const OutcomeCount& row : engine.outcomes) {
      const bool forbidden = expectation_at(scenario, row.expectation).grade == Grade::forbidden;
      const bool known = std::find(outcomes.begin(), outcomes.end(), row.outcome) != outcomes.end();
      if (forbidden && !known && !has_witness(*explored, row.outcome)) outcomes.push_back(row.outcome);
    }
  }
  return outcomes;
}

void note_explanations(std::vector<JudgedEvidence>& engines) {
  const auto explored = std::find_if(engines.begin(), engines.end(),
                                     [](const JudgedEvidence& one) { return one.evidence.exploration.has_value(); });
  if (explored == engines.end()) return;
  for (JudgedEvidence& engine : engines) {
    if (engine.evidence.exploration) continue;
    for (const GradedOutcome& row : engine.outcomes) {
      if (row.grade != Grade::forbidden) continue;
      engine.evidence.notes.push_back(note_on(row.outcome, explored->evidence));
    }
  }
}

}  // namespace tenter::session
