// Something worth showing that an execution has shown: a kind of thing each, with what there is to know of it.
#pragma once

#include <tenter/scenario_info.h>

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "explore/event/incidents.h"
#include "explore/event/race.h"
#include "explore/search/recorder.h"

namespace tenter::explore {

// That is not acceptable.
struct RemarkableOutcome {
  std::string text;  // as counted
  int expectation = -1;
  Anomaly kind = Anomaly::forbidden_outcome;
  Grade grade = Grade::forbidden;
};

// Tasks that wait for ever.
struct Standstill {
  bool livelock = false;
  std::vector<PendingWait> waiting;
};

// By the program itself, with tenter::check() and its like.
struct ProgramReport {
  Anomaly kind{};
  std::string detail;
};

using Observation = std::variant<RemarkableOutcome, Standstill, Death, Race, Leak, UnwrittenRead, ProgramReport>;

// The same for what is the same in different executions.
std::uint64_t key_of(const Observation& observation);
Anomaly kind_of(const Observation& observation);
Grade grade_of(const Observation& observation);

}  // namespace tenter::explore
