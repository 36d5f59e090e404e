#include "explore/engine/explorer.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <limits>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "explore/engine/control.h"
#include "explore/engine/teller.h"
#include "explore/runtime/silent_log.h"
#include "explore/sandbox/uninitialised.h"
#include "explore/schedule/bounded.h"
#include "explore/schedule/strategies.h"
#include "explore/search/budget.h"
#include "explore/search/findings.h"
#include "explore/search/plan.h"
#include "explore/search/search.h"
#include "explore/search/selected_executor.h"
#include "explore/search/simplest.h"
#include "model/numbers.h"

namespace tenter::explore {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::nanoseconds;

constexpr std::chrono::milliseconds kTellEvery{250};
constexpr std::uint64_t kMostIsolated = 200;  // of executions to simplify one, where each takes a millisecond

// What evidence of this engine says in any case. Which memory orders the program uses is known once it has run.
void describe(const Subject& subject, const Executor& executor, Evidence& evidence) {
  evidence.engine = Engine::explore;
  evidence.seed = subject.request.seed;
  evidence.memory_model = "sequentially consistent";
  if (executor.weaker_orders_used()) evidence.memory_model += "; weaker orders not explored";
}

bool is_random(StrategyName strategy) {
  return strategy == StrategyName::random || strategy == StrategyName::pct || strategy == StrategyName::pos;
}

class Explorer {
 public:
  Explorer(const Subject& subject, Isolation& isolation)
      : subject_(subject),
        timer_(subject.request.budget.time),
        lookout_(subject.program.info, subject.log),
        executor_(subject.executor),
        teller_(subject, executor_),
        control_(subject, executor_, isolation, teller_),
        uninitialised_(isolation) {}

  Evidence run() {
    run_phases();
    if (control_.may_isolate() && !stopped_ && !timer_.over()) start_over_isolated();
    simplify();
    return evidence();
  }

 private:
  void run_phases() {
    for (const Phase& phase : phases_of(subject_.request)) {
      if (stopped_ || found_ || seen_all_ || used_up() || control_.may_isolate()) break;
      // What goes back in an order of its own gets nowhere when the same choices lead elsewhere.
      if (!control_.doubtful() || is_random(phase.strategy)) run_phase(phase);
    }
  }

  // What executions have shown that do not leave the process as they find it may not be so.
  void start_over_isolated() {
    control_.isolate();
    count_ = {};
    sampled_ = 0;
    strategies_.clear();
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
    control_.isolate_no_more_in_vain();
    strategies_.push_back(name_of(phase.strategy));
    Search search(executor_, subject_.program, silent_, [&] { return recorded(phase); });
    Timer timer(phase_time(phase));
    const std::uint64_t most = part_of(executions_left(), phase.share);
    places_due_ = true;
    phase_over_ = false;
    bool exhausted = false;
    while (!stopped_ && !found_ && !phase_over_ && search.executions() < most) {
      const ExecutionResult* const execution = next(search);
      exhausted = execution == nullptr;
      if (exhausted) break;
      const std::size_t steps = execution->steps.size();
      note(search, *execution);
      if (timer.due(steps) || control_.isolated()) look_around(search, timer);
      phase_over_ |= control_.may_isolate() || (control_.doubtful() && !is_random(phase.strategy));
    }
    if (!stopped_) control_.check_all_again();
    cover(phase, search, exhausted);
    if (is_random(phase.strategy)) sampled_ += now_.executions;
    now_.outcomes = search.tally().rows();
    count_ += std::exchange(now_, {});
  }

  std::optional<nanoseconds> phase_time(const Phase& phase) const {
    if (!timer_.limited()) return std::nullopt;
    return std::chrono::duration_cast<nanoseconds>(timer_.left() * phase.share);
  }

  std::unique_ptr<Strategy> recorded(const Phase& phase) {
    auto strategy = new_strategy(phase.strategy, phase.seed, phase.preemptions);
    auto recorder = std::make_unique<Recorder>(std::move(strategy), subject_.schedule);
    recorder_ = recorder.get();
    return recorder;
  }

