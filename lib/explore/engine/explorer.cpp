#include "explore/engine/explorer.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "explore/engine/determinism_check.h"
#include "explore/engine/external_wait_note.h"
#include "explore/engine/replayer.h"
#include "explore/engine/schedule_texts.h"
#include "explore/engine/thread_names.h"
#include "explore/engine/trace_recorder.h"
#include "explore/engine/witness_builder.h"
#include "explore/runtime/silent_log.h"
#include "explore/sandbox/uninitialised.h"
#include "explore/search/budget.h"
#include "explore/search/classifier.h"
#include "explore/search/findings.h"
#include "explore/search/importance.h"
#include "explore/search/plan.h"
#include "explore/search/search.h"
#include "explore/search/selected_executor.h"
#include "explore/search/simplest.h"
#include "model/numbers.h"

namespace tenter::explore {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::nanoseconds;

constexpr std::chrono::milliseconds kReportEvery{250};
constexpr std::uint64_t kMostIsolated = 200;  // of executions to simplify one, where each takes a millisecond

// What evidence of this engine says in any case. Which memory orders the program uses is known once it has run.
void describe(const Subject& subject, const Executor& executor, Evidence& evidence) {
  evidence.engine = Engine::explore;
  evidence.seed = subject.request.seed;
  evidence.memory_model = "sequentially consistent";
  evidence.weaker_orders_left_out = executor.weaker_orders_used();
}

bool samples(const Phase& phase) { return phase.strategy->approach == Approach::sampling; }

class Explorer {
 public:
  // `sought`: the outcome that ends the search; null when none does.
  Explorer(const Subject& subject, const SearchRequest& request, const std::string* sought, ForkedExecutor& forked)
      : subject_(subject),
        request_(request),
        sought_(sought),
        timer_(subject.request.budget.time),
        classifier_(subject.program.info, subject.log),
        executor_(subject.executor),
        texts_(subject.plugin_path, executor_.heap(), subject.compiler, subject.program.info.program),
        names_(executor_, subject.program.info, subject.log),
        trace_recorder_(executor_, subject.program),
        witnesses_(subject, trace_recorder_, texts_),
        external_wait_(subject, trace_recorder_),
        determinism_(subject, executor_, forked),
        uninitialised_(forked) {}

  Evidence run() {
    run_phases();
    if (determinism_.may_isolate() && !stopped_ && !timer_.over()) start_over_isolated();
    simplify();
    return evidence();
  }

 private:
  void run_phases() {
    for (const Phase& phase : phases_of(request_, subject_.request.seed, subject_.strategies)) {
      if (stopped_ || found_ || seen_all_ || used_up() || determinism_.may_isolate()) break;
      // What goes back in an order of its own gets nowhere when the same choices lead elsewhere.
      if (!determinism_.failed() || samples(phase)) run_phase(phase);
    }
  }

  // What executions have shown that do not leave the process as they find it may not be so.
  void start_over_isolated() {
    determinism_.isolate();
    witnesses_.forget();
    external_wait_.forget();
    count_ = {};
    sampled_ = 0;
    strategies_.clear();
    reduced_ = true;
    findings_ = {};
    found_ = seen_all_ = false;
    executor_.set_visible_places({});
    executor_.forget_races();
    run_phases();
  }

  bool used_up() const { return timer_.over() || executions_left() == 0; }

  // Of the phases to come.
  std::uint64_t executions_left() const {
    const auto& most = subject_.request.budget.executions;
    if (!most) return std::numeric_limits<std::uint64_t>::max();
    return *most - std::min(*most, count_.executions);
  }

  void run_phase(const Phase& phase) {
    determinism_.isolate_no_more_in_vain();
    strategies_.push_back(phase.strategy->name);
    reduced_ &= phase.strategy->approach == Approach::reduction;
    Search search(executor_, subject_.program, silent_, [&] { return recorded(phase); });
    Timer timer(phase_time(phase));
    const std::uint64_t most = part_of(executions_left(), phase.share);
    places_due_ = true;
    phase_over_ = false;
    while (!stopped_ && !found_ && !phase_over_ && search.executions() < most) {
      const ExecutionResult* const execution = next(search);
      if (execution == nullptr) break;
      const std::size_t steps = execution->steps.size();
      note(search, *execution);
      if (timer.due(steps) || determinism_.isolated()) look_around(search, timer);
      phase_over_ |= determinism_.may_isolate() || (determinism_.failed() && !samples(phase));
    }
    if (!stopped_) determinism_.check_all_again();
    cover();
    if (samples(phase)) sampled_ += now_.executions;
    now_.outcomes = search.tally().rows();
    count_ += std::exchange(now_, {});
  }

