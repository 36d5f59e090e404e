// A trace in a reader's terms: its threads, objects and places by name.
#pragma once

#include <tenter/scenario_info.h>

#include <string>

#include "explore/witness/names.h"
#include "explore/witness/trace.h"
#include "model/evidence.h"

namespace tenter::explore {

// "first", "thread 5" for one that the scenario started, or "main" for what makes, observes and destroys the state.
std::string name_of_thread(const ScenarioInfo& scenario, TaskId task);

// Thread safety: none.
class TraceDescriber {
 public:
  // REQUIRES: all of them outlive it.
  TraceDescriber(const Trace& trace, const ScenarioInfo& scenario, Names& names)
      : trace_(trace), scenario_(scenario), names_(names) {}

  const Trace& trace() const { return trace_; }
  const ScenarioInfo& scenario() const { return scenario_; }
  Names& names() const { return names_; }

  std::string thread(TaskId task) const { return name_of_thread(scenario_, task); }
  // What an operation is made on: "value", "heap block of 16 bytes + 8"; empty when on nothing that others can see.
  std::string object(Object object, std::size_t size) const;
  // The same of a step; of those of a history the operation.
  std::string object(const TraceStep& step) const;
  // "load", "lock", "notify (nobody waits)", ...
  std::string word(const TraceStep& step) const;
  // "store of value", "yield"; `word` is that of the operation.
  std::string phrase(const std::string& word, const Operation& operation) const;
  std::string phrase(const TraceStep& step) const;

  // The innermost frame in the scenario's own sources.
  Frame where(const Stack& stack) const { return names_.own_frame(stack); }
  // Something that a thread has done there, in one word.
  Access access(std::string word, TaskId task, const Stack& stack) const;

 private:
  std::string in_state(std::size_t offset, std::size_t size) const;
  std::string in_block(std::uintptr_t address) const;
  std::string variable(std::uintptr_t address, std::size_t size) const;

  const Trace& trace_;
  const ScenarioInfo& scenario_;
  Names& names_;
};

// "queue.cpp:18".
std::string place(const Frame& frame);
// " (queue.cpp:18)"; empty where that is unknown.
std::string place_in_parentheses(const Frame& frame);

}  // namespace tenter::explore
