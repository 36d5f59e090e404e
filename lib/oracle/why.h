// Verdicts in words: the sentence that says what decided, and how sure it is.
#pragma once

#include <string>
#include <vector>

#include "model/verdict.h"

namespace tenter::oracle {

// An anomaly and the evidence that it is part of.
struct Sighting {
  const JudgedEvidence* evidence;
  const AnomalyReport* anomaly;
};

// `as_claimed`: what the claim names first was seen, too.
std::string why_refuted(const Claim& claim, const std::vector<Sighting>& against, bool as_claimed);
// Of one that suspects something.
std::string why_suspected(const JudgedEvidence& evidence);
std::string why_excluded(const Claim& claim, const JudgedEvidence& search);
std::string why_witnessed(const std::vector<Sighting>& sightings);
std::string why_shown(const GradedOutcome& outcome, const JudgedEvidence& evidence);
std::string why_holds(const ScenarioInfo& scenario, const JudgedEvidence& strongest, Basis basis);

// Why nothing was decided, and what to do about it.
std::string why_never_witnessed(const Claim& claim, const std::vector<JudgedEvidence>& evidence);
std::string why_too_little(const std::vector<JudgedEvidence>& evidence);

}  // namespace tenter::oracle
