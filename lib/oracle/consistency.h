// What is asked of a history: an order of its operations, that the object allows and that respects something besides;
// or less.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "oracle/interval_list.h"

namespace tenter::oracle {

enum class Consistency : std::uint8_t {
  linearizable,  // what returned before something was called comes before it (Herlihy and Wing, TOPLAS 12(3), 1990)
  sequential,    // what a process called first comes first (L. Lamport, IEEE Transactions on Computers C-28(9), 1979)
  quiescent,     // what returned before a moment at which nothing was going on comes before what was called after it
                 // (J. Aspnes, M. Herlihy and N. Shavit, "Counting networks", JACM 41(5), 1994)
  // Of these no order is looked for (oracle/guarantees.h).
  exactly_once,
  fifo_per_producer,
  monotonic_reads,
};

inline constexpr std::array<std::string_view, 6> kConsistencyNames{
    "linearizable", "sequential", "quiescent", "exactly-once", "fifo-per-producer", "monotonic-reads"};
constexpr std::string_view name_of(Consistency consistency) {
  return kConsistencyNames[static_cast<std::size_t>(consistency)];
}
constexpr std::optional<Consistency> consistency_named(std::string_view name) {
  for (std::size_t i = 0; i < kConsistencyNames.size(); ++i) {
    if (kConsistencyNames[i] == name) return static_cast<Consistency>(i);
  }
  return std::nullopt;
}

// Intervals of which two overlap exactly when there was no such moment between the given ones, so that a history is
// quiescently consistent when it is linearizable with these. What is pending goes on for ever.
// REQUIRES: in the order of their calls; no two times are equal.
std::vector<Interval> busy_periods(const std::vector<Interval>& operations);

}  // namespace tenter::oracle
