#include "protocol/messages.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace tenter::protocol::messages_test {
namespace {

std::string any_text() { return *rc::gen::arbitrary<std::string>(); }
std::uint64_t any_number() { return *rc::gen::arbitrary<std::uint64_t>(); }
Anomaly any_anomaly() {
  return static_cast<Anomaly>(*rc::gen::inRange<int>(0, static_cast<int>(kAnomalyNames.size())));
}

Frame any_frame() { return {any_text(), any_text(), *rc::gen::arbitrary<std::uint32_t>()}; }

AnomalyReport any_report() {
  AnomalyReport report{any_anomaly(), any_text(), any_number(), {}, any_text(), std::nullopt};
  report.accesses.push_back({any_text(), any_text(), 8, any_frame(), {any_frame(), any_frame()}});
  if (*rc::gen::arbitrary<bool>()) report.allocated = any_frame();
  return report;
}

Evidence any_evidence() {
  Evidence evidence;
  evidence.engine = Engine::tsan;
  evidence.executions = any_number();
  evidence.seconds = 0.1 * *rc::gen::inRange(0, 1000);
  evidence.seed = any_number();
  evidence.memory_model = any_text();
  evidence.outcomes = {{any_text(), any_number(), -1}, {any_text(), any_number(), 3}};
  evidence.anomalies = {any_report(), any_report()};
  evidence.suppressed = {{any_report(), any_text()}};
  evidence.uncontrolled = {any_text()};
  evidence.contention = {any_number(), any_number()};
  evidence.modes = {{any_text(), any_number(), 0.25, any_number(), {1, 2}}};
  evidence.notes = {any_text(), any_text()};
  evidence.interrupted = *rc::gen::arbitrary<bool>();
  evidence.races_modelled = *rc::gen::arbitrary<bool>();
  return evidence;
}

RC_GTEST_PROP(Messages, EvidenceSurvives, ()) {
  const Evidence sent = any_evidence();
  const Evidence got = std::get<Finished>(decode(encode(Finished{sent}))).evidence;
  RC_ASSERT(got.engine == sent.engine);
  RC_ASSERT(got.executions == sent.executions);
  RC_ASSERT(got.seconds == sent.seconds);
  RC_ASSERT(got.outcomes == sent.outcomes);
  RC_ASSERT(got.anomalies == sent.anomalies);
  RC_ASSERT(got.suppressed.at(0).report == sent.suppressed.at(0).report);
  RC_ASSERT(got.notes == sent.notes);
  RC_ASSERT(got.interrupted == sent.interrupted);
  RC_ASSERT(got.races_modelled == sent.races_modelled);
  // Whatever is not compared above: it is encoded the same again.
  RC_ASSERT(encode(Finished{got}) == encode(Finished{sent}));
}

RC_GTEST_PROP(Messages, DescriptionsSurvive, ()) {
  ScenarioInfo info;
  info.name = any_text();
  info.actors = {any_text(), any_text()};
  info.claim = {ClaimKind::breaks, any_anomaly(), {any_anomaly()}, any_text()};
  info.expectations = {{any_text(), Grade::interesting, any_text(), any_anomaly()}};
  info.uses_fences = true;
  info.line = 7;
  const Message sent = Described{any_text(), any_text(), any_text(), true, {info}, {any_text()}};
  const Message got = decode(encode(sent));
  RC_ASSERT(std::get<Described>(got).scenarios.at(0).claim.anomaly == info.claim.anomaly);
  RC_ASSERT(encode(got) == encode(sent));
}

RC_GTEST_PROP(Messages, RequestsSurvive, (std::uint64_t seed, std::uint64_t executions, bool timed)) {
  RunRequest sent;
  sent.seed = seed;
  sent.budget.executions = executions;
  if (timed) sent.budget.time = std::chrono::milliseconds(5);
  sent.affinity = Affinity::spread;
  sent.program = "push(1) | pop()";
  sent.exploration = *rc::gen::element<decltype(sent.exploration)>(
      SearchRequest{"pct", 2}, SeekRequest{{"dpor"}, any_text()},
      ReplayRequest{"t1:g12:12", timed ? ReplayRequest::Until::last_step : ReplayRequest::Until::end});
  const RunRequest got = request_in(encode(sent));
  RC_ASSERT(got.seed == seed);
  RC_ASSERT(got.budget.executions == sent.budget.executions);
  RC_ASSERT(got.budget.time == sent.budget.time);
  RC_ASSERT(got.affinity == sent.affinity);
  RC_ASSERT(got.program == sent.program);
  RC_ASSERT(got.exploration == sent.exploration);
}

RC_GTEST_PROP(Messages, GarbageIsRefusedAndNoMore, (const Bytes& garbage)) {
  try {
    (void)decode(garbage);
  } catch (const ProtocolError&) {
  }
}

}  // namespace
}  // namespace tenter::protocol::messages_test
