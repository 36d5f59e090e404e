// What came too early or in between, where no thread's accesses enclose another's: the other ways in which an order
// of steps decides what an execution comes to. Each is a clause, or nothing where the trace has no such thing.
#pragma once

#include <optional>
#include <string>

#include "explore/witness/trace_describer.h"

namespace tenter::explore {

// Who reads what somebody else is still to write, and would not wait for it.
std::optional<std::string> read_too_early(const TraceDescriber& describer);
// The same where something orders the two this time. Plain accesses are steps only if they can race.
std::optional<std::string> read_before_write(const TraceDescriber& describer);
// Who is notified, and somebody else, who was not, has the mutex before: what the notification was about may be gone.
std::optional<std::string> overtaken_by_another(const TraceDescriber& describer);
// The first lock that was tried in vain, and who had it.
std::optional<std::string> failed_try(const TraceDescriber& describer);
// The first thread that could have gone on when another one came in between.
std::optional<std::string> interruption(const TraceDescriber& describer);
// Who ran after whom, where that is all there is to it.
std::string order_of_turns(const TraceDescriber& describer);

// "first's read (f.cpp:18)"
std::string in_words(const Access& access);

}  // namespace tenter::explore
