// Histories of executions, judged and counted.
#pragma once

#include <tenter/body.h>
#include <tenter/detail/operations.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "scenario_code/history_plan.h"
#include "scenario_code/specified.h"

namespace tenter::detail {

// What a history is by: results, and which call was over before which began.
struct HistoryKey {
  std::vector<Slot> slots;
  std::vector<std::uint64_t> before;  // by call: those that were over before it began, a bit each, in whole words
};

class HistoryTally final : public Tally {
 public:
  // Each state begins with its slots; its object is behind them. REQUIRES: the plan outlives it.
  HistoryTally(const HistoryPlan& plan, std::size_t object_offset) : plan_(plan), object_offset_(object_offset) {}

  void collect(StateRange states, ActorLog& log) override;
  void observe(StateRange states, ActorLog& log) override;
  void count(StateRange states, ActorLog& log) override;
  bool count_waiting(StateRange states) override;
  std::vector<OutcomeCount> rows() const override { return rows_; }
  void counts(std::vector<std::uint64_t>& counts) const override;

 private:
  struct Known {
    HistoryKey key;
    std::size_t row;
  };

  void add(const std::vector<Slot>& slots);
  bool is(const Known& known, const std::vector<Slot>& slots) const;
  std::size_t row_of(const std::vector<Slot>& slots);
  std::size_t row_at(std::string text, int expectation);

  const HistoryPlan& plan_;
  std::size_t object_offset_;
  std::vector<OutcomeCount> rows_;
  std::vector<Known> known_;
  std::vector<std::uint64_t> before_;
};

}  // namespace tenter::detail
