// An execution step by step: what happened in which thread, why it matters, and the command that makes it again.
#pragma once

#include <optional>
#include <string>

#include "model/verdict.h"
#include "report/page.h"
#include "report/run.h"
#include "report/said.h"

namespace tenter::report {

struct WitnessStyle {
  bool all_steps = false;  // else those that it takes to follow it (report/brief_steps.h)
};

// A column a thread; where those would not fit the page, a line a step, with its thread's name in front.
void print_witness(Page& page, const Run& run, const ScenarioInfo& scenario, const JudgedEvidence& judged,
                   const Witness& witness, Said& said, WitnessStyle style);

// What it shows: "lost update, outcome {1}", "outcome {0, 0}", "data race: ...".
std::string in_words(const Witness& witness, const JudgedEvidence& judged);

// The word for what it shows; none of an outcome that is not forbidden.
std::optional<Anomaly> anomaly_of(const Witness& witness, const JudgedEvidence& judged);

}  // namespace tenter::report
