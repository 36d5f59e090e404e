// Where an execution was not the one that it should have been, in words.
#pragma once

#include <string>

#include "explore/event/divergence.h"
#include "explore/witness/trace_describer.h"

namespace tenter::explore {

// Of a trace that has left its schedule: a sentence, how far it was followed, and why not further.
std::string mismatch_note(const TraceDescriber& describer, const ReplayMismatch& mismatch);

// "step 3 was first's load of value (f.cpp:18) -> 0, and then first's load of value (f.cpp:18) -> 1"
std::string in_words(const TraceDescriber& describer, const Divergence& divergence);

}  // namespace tenter::explore