  std::optional<nanoseconds> phase_time(const Phase& phase) const {
    if (!timer_.limited()) return std::nullopt;
    return std::chrono::duration_cast<nanoseconds>(timer_.left() * phase.share);
  }

  std::unique_ptr<Strategy> recorded(const Phase& phase) {
    auto strategy = new_strategy(*phase.strategy, phase.seed, phase.preemptions);
    auto recorder = std::make_unique<Recorder>(std::move(strategy), subject_.schedule);
    recorder_ = recorder.get();
    return recorder;
  }

  const ExecutionResult* next(Search& search) {
    if (std::exchange(places_due_, false)) {
      // As at the start: what becomes visible in the middle of an execution does so again when it is replayed.
      places_ = executor_.visible_places();
      subject_.schedule.frame(texts_.schedule_of({{}, places_}));
    }
    started(count_.executions + search.executions() + 1);
    const ExecutionResult* const execution = search.next();
    if (execution == nullptr) started(count_.executions + search.executions());
    return execution;
  }

  void started(std::uint64_t executions) {
    __atomic_store_n(&subject_.progress.actors[0].started, executions, __ATOMIC_RELAXED);
  }

  // What is run to check the execution takes its place.
  void note(const Search& search, const ExecutionResult& execution) {
    if (search.executions() == 1) begun(search);
    bool anomalous = false;
    for (const Observation& observation : classifier_.classify(execution, *recorder_)) {
      findings_.add(observation, execution, *recorder_, places_);
      found_ |= is_sought(observation);
      anomalous |= grade_of(observation) == Grade::forbidden && !std::holds_alternative<Race>(observation);
    }
    for (const UnwrittenRead& read : deciding(execution)) {
      findings_.add(read, execution, *recorder_, places_);
      anomalous = true;
    }
    now_.executions = search.executions();
    now_.blocked = search.abandoned();
    now_.anomalous += anomalous ? 1 : 0;
    now_.cut += execution.ending == Ending::cut ? 1 : 0;
    now_.outside += execution.ending == Ending::outside ? 1 : 0;
    places_due_ = execution.new_visible_place;
    external_wait_.look_at(execution, places_);
    determinism_.check(execution, *recorder_, classifier_.outcome());
  }

  bool is_sought(const Observation& observation) const {
    const auto* const outcome = std::get_if<RemarkableOutcome>(&observation);
    return sought_ != nullptr && outcome != nullptr && outcome->text == *sought_;
  }

  std::vector<UnwrittenRead> deciding(const ExecutionResult& execution) {
    if (determinism_.failed()) return {};
    return uninitialised_.look(execution, places_);
  }

  // The search has made its first execution, or its first since it began anew.
  void begun(const Search& search) {
    now_ = {};
    determinism_.restarted();
    uninitialised_.restarted();
    if (search.restarts() > 0) findings_.restarted();
    classifier_.watch(search.tally());
  }

  void look_around(const Search& search, const Timer& timer) {
    stopped_ = subject_.monitor.stop_requested();
    interrupted_ = stopped_;
    phase_over_ |= timer.over();
    if (Clock::now() < reported_ + kReportEvery) return;
    now_.outcomes = search.tally().rows();
    subject_.monitor.evidence_so_far(evidence());
    places_due_ = true;  // building witnesses has replayed executions
    reported_ = Clock::now();
  }

  // What the phase has covered, when it is the first to have covered anything.
  void cover() {
    if (determinism_.failed()) {
      coverage_ = Coverage::sampled;
      preemptions_ = 0;
      return;
    }
    const Covered covered = now_.cut == 0 ? recorder_->covered() : Covered{};
    seen_all_ = covered.coverage == Coverage::exhaustive;
    if (now_.outside > 0 || covered.coverage == Coverage::sampled) return;
    coverage_ = covered.coverage;
    covering_ = seen_all_ ? now_.executions - now_.blocked : covered.executions;
    preemptions_ = seen_all_ ? 0 : covered.preemptions;
  }

