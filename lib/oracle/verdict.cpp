#include "oracle/verdict.h"

#include <algorithm>

#include "oracle/why.h"

namespace tenter::oracle {
namespace {

bool never_ends(Anomaly anomaly) {
  return anomaly == Anomaly::deadlock || anomaly == Anomaly::lost_wakeup || anomaly == Anomaly::livelock ||
         anomaly == Anomaly::hang;
}

bool lists(const Claim& claim, Anomaly anomaly) {
  return claim.anomaly == anomaly || std::find(claim.also.begin(), claim.also.end(), anomaly) != claim.also.end();
}

template <class Predicate>
std::vector<Sighting> sightings(const std::vector<JudgedEvidence>& evidence, Predicate matches) {
  std::vector<Sighting> found;
  for (const JudgedEvidence& engine : evidence) {
    for (const AnomalyReport& anomaly : engine.anomalies) {
      if (matches(anomaly.kind)) found.push_back({&engine, &anomaly});
    }
  }
  return found;
}

// A program with a data race may do more than any memory model says.
bool has_race(const JudgedEvidence& engine) {
  return std::any_of(engine.anomalies.begin(), engine.anomalies.end(),
                     [](const AnomalyReport& anomaly) { return anomaly.kind == Anomaly::data_race; });
}

bool bounded_search(const JudgedEvidence& engine) {
  const Evidence& evidence = engine.evidence;
  return evidence.coverage == Coverage::bounded && evidence.exploration &&
         evidence.exploration->preemptions >= kMinPreemptions && !evidence.interrupted && completed(engine) > 0;
}

bool sampled_enough(const JudgedEvidence& engine) {
  return drawn(engine) >= kMinSampled && interleaved(engine) && engine.evidence.races_modelled;
}

bool has_suspicion(const JudgedEvidence& engine) { return !engine.evidence.suspected.empty(); }

Verdict never_witnessed(const Claim& claim, const std::vector<JudgedEvidence>& evidence) {
  const auto search = std::find_if(evidence.begin(), evidence.end(), excludes_the_unseen);
  const auto suspicious = std::find_if(evidence.begin(), evidence.end(), has_suspicion);
  if (search == evidence.end() && suspicious != evidence.end()) {
    return {VerdictKind::inconclusive, {}, why_suspected(*suspicious)};
  }
  if (search != evidence.end()) return {VerdictKind::refuted, {}, why_excluded(claim, *search)};
  return {VerdictKind::inconclusive, {}, why_never_witnessed(claim, evidence)};
}

Verdict judge_holds(const ScenarioInfo& scenario, const std::vector<JudgedEvidence>& evidence) {
  const auto suspicious = std::find_if(evidence.begin(), evidence.end(), has_suspicion);
  if (suspicious != evidence.end()) return {VerdictKind::inconclusive, {}, why_suspected(*suspicious)};
  const JudgedEvidence* strongest = nullptr;
  std::optional<Basis> basis;
  for (const JudgedEvidence& engine : evidence) {
    const std::optional<Basis> its = basis_without_anomaly(engine);
    const bool stronger = its > basis || (its && its == basis && completed(engine) > completed(*strongest));
    if (!stronger) continue;
    basis = its;
    strongest = &engine;
  }
  if (strongest == nullptr) return {VerdictKind::inconclusive, {}, why_too_little(evidence)};
  return {VerdictKind::confirmed, basis, why_holds(scenario, *strongest, *basis)};
}

Verdict judge_breaks(const Claim& claim, const std::vector<JudgedEvidence>& evidence) {
  const auto seen = sightings(evidence, [&](Anomaly found) { return witnesses(found, *claim.anomaly); });
  if (!seen.empty()) return {VerdictKind::confirmed, Basis::witnessed, why_witnessed(seen)};
  return never_witnessed(claim, evidence);
}

Verdict judge_shows(const Claim& claim, const std::vector<JudgedEvidence>& evidence) {
  for (const JudgedEvidence& engine : evidence) {
    for (const GradedOutcome& row : engine.outcomes) {
      if (row.outcome == claim.outcome && row.count > 0) {
        return {VerdictKind::confirmed, Basis::witnessed, why_shown(row, engine)};
      }
    }
  }
  return never_witnessed(claim, evidence);
}

}  // namespace

bool witnesses(Anomaly found, Anomaly claimed) {
  if (found == claimed) return true;
  // A deadlock all the same, whose cause is known.
  if (found == Anomaly::lost_wakeup && claimed == Anomaly::deadlock) return true;
  if (claimed == Anomaly::stuck) return never_ends(found);
  return found == Anomaly::hang && never_ends(claimed);
}

std::vector<Anomaly> witnessed_by(const std::vector<AnomalyReport>& found) {
  std::vector<Anomaly> witnessed;
  for (std::size_t i = 0; i < kAnomalyNames.size(); ++i) {
    const auto claimed = static_cast<Anomaly>(i);
    const auto confirms = [&](const AnomalyReport& report) { return witnesses(report.kind, claimed); };
    if (std::any_of(found.begin(), found.end(), confirms)) witnessed.push_back(claimed);
  }
  return witnessed;
}

bool allowed_by(const Claim& claim, Anomaly found) {
  if (lists(claim, Anomaly::data_race)) return true;  // undefined behaviour: anything may follow
  if (claim.anomaly && witnesses(found, *claim.anomaly)) return true;
  return std::any_of(claim.also.begin(), claim.also.end(), [&](Anomaly also) { return witnesses(found, also); });
}

bool complete_search(const JudgedEvidence& engine) {
  const Evidence& evidence = engine.evidence;
  return evidence.coverage == Coverage::exhaustive && !evidence.interrupted && evidence.uncontrolled.empty() &&
         completed(engine) > 0;
}

bool excludes_the_unseen(const JudgedEvidence& engine) {
  return complete_search(engine) && engine.evidence.unseen_libraries.empty() && !has_race(engine) &&
         !weaker_orders_left_out(engine.evidence);
}

bool interleaved(const JudgedEvidence& engine) {
  return !traits(engine.evidence.engine).real_threads || engine.evidence.contention.overlapped > 0;
}

std::optional<Basis> basis_without_anomaly(const JudgedEvidence& evidence) {
  if (complete_search(evidence)) {
    if (!evidence.evidence.unseen_libraries.empty()) return Basis::visible;
    return weaker_orders_left_out(evidence.evidence) ? Basis::proved_sc : Basis::proved;
  }
  if (bounded_search(evidence)) return Basis::bounded;
  if (sampled_enough(evidence)) return Basis::sampled;
  return std::nullopt;
}

Verdict judge(const ScenarioInfo& scenario, const std::vector<JudgedEvidence>& evidence) {
  const Claim& claim = scenario.claim;
  const auto against = sightings(evidence, [&](Anomaly found) { return !allowed_by(claim, found); });
  if (!against.empty()) {
    const bool as_claimed = claim.anomaly && !sightings(evidence, [&](Anomaly found) {
                                                return witnesses(found, *claim.anomaly);
                                              }).empty();
    return {VerdictKind::refuted, {}, why_refuted(claim, against, as_claimed)};
  }
  switch (claim.kind) {
    case ClaimKind::holds:
      return judge_holds(scenario, evidence);
    case ClaimKind::breaks:
      return judge_breaks(claim, evidence);
    case ClaimKind::shows:
      return judge_shows(claim, evidence);
  }
  return {};
}

Verdict judge_replay(const ScenarioInfo& scenario, const JudgedEvidence& replayed) {
  const auto& exploration = replayed.evidence.exploration;
  if (replayed.evidence.interrupted) return {VerdictKind::inconclusive, {}, "it was interrupted"};
  if (!exploration) return {VerdictKind::inconclusive, {}, "nothing was executed"};
  if (!exploration->followed) {
    return {VerdictKind::inconclusive, {}, "the schedule could not be followed: this is another execution"};
  }
  Verdict verdict = judge(scenario, {replayed});
  if (verdict.kind == VerdictKind::inconclusive) {
    verdict.why = "it is one execution, and speaks neither for it nor against it";
  }
  return verdict;
}

}  // namespace tenter::oracle
