// Joins what real threads have shown with the interleavings that explain it.
#pragma once

#include <tenter/scenario_info.h>

#include <string>
#include <vector>

#include "model/evidence.h"
#include "model/verdict.h"

namespace tenter::session {

// The explore engine's evidence; null when it has not run.
Evidence* explored_among(std::vector<Evidence>& evidence);

// Forbidden outcomes that an engine on real threads has seen, and that explore has not, though it might: it has not
// seen all executions. Nothing when explore has not run.
std::vector<std::string> unexplained(const ScenarioInfo& scenario, std::vector<Evidence>& evidence);

// Says beside each forbidden outcome of real threads whether explore has an interleaving that yields it, or that
// none does.
void note_explanations(std::vector<JudgedEvidence>& engines);

}  // namespace tenter::session