  const ExecutionResult* next(Search& search) {
    if (std::exchange(places_due_, false)) {
      // As at the start: what becomes visible in the middle of an execution does so again when it is replayed.
      places_ = executor_.visible_places();
      subject_.schedule.frame(teller_.schedule_of({{}, places_}));
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
    for (const Sighting& sighting : lookout_.look(execution, *recorder_)) {
      findings_.add(sighting, execution, *recorder_, places_);
      found_ |= sighting.what == Sighting::What::outcome && sighting.outcome == subject_.request.seek;
      anomalous |= sighting.grade == Grade::forbidden && sighting.what != Sighting::What::race;
    }
    for (const UnwrittenRead& read : deciding(execution)) {
      findings_.add(sighting_of(read), execution, *recorder_, places_);
      anomalous = true;
    }
    now_.executions = search.executions();
    now_.blocked = search.abandoned();
    now_.anomalous += anomalous ? 1 : 0;
    now_.cut += execution.ending == Ending::cut ? 1 : 0;
    now_.outside += execution.ending == Ending::outside ? 1 : 0;
    places_due_ = execution.new_visible_place;
    control_.check(execution, *recorder_, lookout_.outcome(), places_);
  }

  std::vector<UnwrittenRead> deciding(const ExecutionResult& execution) {
    if (control_.doubtful()) return {};
    return uninitialised_.look(execution, places_);
  }

  // The search has made its first execution, or its first since it began anew.
  void begun(const Search& search) {
    now_ = {};
    control_.restarted();
    uninitialised_.restarted();
    if (search.restarts() > 0) findings_.restarted();
    lookout_.watch(search.tally());
  }

  void look_around(const Search& search, const Timer& timer) {
    stopped_ = subject_.monitor.stop_requested();
    interrupted_ = stopped_;
    phase_over_ |= timer.over();
    if (Clock::now() < told_ + kTellEvery) return;
    now_.outcomes = search.tally().rows();
    subject_.monitor.evidence_so_far(evidence());
    places_due_ = true;  // telling has replayed executions
    told_ = Clock::now();
  }

  // What the phase has covered, when it is the first to have covered anything.
  void cover(const Phase& phase, const Search& search, bool exhausted) {
    if (control_.doubtful()) {
      coverage_ = Coverage::sampled;
      preemptions_.reset();
      return;
    }
    const auto* const bounded = dynamic_cast<const Bounded*>(&recorder_->inner());
    const bool all = exhausted && search.complete() && now_.cut == 0;
    seen_all_ = all && (bounded == nullptr || !bounded->left_some_out());
    if (now_.outside > 0) return;
    if (seen_all_) {
      coverage_ = Coverage::exhaustive;
      covering_ = now_.executions - now_.blocked;
    } else if (bounded != nullptr && now_.cut == 0) {
      preemptions_ = all ? phase.preemptions : bounded->completed();
      if (!preemptions_) return;
      coverage_ = Coverage::bounded;
      covering_ = bounded->completed_executions();
    }
  }

  // Of each finding an execution with as few preemptions as it takes, within reason.
  void simplify() {
    if (stopped_ || control_.doubtful()) return;
    const std::uint64_t most = control_.isolated() ? kMostIsolated : Simplest::kMostExecutions;
    Simplest simplest(executor_, subject_.program, subject_.log, most);
    for (Finding& finding : findings_.all()) simplest.improve(finding);
  }

  // The claimed anomaly first, then what is forbidden, then what is only interesting. Of each, what happened comes
  // before what could have, and what is simple before what is not.
  std::vector<const Finding*> by_importance() const {
    const auto& claimed = subject_.program.info.claim.anomaly;
    std::vector<const Finding*> findings;
    for (const Finding& finding : findings_.all()) findings.push_back(&finding);
    const auto rank = [&](const Finding* finding) {
      const Sighting& sighting = finding->sighting;
      return std::tuple(sighting.kind != claimed, sighting.grade != Grade::forbidden,
                        sighting.what == Sighting::What::race, finding->preemptions, finding->course.tasks.size());
    };
    std::stable_sort(findings.begin(), findings.end(),
                     [&](const Finding* left, const Finding* right) { return rank(left) < rank(right); });
    return findings;
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
    exploration.anomalous = count.anomalous;
    exploration.blocked = count.blocked + count.cut + count.outside;
    exploration.preemptions = preemptions_.value_or(0);
    exploration.sampled = sampled_;
    exploration.covering = covering_;
    teller_.tell(by_importance(), evidence);
    for (const AnomalyReport& report : subject_.log.anomalies()) evidence.anomalies.push_back(report);
    control_.tell(evidence);
    if (count.cut > 0) evidence.notes.push_back(cut_note(count.cut));
    return evidence;
  }

  static std::string cut_note(std::uint64_t cut) {
    return fmt::format("{} {} cut at the bound of steps", counted(cut, "execution"), cut == 1 ? "was" : "were");
  }

  const Subject& subject_;
  const Clock::time_point began_ = Clock::now();
  Clock::time_point told_ = began_;
  Timer timer_;
  SilentLog silent_;
  Lookout lookout_;
  SelectedExecutor executor_;
  Teller teller_;
  Control control_;
  Uninitialised uninitialised_;
  Findings findings_;
  Recorder* recorder_ = nullptr;  // of the search that runs
  VisiblePlaces places_;          // at the start of the execution that runs
  bool places_due_ = true;
  Count count_;                // of the phases that are over
  Count now_;                  // of the one that runs
  std::uint64_t sampled_ = 0;  // of those, by strategies that draw at random
  std::vector<std::string_view> strategies_;
  Coverage coverage_ = Coverage::sampled;
  std::optional<std::uint32_t> preemptions_;
  bool seen_all_ = false;  // that the phase has to show
  std::uint64_t covering_ = 0;
  bool stopped_ = false;
  bool interrupted_ = false;
  bool phase_over_ = false;
  bool found_ = false;  // what was sought
};

// Whoever traces this process does not expect it to fork.
bool is_traced() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("TracerPid:")) return line.find_first_of("123456789") != std::string::npos;
  }
  return false;
}

