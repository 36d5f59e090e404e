// One engine's run of an object scenario: programs of its operations, one after the other, until one shows what
// should not be, or what is claimed; then smaller ones that show it, too.
//
// An engine that can see all executions of a program gets all small programs first, so that nothing was left out
// where it says so; then, as others from the start, programs that are drawn at random and grow.
#pragma once

#include <tenter/plugin.h>

#include <cstdint>
#include <functional>

#include "model/evidence.h"
#include "model/run.h"

namespace tenter::property {

// Runs one program as if it were the scenario.
using RunProgram = std::function<Evidence(const Program& program, const RunRequest& request, RunMonitor& monitor)>;

struct ObjectRun {
  const Program& scenario;  // has an object
  const RunRequest& request;
  RunMonitor& monitor;
  RunProgram run;
  bool enumerates = false;  // the engine may see all executions of a program
};

// What all programs have shown. Of outcomes that some order of the operations has, all are one, kAsSpecified. Where
// the request names a program, that one alone, with all its outcomes; throws std::invalid_argument when it is none of
// this object. Thread safety: one at a time.
Evidence run_object(const ObjectRun& object_run);

// The program of a schedule. Throws std::invalid_argument when the schedule names none of this object.
Program program_of_schedule(const Program& scenario, const std::string& schedule);

inline constexpr const char* kAsSpecified = "as specified";

}  // namespace tenter::property
