// What an engine is asked to do, and what it tells while doing it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "model/evidence.h"
#include "model/progress.h"

namespace tenter {

// Where an engine's threads run: wherever the kernel likes, on a core each as far as they go, or all on one.
enum class Affinity : std::uint8_t { none, spread, same_core };

constexpr std::string_view name_of(Affinity affinity) {
  constexpr std::string_view kNames[] = {"none", "spread", "same-core"};
  return kNames[static_cast<std::size_t>(affinity)];
}

std::optional<Affinity> affinity_named(std::string_view name);

// When to stop: after so much time or so many executions, whichever comes first. REQUIRES: at least one is set.
struct Budget {
  std::optional<std::chrono::nanoseconds> time;
  std::optional<std::uint64_t> executions;  // met to within one batch
};

// Strategies of the explore engine that others than users ask for by name; lib/explore/schedule has them all.
inline constexpr std::string_view kAutomatic = "auto";  // the engine's own choice, of one after another
inline constexpr std::string_view kRandomWalk = "random";

// To go through executions until all were seen or the budget is used up.
struct SearchRequest {
  std::string strategy{kAutomatic};
  std::optional<std::uint32_t> preemptions = {};  // only executions with at most so many

  friend bool operator==(const SearchRequest&, const SearchRequest&) = default;
};

// The same, but only until one had this outcome.
struct SeekRequest {
  SearchRequest search;
  std::string outcome;

  friend bool operator==(const SeekRequest&, const SeekRequest&) = default;
};

// To make one execution, and no other.
struct ReplayRequest {
  // Short of a schedule's last step, that is announced but not made: it took another worker down.
  enum class Until : std::uint8_t { end, last_step };

  std::string schedule;
  Until until = Until::end;

  friend bool operator==(const ReplayRequest&, const ReplayRequest&) = default;
};

struct RunRequest {
  Budget budget;
  std::chrono::nanoseconds warm_up = std::chrono::milliseconds(20);  // before modes are compared; counts as evidence
  std::uint64_t seed = 0;
  std::optional<Affinity> affinity;  // without one, the engine tries what it has found useful
  std::string program;               // of an object scenario: this one alone, in words or as a code; empty: many
  std::variant<SearchRequest, SeekRequest, ReplayRequest> exploration = {};  // of explore only
};

// How a request goes through executions; null where it is for one alone.
const SearchRequest* search_of(const RunRequest& request);
SearchRequest* search_of(RunRequest& request);

// Who watches a run. Thread safety: called from one thread of the engine, not always the same one.
class RunMonitor {
 public:
  virtual ~RunMonitor() = default;
  // Asked between batches; true ends the run, with what was gathered.
  virtual bool stop_requested() = 0;
  // Called a few times a second with everything gathered so far, so that little is lost if the process dies.
  virtual void evidence_so_far(const Evidence& evidence) = 0;
};

}  // namespace tenter