// The supervisor sees that a task that makes no steps is looked after.
class Beating {
 public:
  explicit Beating(const Subject& subject) : executor_(subject.executor) {
    executor_.set_heartbeat(&subject.progress.heartbeat.started);
  }
  ~Beating() { executor_.set_heartbeat(nullptr); }
  Beating(const Beating&) = delete;
  Beating& operator=(const Beating&) = delete;

 private:
  InProcessExecutor& executor_;
};

Evidence replayed(const Subject& subject) {
  const auto began = Clock::now();
  std::optional<Isolation> isolation;
  std::optional<Uninitialised> uninitialised;
  if (!subject.request.short_of_last && !is_traced()) {
    isolation.emplace(subject.executor, subject.program, subject.log, subject.progress);
    uninitialised.emplace(*isolation);
  }
  Teller teller(subject, subject.executor);
  const Course course = teller.course_of(schedule_of(subject.request.replay));
  __atomic_store_n(&subject.progress.actors[0].started, 1, __ATOMIC_RELAXED);
  Evidence evidence;
  evidence.exploration.emplace().strategy = "replay";
  if (subject.request.short_of_last) {
    teller.tell_steps(course, evidence);
  } else {
    teller.tell_all(course, uninitialised ? &*uninitialised : nullptr, evidence);
  }
  evidence.executions = 1;
  evidence.seconds = std::chrono::duration<double>(Clock::now() - began).count();
  describe(subject, subject.executor, evidence);
  return evidence;
}

}  // namespace

Evidence run(const Subject& subject) {
  const Beating beating(subject);
  if (!subject.request.replay.empty()) return replayed(subject);
  Isolation isolation(subject.executor, subject.program, subject.log, subject.progress);
  return Explorer(subject, isolation).run();
}

}  // namespace tenter::explore
