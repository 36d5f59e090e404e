// The verdict rule: a pure function of claim and evidence.
//
//   holds        refuted by any anomaly of any engine; else confirmed with the strongest basis that the evidence
//                of any one engine carries: proved, bounded, or sampled; else inconclusive.
//   breaks(A)    refuted by an anomaly that is not listed; else confirmed when A was witnessed; else refuted when an
//                exhaustive search shows that it cannot be; else inconclusive.
//   shows(o)     refuted by any anomaly; else confirmed when the outcome was witnessed; else as breaks.
//
// Suppressed reports never count. More evidence never weakens a verdict: what is refuted stays refuted, and what is
// confirmed can only be refuted (a witness of what an exhaustive search excludes would be a fault of the engine's).
#pragma once

#include <tenter/anomaly.h>
#include <tenter/scenario_info.h>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "model/evidence.h"
#include "model/verdict.h"

namespace tenter::oracle {

// The fewest executions on which `sampled` may rest; with contention among them where real threads make them.
inline constexpr std::uint64_t kMinSampled = 10'000;

// The fewest preemptions on which `bounded` may rest. Most known bugs need no more (Musuvathi and Qadeer, "Iterative
// context bounding for systematic testing of multithreaded programs", PLDI 2007).
inline constexpr std::uint32_t kMinPreemptions = 2;

// Every anomaly that one of these confirms: what a claim may name to be confirmed by them.
std::vector<Anomaly> witnessed_by(const std::vector<AnomalyReport>& found);

// True when seeing `found` confirms that `claimed` happens: the same word, or `hang`, which is all that real threads
// can know of a deadlock, a lost wakeup or a livelock.
bool witnesses(Anomaly found, Anomaly claimed);

// True when `found` does not speak against the claim: it is listed, or follows from a listed data race.
bool allowed_by(const Claim& claim, Anomaly found);

// An exhaustive search that finished and saw everything that ran: it proves what it never saw, for its memory model.
bool complete_search(const JudgedEvidence& evidence);

// A complete search whose memory model is all there is: no real thread can show what it has not seen.
bool excludes_the_unseen(const JudgedEvidence& evidence);

// Whether the executions were such that actors could come between each other: measured where threads are real; an
// engine that decides each step needs no luck for it.
bool interleaved(const JudgedEvidence& evidence);

// What an engine's evidence is worth when it contains no anomaly; nothing when it is worth too little.
std::optional<Basis> basis_without_anomaly(const JudgedEvidence& evidence);

// Thread safety: pure. `evidence` holds what each engine brought back, possibly nothing.
Verdict judge(const ScenarioInfo& scenario, const std::vector<JudgedEvidence>& evidence);

// Of a schedule's replay: as of a run; but one execution, even less another one than was asked for, never shows that
// something holds.
Verdict judge_replay(const ScenarioInfo& scenario, const JudgedEvidence& replayed);

}  // namespace tenter::oracle
