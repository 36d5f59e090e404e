// Judges recorded histories by the name of a model. Thread safety: functions without state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "history/history.h"
#include "oracle/linearizability.h"

namespace tenter::oracle {

struct HistoryVerdict {
  Answer answer = Answer::unknown;
  std::string by;            // "search", or what else has decided it
  std::uint64_t states = 0;  // that a search has seen
  std::uint64_t parts = 1;   // that were judged each for itself
  // Of a history, or a part of it, that was not accepted: operations by their number in it.
  std::string part;                   // whose key or element this is; empty where there is one part only
  std::vector<std::uint32_t> prefix;  // the longest beginning of an order that was found
  std::vector<std::uint32_t> stuck;   // one of which would have to come next, and cannot
  // Where a few operations contradict each other: these, and why, with their numbers in this list as {0}, {1}, ...
  std::vector<std::uint32_t> contradiction;
  std::string why;
};

struct ModelInfo {
  std::string_view name;
  std::string_view summary;
  std::string functions;  // by commas
};

const std::vector<ModelInfo>& models();

// Whether the history is linearizable. A part of the history that is refuted refutes all of it.
// Throws history::Malformed with "line: what is wrong" where an operation means nothing to the model.
// REQUIRES: models() has one of this name.
HistoryVerdict judge(const history::History& history, std::string_view model, const SearchBudget& budget);

}  // namespace tenter::oracle
