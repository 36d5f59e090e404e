// Outcomes of a scenario's executions, read and counted.
#pragma once

#include <tenter/body.h>

#include "scenario_code/description.h"
#include "scenario_code/outcome_counts.h"

namespace tenter::detail {

class OutcomeTally final : public Tally {
 public:
  // REQUIRES: the description outlives it.
  explicit OutcomeTally(const Description& description);

  void collect(StateRange states, ActorLog& log) override;
  void observe(StateRange states, ActorLog& log) override;
  void count(StateRange states, ActorLog& log) override;
  void discard() override;
  std::vector<OutcomeCount> rows() const override { return counts_.rows(); }
  void counts(std::vector<std::uint64_t>& counts) const override { counts_.append_to(counts); }

 private:
  void keep(void* state);
  void add_kept();
  void add(void* state);
  // `first`: the index of the first state for the log.
  void collect_words(StateRange states, std::size_t first, ActorLog& log);
  void count_words(const std::uint64_t* words, std::size_t begin, std::size_t end, std::size_t first, ActorLog& log);

  const OutcomeCode& code_;
  const void* getters_;
  // No vector: its accessors are instrumented, and would be seen in observe().
  const Observer* first_observer_;
  std::size_t observer_count_;
  // What the scenario's own code has made of a state, on its memory.
  const bool keeps_;
  bool kept_ = false;
  std::uint64_t kept_word_ = 0;
  OutcomeBox place_;
  OutcomeCounts counts_;
};

}  // namespace tenter::detail
