// Outcomes that another process has counted.
#pragma once

#include <tenter/body.h>

#include <cstdint>
#include <vector>

namespace tenter::explore {

// Thread safety: none.
class RowTally final : public Tally {
 public:
  void collect(StateRange, ActorLog&) override {}
  void observe(StateRange, ActorLog&) override {}
  void count(StateRange, ActorLog&) override {}
  std::vector<OutcomeCount> rows() const override { return rows_; }
  void counts(std::vector<std::uint64_t>& counts) const override;

  // One outcome of one execution.
  void add(OutcomeCount row);

 private:
  std::vector<OutcomeCount> rows_;
};

}  // namespace tenter::explore