  // Of each finding an execution with as few preemptions as it takes, within reason.
  void simplify() {
    if (stopped_ || determinism_.failed()) return;
    const std::uint64_t most = determinism_.isolated() ? kMostIsolated : Simplest::kMostExecutions;
    Simplest simplest(executor_, subject_.program, subject_.log, most);
    for (Finding& finding : findings_.all()) simplest.improve(finding);
  }

  Evidence evidence() {
    Evidence evidence;
    describe(subject_, executor_, evidence);
    Count count = count_;
    count += now_;
    evidence.executions = count.executions;
    evidence.seconds = std::chrono::duration<double>(Clock::now() - began_).count();
    evidence.coverage = coverage_;
    evidence.outcomes = std::move(count.outcomes);
    evidence.interrupted = interrupted_;
    Exploration& exploration = evidence.exploration.emplace();
    exploration.strategy = fmt::format("{}", fmt::join(strategies_, ", then "));
    exploration.reduced = reduced_ && !strategies_.empty();
    exploration.anomalous = count.anomalous;
    exploration.blocked = count.blocked + count.cut + count.outside;
    exploration.preemptions = preemptions_;
    exploration.sampled = sampled_;
    exploration.covering = covering_;
    witnesses_.add_to(evidence, by_importance(findings_, subject_.program.info.claim.anomaly));
    for (const AnomalyReport& report : subject_.log.anomalies()) evidence.anomalies.push_back(report);
    external_wait_.add_to(evidence);
    determinism_.add_to(evidence);
    if (count.cut > 0) evidence.notes.push_back(cut_note(count.cut));
    return evidence;
  }

  static std::string cut_note(std::uint64_t cut) {
    return fmt::format("{} {} cut at the bound of steps", counted(cut, "execution"), cut == 1 ? "was" : "were");
  }

  const Subject& subject_;
  const SearchRequest& request_;
  const std::string* const sought_;
  const Clock::time_point began_ = Clock::now();
  Clock::time_point reported_ = began_;
  Timer timer_;
  SilentLog silent_;
  Classifier classifier_;
  SelectedExecutor executor_;
  ScheduleTexts texts_;
  ThreadNames names_;
  TraceRecorder trace_recorder_;
  WitnessBuilder witnesses_;
  ExternalWaitNote external_wait_;
  DeterminismCheck determinism_;
  Uninitialised uninitialised_;
  Findings findings_;
  Recorder* recorder_ = nullptr;  // of the search that runs
  VisiblePlaces places_;          // at the start of the execution that runs
  bool places_due_ = true;
  Count count_;                // of the phases that are over
  Count now_;                  // of the one that runs
  std::uint64_t sampled_ = 0;  // of those, by strategies that draw at random
  std::vector<std::string_view> strategies_;
  bool reduced_ = true;  // by all of them
  Coverage coverage_ = Coverage::sampled;
  std::uint32_t preemptions_ = 0;  // of coverage `bounded`
  bool seen_all_ = false;          // that the phase has to show
  std::uint64_t covering_ = 0;
  bool stopped_ = false;
  bool interrupted_ = false;
  bool phase_over_ = false;
  bool found_ = false;  // what was sought
};

// The supervisor sees that a task that makes no steps is looked after.
class HeartbeatScope {
 public:
  explicit HeartbeatScope(const Subject& subject) : executor_(subject.executor) {
    executor_.set_heartbeat(&subject.progress.heartbeat.started);
  }
  ~HeartbeatScope() { executor_.set_heartbeat(nullptr); }
  HeartbeatScope(const HeartbeatScope&) = delete;
  HeartbeatScope& operator=(const HeartbeatScope&) = delete;

 private:
  InProcessExecutor& executor_;
};

Evidence replayed(const Subject& subject, const ReplayRequest& request) {
  const auto began = Clock::now();
  Evidence evidence = replay(subject, request);
  evidence.seconds = std::chrono::duration<double>(Clock::now() - began).count();
  describe(subject, subject.executor, evidence);
  return evidence;
}

}  // namespace

Evidence run(const Subject& subject) {
  const HeartbeatScope heartbeat(subject);
  if (const auto* const replay = std::get_if<ReplayRequest>(&subject.request.exploration)) {
    return replayed(subject, *replay);
  }
  ForkedExecutor forked(subject.executor, subject.program, subject.log, subject.progress);
  const auto* const seek = std::get_if<SeekRequest>(&subject.request.exploration);
  return Explorer(subject, *search_of(subject.request), seek == nullptr ? nullptr : &seek->outcome, forked).run();
}

}  // namespace tenter::explore
