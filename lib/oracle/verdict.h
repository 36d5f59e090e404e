// The verdict rule: a pure function of claim and evidence.
//
//   holds        refuted by any anomaly of any engine; else confirmed with the strongest basis that the evidence
//                carries: proved, bounded, or sampled; else inconclusive.
//   breaks(A)    refuted by an anomaly that is not listed; else confirmed when A was witnessed; else inconclusive.
//   shows(o)     refuted by any anomaly; else confirmed when the outcome was witnessed; else inconclusive.
//
// More evidence never weakens a verdict: what is refuted stays refuted, and what is confirmed can only be refuted.
#pragma once

#include <tenter/anomaly.h>
#include <tenter/scenario_info.h>

#include <vector>

#include "model/evidence.h"
#include "model/verdict.h"

namespace tenter::oracle {

// The fewest executions, with contention among them, on which `sampled` may rest.
inline constexpr std::uint64_t kMinSampled = 10'000;

// True when seeing `found` confirms that `claimed` happens: the same word, or `hang`, which is all that real threads
// can know of a deadlock, a lost wakeup or a livelock.
bool witnesses(Anomaly found, Anomaly claimed);

// True when `found` does not speak against the claim: it is listed, or follows from a listed data race.
bool allowed_by(const Claim& claim, Anomaly found);

// Thread safety: pure. `evidence` holds what each engine brought back, possibly nothing.
Verdict judge(const ScenarioInfo& scenario, const std::vector<JudgedEvidence>& evidence);

}  // namespace tenter::oracle
