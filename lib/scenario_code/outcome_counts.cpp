#include "scenario_code/outcome_counts.h"

#include <cxxabi.h>
#include <tenter/detail/exception_text.h>

#include <algorithm>
#include <utility>

namespace tenter::detail {

std::size_t OutcomeCounts::find(std::uint64_t word) {
  spare_.fill([&](void* place) { code_.unpack(word, place); });
  const std::size_t row = find();
  cache_.remember(word, row);
  return row;
}

std::vector<OutcomeCount> OutcomeCounts::rows() const {
  std::vector<OutcomeCount> result;
  for (const Row& row : rows_) {
    result.push_back({row.others ? "(others)" : text_or_why_not(row.box), row.count, row.expectation});
  }
  return result;
}

void OutcomeCounts::append_to(std::vector<std::uint64_t>& counts) const {
  for (const Row& row : rows_) counts.push_back(row.count);
}

std::size_t OutcomeCounts::find() {
  for (std::size_t i = 0; i < std::min(rows_.size(), kLinear); ++i) {
    if (!rows_[i].others && code_.equal(rows_[i].box.outcome(), spare_.outcome())) return i;
  }
  if (rows_.size() < kLinear) return append(false);
  return find_by_text();
}

std::size_t OutcomeCounts::find_by_text() {
  const LateRows::Key key{text_of(spare_), match()};
  if (const auto row = late_.find(key)) return *row;
  const bool others = rows_.size() >= Tally::kMaxDistinct;
  const std::size_t row = append(others);
  late_.remember(key, row, others);
  return row;
}

std::size_t OutcomeCounts::append(bool others) {
  const int expectation = match();
  rows_.push_back({std::exchange(spare_, OutcomeBox(code_)), 0, expectation, others});
  first_row_ = rows_.data();
  return rows_.size() - 1;
}

int OutcomeCounts::match() const {
  for (std::size_t i = 0; i < matchers_.size(); ++i) {
    if (matchers_[i](spare_.outcome())) return static_cast<int>(i);
  }
  return -1;
}

// What has been counted is told whatever its printer does.
std::string OutcomeCounts::text_or_why_not(const OutcomeBox& box) const {
  try {
    return text_of(box);
  } catch (abi::__forced_unwind&) {
    throw;
  } catch (...) {
    return "(printing it threw " + text_of_current_exception() + ")";
  }
}

std::string OutcomeCounts::text_of(const OutcomeBox& box) const {
  Text text;
  code_.print(text, box.outcome());
  return text.outcome();
}

}  // namespace tenter::detail
