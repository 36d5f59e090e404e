#include "report/json.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>

#include "report/printable.h"
#include "report/witness_block.h"

namespace tenter::report {
namespace {

using Json = nlohmann::ordered_json;

Json text(std::string_view value) { return valid_utf8(value); }

Json texts(const std::vector<std::string>& values) {
  Json list = Json::array();
  for (const std::string& value : values) list.push_back(text(value));
  return list;
}

Json number(double value) { return std::isfinite(value) ? value : 0.0; }

template <class Values, class Convert>
Json list_of(const Values& values, Convert convert) {
  Json list = Json::array();
  for (const auto& value : values) list.push_back(convert(value));
  return list;
}

template <class Optional>
Json name_or_null(const Optional& value) {
  return value ? Json(name_of(*value)) : Json(nullptr);
}

Json to_json(const Frame& frame) {
  return {{"function", text(frame.function)}, {"file", text(frame.file)}, {"line", frame.line}};
}

Json to_json(const Access& access) {
  return {{"op", text(access.op)},
          {"file", text(access.where.file)},
          {"line", access.where.line},
          {"function", text(access.where.function)},
          {"thread", text(access.thread)},
          {"size", access.size},
          {"stack", list_of(access.stack, [](const Frame& frame) { return to_json(frame); })}};
}

Json to_json(const AnomalyReport& anomaly) {
  return {{"kind", name_of(anomaly.kind)},
          {"detail", text(anomaly.detail)},
          {"count", anomaly.count},
          {"accesses", list_of(anomaly.accesses, [](const Access& access) { return to_json(access); })},
          {"location", text(anomaly.location)},
          {"allocated", anomaly.allocated ? to_json(*anomaly.allocated) : Json(nullptr)}};
}

Json to_json(const SuppressedReport& suppressed) {
  Json json = to_json(suppressed.report);
  json["reason"] = text(suppressed.reason);
  return json;
}

Json to_json(const GradedOutcome& row) {
  const bool forbidden = row.grade == Grade::forbidden;
  return {{"outcome", text(row.outcome)},
          {"count", row.count},
          {"grade", name_of(row.grade)},
          {"why", text(row.why)},
          {"anomaly", forbidden ? Json(name_of(row.anomaly)) : Json(nullptr)}};
}

Json to_json(const Contention& contention) {
  return {
      {"probes", contention.probes}, {"overlapped", contention.overlapped}, {"share", number(contention.share())}};
}

double per_second(std::uint64_t executions, double seconds) {
  return seconds > 0 ? static_cast<double>(executions) / seconds : 0.0;
}

Json to_json(const ModeReport& mode) {
  return {{"mode", text(mode.mode)},
          {"executions", mode.executions},
          {"seconds", number(mode.seconds)},
          {"rate", number(per_second(mode.executions, mode.seconds))},
          {"rare", mode.rare},
          {"contention", to_json(mode.contention)}};
}

Json to_json(const Witness& witness, const WitnessStep& step) {
  const bool named = step.thread < witness.threads.size();
  return {{"thread", named ? text(witness.threads[step.thread]) : text("")},
          {"op", text(step.op)},
          {"object", text(step.object)},
          {"value", text(step.value)},
          {"writes", step.writes},
          {"file", text(step.where.file)},
          {"line", step.where.line},
          {"function", text(step.where.function)}};
}

Json to_json(const Witness& witness, const JudgedEvidence& judged) {
  return {{"kind", name_or_null(anomaly_of(witness, judged))},
          {"outcome", witness.outcome.empty() ? Json(nullptr) : text(witness.outcome)},
          {"detail", text(witness.detail)},
          {"schedule", text(witness.schedule)},
          {"preemptions", witness.preemptions},
          {"minimal", witness.minimal},
          {"threads", texts(witness.threads)},
          {"steps", list_of(witness.steps, [&](const WitnessStep& step) { return to_json(witness, step); })},
          {"why", text(witness.why)}};
}

void add_exploration(Json& json, const JudgedEvidence& judged) {
  const Exploration exploration = judged.evidence.exploration.value_or(Exploration());
  const bool bounded = judged.evidence.coverage == Coverage::bounded;
  json["strategy"] = text(exploration.strategy);
  json["anomalous"] = exploration.anomalous;
  json["blocked"] = exploration.blocked;
  json["interleavings"] = interleavings(judged.evidence);
  json["followed"] = exploration.followed;
  json["programs"] = exploration.programs.empty() ? Json(nullptr) : text(exploration.programs);
  json["preemptions"] = bounded ? Json(exploration.preemptions) : Json(nullptr);
  json["witnesses"] =
      list_of(exploration.witnesses, [&](const Witness& witness) { return to_json(witness, judged); });
  json["witness"] = exploration.witnesses.empty() ? Json(nullptr) : json["witnesses"].front();
}

Json to_json(const JudgedEvidence& judged) {
  const Evidence& evidence = judged.evidence;
  Json json{
      {"executions", evidence.executions},
      {"seconds", number(evidence.seconds)},
      {"rate", number(per_second(evidence.executions, evidence.seconds))},
      {"seed", evidence.seed},
      {"coverage", name_of(evidence.coverage)},
      {"memory_model", text(memory_in_words(evidence))},
      {"order_that_matters", evidence.order_that_matters.empty() ? Json() : Json(text(evidence.order_that_matters))},
      {"upper_bound", upper_bound_95(drawn(judged))},
      {"interrupted", evidence.interrupted},
      {"contention", to_json(evidence.contention)},
      {"outcomes", list_of(judged.outcomes, [](const GradedOutcome& row) { return to_json(row); })},
      {"anomalies", list_of(judged.anomalies, [](const AnomalyReport& anomaly) { return to_json(anomaly); })},
      {"witnessed", list_of(judged.witnessed, [](Anomaly anomaly) { return Json(name_of(anomaly)); })},
      {"suppressed", list_of(evidence.suppressed, [](const SuppressedReport& s) { return to_json(s); })},
      {"suspected", list_of(evidence.suspected, [](const SuppressedReport& s) { return to_json(s); })},
      {"uncontrolled", texts(evidence.uncontrolled)},
      {"unseen_libraries", texts(evidence.unseen_libraries)},
      {"races_modelled", evidence.races_modelled},
      {"modes", list_of(evidence.modes, [](const ModeReport& mode) { return to_json(mode); })},
      {"notes", texts(evidence.notes)}};
  if (!traits(evidence.engine).real_threads) add_exploration(json, judged);
  return json;
}

Json to_json(const Claim& claim) {
  const bool shows = claim.kind == ClaimKind::shows;
  return {{"kind", name_of(claim.kind)},
          {"anomaly", name_or_null(claim.anomaly)},
          {"also", list_of(claim.also, [](Anomaly anomaly) { return Json(name_of(anomaly)); })},
          {"outcome", shows ? text(claim.outcome) : Json(nullptr)}};
}

Json to_json(const Run& run, const Result& result) {
  const ScenarioInfo& scenario = result.scenario;
  const KnownFailure* known = known_failure(run, result);
  Json engines = Json::object();
  for (const JudgedEvidence& judged : result.engines) engines[name_of(judged.evidence.engine)] = to_json(judged);
  return {{"name", text(scenario.name)},
          {"plugin", text(result.plugin)},
          {"summary", text(scenario.summary)},
          {"reason", text(scenario.reason)},
          {"file", text(scenario.file)},
          {"line", scenario.line},
          {"actors", texts(scenario.actors)},
          {"claim", to_json(scenario.claim)},
          {"verdict", name_of(result.verdict.kind)},
          {"basis", name_or_null(result.verdict.basis)},
          {"why", text(result.verdict.why)},
          {"known_failure", known == nullptr ? Json(nullptr) : text(known->reason)},
          {"engines", std::move(engines)}};
}

Json to_json(const Environment& environment) {
  return {{"version", text(environment.version)},
          {"cpu", text(environment.cpu)},
          {"cores", environment.cores},
          {"kernel", text(environment.kernel)},
          {"compiler", text(environment.compiler)},
          {"flags", text(environment.flags)},
          {"commit", text(environment.commit)},
          {"command", texts(environment.command)},
          {"seed", environment.seed}};
}

}  // namespace

nlohmann::ordered_json to_json(const Run& run) {
  return {{"schema_version", kSchemaVersion},
          {"environment", to_json(run.environment)},
          {"seconds", number(run.seconds)},
          {"interrupted", run.interrupted},
          {"errors", texts(run.errors)},
          {"strict", run.strict},
          {"exit_code", exit_code(run)},
          {"scenarios", list_of(run.results, [&](const Result& result) { return to_json(run, result); })},
          {"no_longer_failing",
           list_of(no_longer_failing(run), [](const KnownFailure& entry) { return text(in_words(entry)); })}};
}

void write_json(std::ostream& out, const Run& run) { out << to_json(run).dump(2) << '\n'; }

}  // namespace tenter::report
