// Whether a recorded history is linearizable, or quiescently consistent, as an object of a kind: each object in it
// alone, for a history is so when its objects are (M. Herlihy and J. Wing, "Linearizability", TOPLAS 12(3), 1990); by
// a monitor where one can tell, else by the search. Sequential consistency is of all objects together, by a search.
#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "model/history.h"
#include "oracle/consistency.h"
#include "oracle/linearizability.h"
#include "oracle/relaxation.h"

namespace tenter::oracle {

struct HistoryVerdict {
  Answer answer = Answer::unknown;
  std::size_t objects = 0;
  std::size_t by_monitor = 0;  // of those that were judged: without a search
  std::uint64_t steps = 0;     // of the searches
  std::uint64_t states = 0;
  // Of an object that is not consistent, or else of one that is undecided; numbers of operations in the history.
  std::size_t object_operations = 0;
  std::vector<std::uint32_t> order;     // the longest beginning of an order that was found
  std::vector<std::uint32_t> stuck;     // what cannot be placed after it
  std::vector<std::uint32_t> conflict;  // what a monitor says that no order explains together,
  std::string why;                      // and why
};

// An operation that the model does not know, or a value that it cannot have.
class UnfitOperation : public std::runtime_error {
 public:
  UnfitOperation(std::uint32_t line, const std::string& what) : std::runtime_error(what), line_(line) {}
  std::uint32_t line() const { return line_; }  // of the recording

 private:
  std::uint32_t line_;
};

// The kinds of object that there are.
const std::vector<std::string>& history_models();

// Those of which that can be asked, and those that can be relaxed.
std::vector<std::string> history_models_with(Consistency consistency);
std::vector<std::string> history_models_with(const Relaxation& relaxation);

// REQUIRES: `model` is one of them, and of those with the consistency and the relaxation; not both of these where the
// consistency looks for no order. Throws UnfitOperation.
HistoryVerdict judge_history(const History& history, std::string_view model, const SearchBudget& budget,
                             Consistency consistency = Consistency::linearizable, const Relaxation& relaxation = {});

}  // namespace tenter::oracle
