// What the searches of a run have counted and covered, one after another.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "explore/schedule/strategies.h"
#include "explore/search/budget.h"
#include "explore/search/search.h"
#include "model/evidence.h"

namespace tenter::explore {

// Thread safety: none.
class SearchRecord {
 public:
  void begin(const StrategyKind& strategy);
  // The search has made its first execution, or its first since it began anew: none of those before counts.
  void restarted() { now_ = {}; }
  // It has made an execution.
  void add(const Search& search, const ExecutionResult& execution);
  // ... that came to what is forbidden.
  void add_anomalous() { ++now_.anomalous; }
  // It may go on, and has counted these outcomes so far.
  void set_outcomes(const Search& search) { now_.outcomes = search.tally().rows(); }
  // It is over, and what it has covered counts when it is the first to have covered anything.
  void end(const Search& search, const Covered& covered);
  // What was covered is not all there is: the same schedule has given different executions.
  void cover_nothing();

  bool seen_all() const { return seen_all_; }                      // that the last search has to show
  std::uint64_t executions() const { return before_.executions; }  // of searches that are over

  void add_to(Evidence& evidence) const;
  void add_notes_to(Evidence& evidence) const;

 private:
  Count total() const;

  Count before_;               // of the searches that are over
  Count now_;                  // of the one that runs
  std::uint64_t sampled_ = 0;  // of those before, by strategies that draw at random
  std::vector<const StrategyKind*> strategies_;
  Coverage coverage_ = Coverage::sampled;
  std::uint32_t preemptions_ = 0;  // of coverage `bounded`
  std::uint64_t covering_ = 0;
  bool seen_all_ = false;
};

}  // namespace tenter::explore
