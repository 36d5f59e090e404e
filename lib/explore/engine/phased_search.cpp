#include "explore/engine/phased_search.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <variant>

#include "explore/engine/basis.h"
#include "explore/search/importance.h"
#include "explore/search/simplest.h"

namespace tenter::explore {
namespace {

using std::chrono::nanoseconds;

constexpr std::chrono::milliseconds kReportEvery{250};
constexpr std::uint64_t kMostIsolated = 200;  // of executions to simplify one, where each takes a millisecond

bool samples(const Phase& phase) { return phase.strategy->approach == Approach::sampling; }

}  // namespace

PhasedSearch::PhasedSearch(const Subject& subject, const SearchRequest& request, const std::string* sought,
                           ForkedExecutor& forked)
    : subject_(subject),
      request_(request),
      timer_(subject.request.budget.time),
      executor_(subject.executor),
      texts_(subject.plugin_path, executor_.heap(), subject.compiler, subject.program.info.program),
      names_(executor_, subject.program.info, subject.log),
      trace_recorder_(executor_, subject.program),
      witnesses_(subject, trace_recorder_, texts_),
      review_(subject, executor_, forked, trace_recorder_, sought) {}

Evidence PhasedSearch::run() {
  if (subject_.isolated) {
    review_.determinism().isolate_from_the_start("the C library keeps memory of an execution for the next");
  }
  run_phases();
  if (review_.determinism().may_isolate() && !stopped_ && !timer_.over()) start_over_isolated();
  simplify();
  return evidence();
}

void PhasedSearch::run_phases() {
  const DeterminismCheck& determinism = review_.determinism();
  for (const Phase& phase : phases_of(request_, subject_.request.seed, subject_.strategies)) {
    if (stopped_ || review_.found() || record_.seen_all() || is_used_up() || determinism.may_isolate()) break;
    // What goes back in an order of its own gets nowhere when the same choices lead elsewhere.
    if (!determinism.failed() || samples(phase)) run_phase(phase);
  }
}

void PhasedSearch::start_over_isolated() {
  review_.start_over_isolated();
  witnesses_.forget();
  record_ = {};
  executor_.set_visible_places({});
  executor_.forget_races();
  run_phases();
}

// Of the phases to come.
std::uint64_t PhasedSearch::executions_left() const {
  const auto& most = subject_.request.budget.executions;
  if (!most) return std::numeric_limits<std::uint64_t>::max();
  return *most - std::min(*most, record_.executions());
}

std::optional<nanoseconds> PhasedSearch::time_of(const Phase& phase) const {
  if (!timer_.limited()) return std::nullopt;
  return std::chrono::duration_cast<nanoseconds>(timer_.left() * phase.share);
}

void PhasedSearch::run_phase(const Phase& phase) {
  DeterminismCheck& determinism = review_.determinism();
  determinism.isolate_no_more_in_vain();
  record_.begin(*phase.strategy);
  Search search(executor_, subject_.program, silent_, [&] { return recorded(phase); });
  Timer timer(time_of(phase));
  const std::uint64_t most = part_of(executions_left(), phase.share);
  places_due_ = true;
  phase_over_ = false;
  while (!stopped_ && !review_.found() && !phase_over_ && search.executions() < most) {
    const ExecutionResult* const execution = next(search);
    if (execution == nullptr) break;
    const std::size_t steps = execution->steps.size();
    note(search, *execution);
    if (timer.due(steps) || determinism.isolated()) look_around(search, timer);
    phase_over_ |= determinism.may_isolate() || (determinism.failed() && !samples(phase));
  }
  if (!stopped_) determinism.check_all_again();
  record_.end(search, determinism.failed() ? Covered{} : search.covered());
  if (determinism.failed()) record_.cover_nothing();
}

std::unique_ptr<Strategy> PhasedSearch::recorded(const Phase& phase) {
  auto strategy = new_strategy(*phase.strategy, phase.seed, phase.preemptions);
  auto recorder = std::make_unique<Recorder>(std::move(strategy), subject_.schedule);
  recorder_ = recorder.get();
  return recorder;
}

const ExecutionResult* PhasedSearch::next(Search& search) {
  if (std::exchange(places_due_, false)) {
    // As at the start: what becomes visible in the middle of an execution does so again when it is replayed.
    places_ = executor_.visible_places();
    subject_.schedule.frame(texts_.schedule_of({{}, places_}));
  }
  set_started(record_.executions() + search.executions() + 1);
  const ExecutionResult* const execution = search.next();
  if (execution == nullptr) set_started(record_.executions() + search.executions());
  return execution;
}

void PhasedSearch::set_started(std::uint64_t executions) {
  __atomic_store_n(&subject_.progress.actors[0].started, executions, __ATOMIC_RELAXED);
}

void PhasedSearch::note(const Search& search, const ExecutionResult& execution) {
  if (search.executions() == 1) {
    record_.restarted();
    review_.restarted(search);
  }
  record_.add(search, execution);
  places_due_ = execution.new_visible_place;
  if (review_.review(execution, *recorder_, places_)) record_.add_anomalous();
}

void PhasedSearch::look_around(const Search& search, const Timer& timer) {
  stopped_ = subject_.monitor.stop_requested();
  phase_over_ |= timer.over();
  if (Clock::now() < reported_ + kReportEvery) return;
  record_.set_outcomes(search);
  subject_.monitor.evidence_so_far(evidence());
  places_due_ = true;  // building witnesses has replayed executions
  reported_ = Clock::now();
}

// Of each finding an execution with as few preemptions as it takes, within reason.
void PhasedSearch::simplify() {
  if (stopped_ || review_.determinism().failed()) return;
  const std::uint64_t most = review_.determinism().isolated() ? kMostIsolated : Simplest::kMostExecutions;
  Simplest simplest(executor_, subject_.program, subject_.log, most);
  for (Finding& finding : review_.findings().all()) simplest.improve(finding);
}

// As far as they were looked at.
std::uint64_t PhasedSearch::executions_that_reported(const AnomalyReport& report) const {
  for (const Finding& finding : review_.findings().all()) {
    const auto* const by_program = std::get_if<ProgramReport>(&finding.observation);
    if (by_program != nullptr && by_program->kind == report.kind && by_program->detail == report.detail) {
      return std::max<std::uint64_t>(finding.count, 1);
    }
  }
  return 1;
}

Evidence PhasedSearch::evidence() {
  Evidence evidence;
  evidence.seconds = std::chrono::duration<double>(Clock::now() - began_).count();
  evidence.interrupted = stopped_;
  add_basis(evidence, subject_, executor_);
  record_.add_to(evidence);
  witnesses_.add_to(evidence, by_importance(review_.findings(), subject_.program.info.claim.anomaly));
  for (AnomalyReport report : subject_.log.anomalies()) {
    // The log counts reports, of which an execution may make many.
    report.count = executions_that_reported(report);
    evidence.anomalies.push_back(std::move(report));
  }
  // Two findings may be told in the same words, and be of the same execution.
  for (AnomalyReport& report : evidence.anomalies) report.count = std::min(report.count, evidence.executions);
  review_.add_to(evidence);
  record_.add_notes_to(evidence);
  return evidence;
}

}  // namespace tenter::explore
