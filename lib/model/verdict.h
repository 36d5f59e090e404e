// What evidence says of a claim. Plain values; lib/oracle computes them.
#pragma once

#include <tenter/anomaly.h>
#include <tenter/scenario_info.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/evidence.h"

namespace tenter {

enum class VerdictKind : std::uint8_t { confirmed, refuted, inconclusive };

constexpr std::string_view name_of(VerdictKind kind) {
  constexpr std::string_view kNames[] = {"confirmed", "refuted", "inconclusive"};
  return kNames[static_cast<std::size_t>(kind)];
}

// What a confirmed verdict rests on, strongest last. A claim that something breaks is `witnessed`. What is
// `proved_sc` is proved for sequentially consistent memory, of a program whose weaker orders may show more than that;
// `visible` is of all interleavings of what was seen, while libraries without instrumentation took part.
enum class Basis : std::uint8_t { witnessed, sampled, bounded, visible, proved_sc, proved };

// As files have it.
constexpr std::string_view name_of(Basis basis) {
  constexpr std::string_view kNames[] = {"witnessed", "sampled", "bounded", "visible", "proved_sc", "proved"};
  return kNames[static_cast<std::size_t>(basis)];
}

// As people read it.
constexpr std::string_view in_words(Basis basis) {
  return basis == Basis::proved_sc ? std::string_view("proved (sc)") : name_of(basis);
}

struct Verdict {
  VerdictKind kind = VerdictKind::inconclusive;
  std::optional<Basis> basis;  // of a confirmed verdict
  std::string why;             // a sentence: what decided it, and how sure it is
};

// One row of an engine's outcome table, judged.
struct GradedOutcome {
  std::string outcome;
  std::uint64_t count = 0;
  Grade grade = Grade::forbidden;
  std::string why;
  Anomaly anomaly = Anomaly::forbidden_outcome;  // of a forbidden one
};

// An engine's evidence with its outcomes graded and their anomalies listed beside the engine's own.
struct JudgedEvidence {
  Evidence evidence;
  std::vector<GradedOutcome> outcomes;   // evidence.outcomes, in the same order
  std::vector<AnomalyReport> anomalies;  // those of forbidden outcomes first, then evidence.anomalies
  std::vector<Anomaly> witnessed = {};   // what a claim may name to be confirmed by these
};

// The executions that were seen to their end: those whose outcome was counted.
inline std::uint64_t completed(const JudgedEvidence& judged) {
  std::uint64_t counted = 0;
  for (const GradedOutcome& row : judged.outcomes) counted += row.count;
  return std::min(counted, judged.evidence.executions);
}

// Of these, those that are a sample: what a search has seen in an order of its own before it was stopped is none.
inline std::uint64_t drawn(const JudgedEvidence& judged) {
  const auto& exploration = judged.evidence.exploration;
  return exploration ? std::min(exploration->sampled, completed(judged)) : completed(judged);
}

// The result of a scenario in a run.
struct Result {
  ScenarioInfo scenario;
  std::string plugin;  // the plugin's name
  std::vector<JudgedEvidence> engines;
  Verdict verdict;
};

}  // namespace tenter
