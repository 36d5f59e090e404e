// Sequential consistency of a recorded history: is there one order of its operations in which those of each process
// are in the order in which it called them, and in which a sequential object gives the recorded results? When they
// happened does not matter. Objects are those of sequential_object.h.
//
// A depth-first search over how far each process has come, with the memory of visited configurations of Lowe's for
// linearizability; the question is NP-complete (P. Gibbons and E. Korach, "Testing shared memories", SIAM Journal on
// Computing 26(4), 1997). An operation that only reads is placed as soon as it is allowed, with no way back.
#pragma once

#include <cstdint>
#include <span>

#include "oracle/linearizability.h"
#include "oracle/sequential_object.h"

namespace tenter::oracle {

struct ProcessOperation {
  std::uint32_t process = 0;
  bool pending = false;  // has its effect after all that its process called before, or never
};

// Looks for an order of `operations`, given in the order of their calls, that `object` allows.
Linearization order_processes(SequentialObject& object, std::span<const ProcessOperation> operations,
                              const SearchBudget& budget = {});

}  // namespace tenter::oracle
