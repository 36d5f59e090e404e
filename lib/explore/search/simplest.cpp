#include "explore/search/simplest.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "explore/executor/silent_log.h"
#include "explore/schedule/bounded.h"
#include "explore/schedule/minimal.h"
#include "explore/search/classifier.h"
#include "model/shared_schedule.h"

namespace tenter::explore {

// Executions that are looked at for one finding.
class Simplest::Attempts {
 public:
  Attempts(const Simplest& of, const Finding& finding)
      : executor_(of.executor_),
        program_(of.program_),
        key_(finding.key),
        places_(finding.schedule.places),
        before_(executor_.visible_places()),
        mute_(of.log_),
        tally_(executor_.new_tally(program_)),
        classifier_(program_.info, of.log_) {
    classifier_.watch(*tally_);
    executor_.set_visible_places(places_);
  }
  ~Attempts() { executor_.set_visible_places(before_); }
  Attempts(const Attempts&) = delete;
  Attempts& operator=(const Attempts&) = delete;

  // Runs the strategy's next execution. Null when it has none left.
  const ExecutionResult* run(Recorder& recorder) {
    if (!recorder.begin()) return nullptr;
    executor_.forget_races();
    const ExecutionResult& execution = executor_.execute(program_, recorder, *tally_, silent_);
    if (execution.new_visible_place) executor_.set_visible_places(places_);
    const std::vector<Observation>& observations = classifier_.classify(execution, recorder);
    shows_ = std::any_of(observations.begin(), observations.end(),
                         [&](const Observation& observation) { return key_of(observation) == key_; });
    return &execution;
  }
  bool shows() const { return shows_; }

  std::unique_ptr<Recorder> recorded(std::unique_ptr<Strategy> strategy) {
    return std::make_unique<Recorder>(std::move(strategy), *schedule_);
  }

 private:
  Executor& executor_;
  const Program& program_;
  std::uint64_t key_;
  const VisiblePlaces& places_;
  VisiblePlaces before_;
  AnomalyLog::MuteScope mute_;
  SilentLog silent_;
  std::unique_ptr<Tally> tally_;
  std::unique_ptr<SharedSchedule> schedule_ = std::make_unique<SharedSchedule>();  // nobody's
  Classifier classifier_;
  bool shows_ = false;
};

namespace {

bool is_of_stillness(const Observation& observation) {
  const auto* const death = std::get_if<Death>(&observation);
  return death != nullptr && death->kind == Anomaly::livelock;
}

// What may be spent on something.
struct Effort {
  std::uint64_t executions;
  std::uint64_t steps;

  bool spend(std::uint64_t its_steps) {
    if (executions == 0 || steps < its_steps) return false;
    --executions;
    steps -= its_steps;
    return true;
  }
};

}  // namespace

void Simplest::improve(Finding& finding) {
  if (std::holds_alternative<ProgramReport>(finding.observation)) return;  // a mute log does not hear it
  if (is_of_stillness(finding.observation)) {  // each execution that shows it takes seconds
    finding.minimal = finding.preemptions == 0;
    return;
  }
  if (std::holds_alternative<UnwrittenRead>(finding.observation)) return;  // no single execution shows it
  Attempts attempts(*this, finding);
  if (!enumerate(attempts, finding)) shrink(attempts, finding);
}

// All executions with no preemption come first, then those with one, and so on: the first that shows it is minimal,
// and a few more with as many preemptions may be shorter.
bool Simplest::enumerate(Attempts& attempts, Finding& finding) const {
  const auto recorder = attempts.recorded(std::make_unique<Bounded>(finding.preemptions));
  Effort shorter{most_ / 10, kMostStepsForShorter};
  for (std::uint64_t i = 0; i < most_; ++i) {
    const ExecutionResult* const execution = attempts.run(*recorder);
    if (execution == nullptr) return finding.minimal = finding.minimal || recorder->complete();
    const std::uint32_t preemptions = recorder->preemptions();
    if (preemptions > finding.preemptions) return finding.minimal = true;
    const bool as_many = preemptions == finding.preemptions;
    if (as_many && !shorter.spend(execution->steps.size())) return finding.minimal = true;
    const bool longer = execution->steps.size() >= finding.schedule.tasks.size();
    if (!attempts.shows() || (as_many && longer && !finding.abandoned)) continue;
    finding.schedule.tasks = tasks_of(*execution);
    finding.preemptions = preemptions;
    finding.abandoned = false;
    finding.minimal = true;
  }
  return finding.minimal;
}

void Simplest::shrink(Attempts& attempts, Finding& finding) const {
  const auto still_shows = [&](const ScheduledTasks& tasks) -> std::optional<Taken> {
    const auto recorder = attempts.recorded(std::make_unique<Replay>(tasks));
    attempts.run(*recorder);
    if (!attempts.shows()) return std::nullopt;
    return static_cast<const Replay&>(recorder->inner()).taken();
  };
  const auto minimal = minimise(finding.schedule.tasks, still_shows, most_);
  if (!minimal) return;
  finding.schedule.tasks = minimal->taken.tasks;
  finding.abandoned = false;
  finding.preemptions = static_cast<std::uint32_t>(minimal->taken.preemptions.size());
}

}  // namespace tenter::explore
