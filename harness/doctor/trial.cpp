#include "doctor/trial.h"

#include <fmt/format.h>

#include <chrono>
#include <string>

#include "model/numbers.h"
#include "session/engine_run.h"
#include "session/error.h"

namespace tenter::doctor {
namespace {

constexpr std::chrono::milliseconds kMoment{250};
constexpr const char* kScenario = "probe/meeting";

std::string subject_of(Engine engine) { return std::string(name_of(engine)) + " engine"; }

Finding of_explore(const Evidence& evidence) {
  const std::string subject = subject_of(evidence.engine);
  if (evidence.coverage == Coverage::exhaustive) {
    return {
        Mark::fine, subject,
        fmt::format("every step decided: all {} seen, which proves", counted(evidence.executions, "interleaving"))};
  }
  return {Mark::limited, subject,
          fmt::format("{} of a small program and not all of them: what holds cannot be proved",
                      counted(evidence.executions, "interleaving"))};
}

// The least overlap at which a rare outcome has a chance in the time that a run takes by default.
constexpr double kLittle = 0.01;

std::string meaning_of(const Contention& contention) {
  if (contention.overlapped == 0) {
    return ": threads do not meet, as on a busy machine; while it is so, claims that something holds rest on explore "
           "alone";
  }
  if (contention.share() < kLittle) return ": what is rare hardly shows; give more --time, or a less busy machine";
  return "";
}

Finding of_real_threads(const Evidence& evidence) {
  const Contention& contention = evidence.contention;
  const bool enough = contention.share() >= kLittle;
  return {
      enough ? Mark::fine : Mark::limited, subject_of(evidence.engine),
      fmt::format("{} in {:.2f}s, the actors overlapped in {}{}", counted(evidence.executions, "execution"),
                  evidence.seconds, percentage(contention.overlapped, contention.probes), meaning_of(contention))};
}

}  // namespace

Finding finding_of(const Evidence& evidence) {
  if (!evidence.anomalies.empty()) {
    const AnomalyReport& anomaly = evidence.anomalies.front();
    return {Mark::broken, subject_of(evidence.engine),
            fmt::format("{} in a program without faults: {}", name_of(anomaly.kind), anomaly.detail)};
  }
  return evidence.engine == Engine::explore ? of_explore(evidence) : of_real_threads(evidence);
}

Finding try_engine(Engine engine, const session::Layout& layout, const session::Limits& limits) {
  try {
    session::EngineTask task{kScenario, session::plugin_at(layout.probe()), engine, {}};
    // Explore ends by itself when it has seen all.
    task.request.budget.time = engine == Engine::explore ? limits.patience : kMoment;
    return finding_of(session::run_task(task, layout, limits, [](auto, auto) {}));
  } catch (const session::Error& error) {
    return {Mark::broken, subject_of(engine), error.what()};
  }
}

}  // namespace tenter::doctor
