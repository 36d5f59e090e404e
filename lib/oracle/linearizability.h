// Linearizability of a recorded history: is there one order of its operations that respects what happened before
// what, and in which a sequential object gives the recorded results?
//
// The search is that of Wing and Gong (JPDC 17, 1993) with the list and the memory of visited configurations of Lowe
// (Concurrency and Computation 29(4), 2017), as in A. Horn and D. Kroening, "Faster linearizability checking via
// P-compositionality", FORTE 2015. Three departures: an operation that only reads is placed as soon as it is allowed,
// with no way back, for an order in which it comes later stays one when it is moved here; a pending operation that
// the next one makes forgotten is left out; and memory holds numbers of states and the few words that tell one set
// from another, never mere hashes of them, so that `no` is no matter of chance.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "oracle/interval_list.h"
#include "oracle/sequential_object.h"

namespace tenter {

enum class Answer : std::uint8_t { yes, no, unknown };

// What a search may spend; when it is spent the answer is `unknown`.
struct SearchBudget {
  std::uint64_t steps = std::numeric_limits<std::uint64_t>::max();  // calls of step()
  std::optional<std::chrono::steady_clock::time_point> deadline;    // looked at every now and then
  std::size_t memory = std::numeric_limits<std::size_t>::max();     // bytes for what was visited, states apart
};

struct Linearization {
  Answer answer = Answer::unknown;
  // For `yes` a witness: numbers of operations, in an order that explains the history. Otherwise the longest
  // beginning of one that was found.
  std::vector<std::uint32_t> order;
  // Unless `yes`: the operations that could come next after `order`, none of which is allowed there. Empty when the
  // search ended before it had tried them.
  std::vector<std::uint32_t> stuck;
  std::uint64_t steps = 0;
  std::uint64_t states = 0;  // configurations visited: operations placed, and the state that they lead to
  std::size_t bytes = 0;     // for remembering them
};

// Looks for an order of `operations` that `object` allows. Deterministic, and a pure function unless the budget has a
// deadline.
Linearization linearize(oracle::SequentialObject& object, std::span<const Interval> operations,
                        const SearchBudget& budget = {});

// The same for a model (oracle/sequential_object.h).
template <class Model>
Linearization linearize(const Model& model, std::span<const Interval> operations, const SearchBudget& budget = {}) {
  oracle::NumberedStates<const Model&> numbered(model);
  oracle::SequentialObject& object = numbered;
  return linearize(object, operations, budget);
}

}  // namespace tenter
