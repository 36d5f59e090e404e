#include "property/program_run.h"

#include <string>

#include "property/program_text.h"

namespace tenter::property {

Program as_scenario(const Program& scenario, const ParallelProgram& program) {
  Program result = scenario.object->program_of(program);
  result.info.program = code_of(program);
  return result;
}

void explain(const Program& program, Evidence& evidence) {
  if (!evidence.exploration) return;
  for (Witness& witness : evidence.exploration->witnesses) {
    if (witness.outcome.empty()) continue;
    const std::string why = program.body->why(witness.outcome);
    if (!why.empty()) witness.why = why + (witness.why.empty() ? "" : "; " + witness.why);
  }
}

}  // namespace tenter::property
