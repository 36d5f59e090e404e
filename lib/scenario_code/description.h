// What a body is made of.
#pragma once

#include <tenter/detail/actor_code.h>
#include <tenter/detail/outcome_code.h>
#include <tenter/scenario_info.h>

#include <cstddef>
#include <vector>

#include "scenario_code/owned.h"

namespace tenter::detail {

struct DescribedActor {
  Owned callable;
  ActorCode code;
  std::size_t index;
};

// Plain, for reading it must leave no trace: the accessors of pointers are instrumented, and would be seen.
struct Observer {
  void (*call)(const void* callable, void* state);
  const void* kept;  // by Description::owned

  void operator()(void* state) const { call(kept, state); }
};

// What decides which outcomes an expectation is for.
struct Matcher {
  Owned what;  // an outcome or a predicate
  bool (*accepts)(const void* what, const void* outcome);

  bool operator()(const void* outcome) const { return accepts(what.get(), outcome); }
};

struct Description {
  ScenarioInfo info;
  std::vector<DescribedActor> actors;
  std::vector<Observer> observers;
  std::vector<Owned> owned;
  Owned getters;
  const OutcomeCode* outcome = nullptr;
  std::vector<Matcher> matchers;  // by expectation
};

}  // namespace tenter::detail
