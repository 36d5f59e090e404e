// More evidence never weakens a verdict.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <vector>

#include "evidence_builder.h"

namespace tenter::oracle::monotone_test {
namespace {

const std::vector<Anomaly> kAnomalies{Anomaly::data_race, Anomaly::deadlock, Anomaly::hang, Anomaly::crash,
                                      Anomaly::assertion};

rc::Gen<Claim> any_claim() {
  const auto anomaly = rc::gen::element(Anomaly::lost_update, Anomaly::forbidden_outcome, Anomaly::data_race,
                                        Anomaly::deadlock, Anomaly::hang, Anomaly::crash);
  return rc::gen::oneOf(rc::gen::just(holds()), rc::gen::just(shows("weak")),
                        rc::gen::map(rc::gen::pair(anomaly, rc::gen::container<std::vector<Anomaly>>(anomaly)),
                                     [](const std::pair<Anomaly, std::vector<Anomaly>>& pair) {
                                       return breaks(pair.first, pair.second);
                                     }));
}

// Mostly nothing wrong, or no verdict would be anything but refuted.
template <class T>
rc::Gen<std::vector<T>> seldom(const std::vector<T>& elements) {
  return rc::gen::weightedOneOf<std::vector<T>>(
      {{3, rc::gen::just(std::vector<T>{})}, {1, rc::gen::container<std::vector<T>>(rc::gen::elementOf(elements))}});
}

rc::Gen<std::uint64_t> count() {
  return rc::gen::weightedOneOf<std::uint64_t>({{2, rc::gen::just<std::uint64_t>(0)},
                                                {1, rc::gen::inRange<std::uint64_t>(0, 30)},
                                                {2, rc::gen::inRange<std::uint64_t>(9'990, 40'000)}});
}

// What a real engine may bring back. Only sampled: a search that finished is not added to, and another engine's
// witness of what it excludes would be a fault.
Evidence any_evidence() {
  Evidence evidence;
  evidence.engine = *rc::gen::element(Engine::stress, Engine::tsan, Engine::explore);
  for (const auto& [outcome, expectation] :
       std::vector<std::pair<const char*, int>>{{"ok", kListed}, {"weak", kWeak}}) {
    const std::uint64_t seen = *count();
    if (seen > 0) evidence.outcomes.push_back({outcome, seen, expectation});
    evidence.executions += seen;
  }
  for (const int expectation : *seldom<int>({kLostUpdate, kUnlisted})) {
    evidence.outcomes.push_back({expectation == kLostUpdate ? "lost" : "?", 1, expectation});
    ++evidence.executions;
  }
  for (const Anomaly anomaly : *seldom(kAnomalies)) evidence = with_anomaly(evidence, anomaly);
  evidence.contention.overlapped = *rc::gen::element<std::uint64_t>(0, 0, 1, 50);
  evidence.contention.probes = evidence.contention.overlapped + *rc::gen::inRange<std::uint64_t>(0, 50);
  evidence.interrupted = *rc::gen::arbitrary<bool>();
  return evidence;
}

std::vector<Evidence> any_engines() {
  std::vector<Evidence> engines(*rc::gen::inRange<std::size_t>(0, 3));
  for (Evidence& engine : engines) engine = any_evidence();
  return engines;
}

// The same engine having run longer.
Evidence merged(Evidence less, const Evidence& more) {
  less.executions += more.executions;
  less.outcomes.insert(less.outcomes.end(), more.outcomes.begin(), more.outcomes.end());
  less.anomalies.insert(less.anomalies.end(), more.anomalies.begin(), more.anomalies.end());
  less.contention.probes += more.contention.probes;
  less.contention.overlapped += more.contention.overlapped;
  return less;
}

void assert_not_weaker(const Verdict& before, const Verdict& after) {
  RC_TAG(std::string(name_of(before.kind)) + " -> " + std::string(name_of(after.kind)));
  if (before.kind == VerdictKind::refuted) RC_ASSERT(after.kind == VerdictKind::refuted);
  if (before.kind == VerdictKind::confirmed) {
    RC_ASSERT(after.kind != VerdictKind::inconclusive);
    RC_ASSERT(after.kind == VerdictKind::refuted || after.basis >= before.basis);
  }
}

RC_GTEST_PROP(Monotone, InAnEnginesEvidence, ()) {
  const Claim claim = *any_claim();
  std::vector<Evidence> engines = any_engines();
  engines.push_back(any_evidence());
  const Verdict before = judged(claim, engines);
  engines.back() = merged(engines.back(), any_evidence());
  assert_not_weaker(before, judged(claim, engines));
}

RC_GTEST_PROP(Monotone, InEngines, ()) {
  const Claim claim = *any_claim();
  std::vector<Evidence> engines = any_engines();
  const Verdict before = judged(claim, engines);
  engines.insert(engines.begin(), any_evidence());
  assert_not_weaker(before, judged(claim, engines));
}

RC_GTEST_PROP(Monotone, InASearchBesideOfEngines, ()) {
  std::vector<Evidence> engines = any_engines();
  const Verdict before = judged(holds(), engines);
  engines.push_back(of_executions(6));
  engines.back().coverage = *rc::gen::element(Coverage::bounded, Coverage::exhaustive);
  engines.back().exploration.emplace().preemptions = *rc::gen::inRange<std::uint32_t>(0, 4);
  assert_not_weaker(before, judged(holds(), engines));
}

RC_GTEST_PROP(Verdict, DoesNotDependOnTheOrderOfEngines, ()) {
  const Claim claim = *any_claim();
  const std::vector<Evidence> engines = any_engines();
  const Verdict forwards = judged(claim, engines);
  const Verdict backwards = judged(claim, {engines.rbegin(), engines.rend()});
  RC_ASSERT(forwards.kind == backwards.kind);
  RC_ASSERT(forwards.basis == backwards.basis);
}

RC_GTEST_PROP(Verdict, HasABasisExactlyWhenConfirmed, ()) {
  const Verdict verdict = judged(*any_claim(), any_engines());
  RC_ASSERT(verdict.basis.has_value() == (verdict.kind == VerdictKind::confirmed));
  RC_ASSERT(!verdict.why.empty());
}

}  // namespace
}  // namespace tenter::oracle::monotone_test
