#include "explore/sandbox/row_tally.h"

#include <algorithm>
#include <utility>

namespace tenter::explore {

void RowTally::counts(std::vector<std::uint64_t>& counts) const {
  for (const OutcomeCount& row : rows_) counts.push_back(row.count);
}

void RowTally::add(OutcomeCount row) {
  const auto same = [&](const OutcomeCount& known) {
    return known.outcome == row.outcome && known.expectation == row.expectation;
  };
  auto found = std::find_if(rows_.begin(), rows_.end(), same);
  if (found == rows_.end() && rows_.size() >= kMaxDistinct) {
    row.outcome = "(others)";
    found = std::find_if(rows_.begin(), rows_.end(), same);
  }
  if (found == rows_.end()) {
    rows_.push_back(std::move(row));
  } else {
    found->count += row.count;
  }
}

}  // namespace tenter::explore
