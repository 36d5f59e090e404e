// What a scenario says of itself: names, actors, expectations and claim, as plain values without its code.
// Thread safety: values, no shared state.
#pragma once

#include <tenter/anomaly.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenter {

// How an outcome is judged. `interesting` is allowed, but worth showing: a weak-memory effect, say.
enum class Grade : std::uint8_t { acceptable, interesting, forbidden };

constexpr std::string_view name_of(Grade grade) {
  constexpr std::string_view kNames[] = {"acceptable", "interesting", "forbidden"};
  return kNames[static_cast<std::size_t>(grade)];
}

// One line of a scenario's graded table.
struct Expectation {
  std::string outcome;  // as printed; empty when a predicate decides, or for all outcomes not listed
  Grade grade = Grade::forbidden;
  std::string why;                               // the reason, in words
  Anomaly anomaly = Anomaly::forbidden_outcome;  // the word that a forbidden outcome deserves
};

enum class ClaimKind : std::uint8_t { holds, breaks, shows };

constexpr std::string_view name_of(ClaimKind kind) {
  constexpr std::string_view kNames[] = {"holds", "breaks", "shows"};
  return kNames[static_cast<std::size_t>(kind)];
}

// What a scenario says of itself, to be confirmed or refuted by evidence.
struct Claim {
  ClaimKind kind = ClaimKind::holds;
  std::optional<Anomaly> anomaly;  // breaks: the anomaly that must be witnessed
  std::vector<Anomaly> also;       // breaks: anomalies that may appear beside it
  std::string outcome;             // shows: the outcome that must be witnessed, as printed
};

struct ScenarioInfo {
  std::string name;     // unique, a path of words: family/subject/variant
  std::string summary;  // what it does, in a line
  std::string reason;   // why its claim is so, in a sentence or two
  std::vector<std::string> actors;
  Claim claim;
  std::vector<Expectation> expectations;
  Expectation otherwise;     // what outcomes without an expectation are: forbidden unless the scenario says so
  bool uses_fences = false;  // std::atomic_thread_fence, which ThreadSanitizer does not model
  std::string program;       // of an object's programs which, as schedules name it; empty for all else
  std::string file;          // where it is registered
  std::uint32_t line = 0;
};

// The expectation with an index as outcomes are counted by it; `otherwise` for any other index, as -1.
inline const Expectation& expectation_at(const ScenarioInfo& scenario, int index) {
  const bool listed = index >= 0 && static_cast<std::size_t>(index) < scenario.expectations.size();
  return listed ? scenario.expectations[static_cast<std::size_t>(index)] : scenario.otherwise;
}

}  // namespace tenter
