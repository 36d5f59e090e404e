// A narration in a reader's terms: threads, objects and places by name.
#pragma once

#include <tenter/scenario_info.h>

#include <string>
#include <string_view>
#include <vector>

#include "explore/witness/names.h"
#include "explore/witness/narrator.h"
#include "model/evidence.h"
#include "model/witness.h"

namespace tenter::explore {

class Account {
 public:
  // REQUIRES: all of them outlive it.
  Account(const Executor& executor, const ScenarioInfo& scenario, Names& names)
      : executor_(executor), scenario_(scenario), names_(names) {}

  // "first", "thread 5" for one that the scenario started, or "main" for what makes, observes and destroys the state.
  std::string thread(TaskId task) const;
  // What an operation is made on: "value", "heap block of 16 bytes + 8"; empty when on nothing that others can see.
  std::string object(const Narration& narration, std::uintptr_t address, std::size_t size) const;
  // The same of a step; of those of a history the operation.
  std::string object(const Narration& narration, const ToldStep& step) const;
  // "store of value", "yield"; `word` is that of the operation.
  std::string words(const Narration& narration, const std::string& word, const Operation& operation) const;
  Frame where(const Stack& stack) const { return names_.own_frame(stack); }

  // Something that a thread did, told by one word.
  Access place(std::string what, TaskId task, const Stack& stack) const;

  // Steps and threads; nothing of what the execution shows.
  Witness steps_of(const Narration& narration) const;

  // Of two of its accesses that race. Empty when the narration has no such race.
  AnomalyReport race(const Narration& narration, const Race& race) const;
  // Why such a race does not count; empty when it does.
  std::string_view why_harmless(const Narration& narration, const Race& race) const;
  // Who waits for what, and who has it.
  AnomalyReport standstill(const Narration& narration) const;
  // Who waits at its end, where, for what is outside of the scenario. Empty when nobody does.
  std::string waits_outside(const Narration& narration) const;

 private:
  static std::string number(std::uint64_t value, std::size_t size);
  Access access(const Narration& narration, const RecordedAccess& recorded, std::uintptr_t address) const;
  void add_what_passed_by(const Narration& narration, std::vector<std::string>& sentences) const;
  std::string waits_in_words(const Narration& narration, const ToldWait& wait) const;

  const Executor& executor_;
  const ScenarioInfo& scenario_;
  Names& names_;
};

// The word for a step: "load", "lock", "notify (nobody waits)", ...
std::string word_for(const Narration& narration, const ToldStep& step);

// Who owns `mutex` before a step, or at the end of the narration; kNoTask when nobody does.
TaskId owner_of(const Narration& narration, std::uintptr_t mutex, const ToldStep* before = nullptr);

// A notification that somebody waits for at the end, though it was given before. Whoever waits has not looked since,
// and nobody else before: so it was not about something else.
struct LostNotification {
  const ToldStep* given = nullptr;
  TaskId woken = kNoTask;  // who got it, and did nothing but wait again; kNoTask when nobody waited
};
std::optional<LostNotification> lost_notification(const Narration& narration);

}  // namespace tenter::explore
