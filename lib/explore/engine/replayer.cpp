#include "explore/engine/replayer.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "explore/engine/basis.h"
#include "explore/engine/schedule_texts.h"
#include "explore/engine/thread_names.h"
#include "explore/engine/trace_recorder.h"
#include "explore/sandbox/uninitialised.h"
#include "explore/witness/divergence_note.h"
#include "explore/witness/reports.h"
#include "explore/witness/standstill.h"
#include "explore/witness/whole_trace.h"
#include "explore/witness/witness_steps.h"

namespace tenter::explore {
namespace {

// Whoever traces this process does not expect it to fork.
bool is_traced() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("TracerPid:")) return line.find_first_of("123456789") != std::string::npos;
  }
  return false;
}

// What `after` has more than `before`, which it begins with.
std::vector<AnomalyReport> added_since(const std::vector<AnomalyReport>& before, std::vector<AnomalyReport> after) {
  for (std::size_t i = 0; i < before.size(); ++i) after[i].count -= before[i].count;
  std::erase_if(after, [](const AnomalyReport& report) { return report.count == 0; });
  return after;
}

class Replayer {
 public:
  Replayer(const Subject& subject, const ReplayRequest& request)
      : subject_(subject),
        texts_(subject.plugin_path, subject.executor.heap(), subject.compiler, subject.program.info.program),
        names_(subject.executor, subject.program.info, subject.log),
        recorder_(subject.executor, subject.program),
        schedule_(texts_.pinned(schedule_of(request.schedule))) {}

  // The steps, the last one of which is not made.
  void add_steps_short_of_last(Evidence& evidence) const {
    const Trace trace = recorder_.record_short_of_last(schedule_);
    evidence.exploration->witnesses.push_back(steps_of(describer_of(trace)));
  }

  // One witness, and anomalies. Which reads of memory that nobody has written decide what the execution does,
  // `uninitialised` says; null where nobody can say.
  void add_everything(Evidence& evidence, Uninitialised* uninitialised) const {
    subject_.schedule.frame(texts_.schedule_of({{}, schedule_.places}));
    const std::vector<AnomalyReport> before = subject_.log.anomalies();
    const Trace trace = recorder_.record(schedule_, &subject_.schedule);
    const TraceDescriber describer = describer_of(trace);
    const PinnedSchedule made{tasks_of(trace), schedule_.places};
    evidence.outcomes = trace.outcome;
    evidence.anomalies = anomalies_of(describer, added_since(before, subject_.log.anomalies()));
    if (uninitialised != nullptr) {
      for (const UnwrittenRead& read : uninitialised->deciding(made, trace.unwritten_reads)) {
        add_to(evidence.anomalies, report_of(describer, read));
      }
    }
    evidence.suppressed = harmless_races_of(describer);
    Witness witness = witness_of_all(describer, evidence.anomalies);
    witness.schedule = texts_.text_of(made);
    evidence.exploration->witnesses.push_back(std::move(witness));
    if (trace.ending == Ending::external_wait) evidence.uncontrolled.push_back(external_waits_in_words(describer));
    if (!trace.mismatch) return;
    evidence.exploration->followed = false;
    evidence.notes.push_back(mismatch_note(describer, *trace.mismatch));
  }

 private:
  TraceDescriber describer_of(const Trace& trace) const { return {trace, subject_.program.info, subject_.names}; }

  const Subject& subject_;
  const ScheduleTexts texts_;
  const ThreadNames names_;
  const TraceRecorder recorder_;
  const PinnedSchedule schedule_;
};

}  // namespace

Evidence replay(const Subject& subject, const ReplayRequest& request) {
  const auto began = std::chrono::steady_clock::now();
  std::optional<ForkedExecutor> forked;
  std::optional<Uninitialised> uninitialised;
  if (request.until == ReplayRequest::Until::end && !is_traced()) {
    forked.emplace(subject.executor, subject.program, subject.log, subject.progress);
    uninitialised.emplace(*forked);
  }
  if (subject.isolated) subject.executor.let_none_follow();
  const Replayer replayer(subject, request);
  __atomic_store_n(&subject.progress.actors[0].started, 1, __ATOMIC_RELAXED);
  Evidence evidence;
  evidence.exploration.emplace().strategy = "replay";
  if (request.until == ReplayRequest::Until::last_step) {
    replayer.add_steps_short_of_last(evidence);
  } else {
    replayer.add_everything(evidence, uninitialised ? &*uninitialised : nullptr);
  }
  evidence.executions = 1;
  evidence.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  add_basis(evidence, subject, subject.executor);
  return evidence;
}

}  // namespace tenter::explore
