#include "session/pacing.h"

#include <algorithm>

#include "oracle/verdict.h"

namespace tenter::session {
namespace {

bool is_of_explore(const JudgedEvidence& judged) { return judged.evidence.engine == Engine::explore; }

bool settles(const JudgedEvidence& explored, const ScenarioInfo& scenario) {
  if (scenario.claim.kind == ClaimKind::shows) return false;
  const Verdict verdict = oracle::judge(scenario, {explored});
  const bool witnessed = verdict.kind == VerdictKind::refuted || verdict.basis == Basis::witnessed;
  return witnessed || oracle::excludes_the_unseen(explored);
}

}  // namespace

nanoseconds full_time(const ScenarioInfo&, Engine, const std::vector<JudgedEvidence>&, nanoseconds full) {
  return full;
}

nanoseconds brief_time(const ScenarioInfo& scenario, Engine engine, const std::vector<JudgedEvidence>& so_far,
                       nanoseconds full) {
  const auto explored = std::find_if(so_far.begin(), so_far.end(), is_of_explore);
  if (engine == Engine::explore || explored == so_far.end() || !settles(*explored, scenario)) return full;
  return std::min<nanoseconds>(full, kGlance);
}

std::vector<Engine> explore_first(std::vector<Engine> engines) {
  std::stable_partition(engines.begin(), engines.end(), [](Engine engine) { return engine == Engine::explore; });
  return engines;
}

}  // namespace tenter::session
