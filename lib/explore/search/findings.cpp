#include "explore/search/findings.h"

#include <tuple>

namespace tenter::explore {

ScheduledTasks tasks_of(const ExecutionResult& execution) {
  ScheduledTasks tasks;
  tasks.reserve(execution.steps.size());
  for (const Step& step : execution.steps) tasks.push_back(static_cast<ScheduledTask>(step.task));
  return tasks;
}

void Findings::add(const Observation& observation, const ExecutionResult& execution, const Recorder& recorder,
                   const VisiblePlaces& places) {
  const std::uint64_t key = key_of(observation);
  const auto known = index_.find(key);
  if (known == index_.end() && findings_.size() == kMost) return;
  const bool first = known == index_.end();
  if (first) {
    index_.emplace(key, findings_.size());
    findings_.push_back({key, observation, 0, {}, 0, false, false, 0});
  }
  Finding& finding = first ? findings_.back() : findings_[known->second];
  if (first || finding.last != execution_) ++finding.count;
  finding.last = execution_;
  // Where more is visible more is to be seen: an execution of before a restart shows less.
  const auto rank = [](const VisiblePlaces& visible, bool abandoned, std::uint32_t preemptions, std::size_t steps) {
    return std::tuple(-static_cast<std::ptrdiff_t>(visible.accesses.size() + visible.releases.size()), abandoned,
                      preemptions, steps);
  };
  const bool abandoned = execution.ending == Ending::abandoned;
  const auto before =
      rank(finding.schedule.places, finding.abandoned, finding.preemptions, finding.schedule.tasks.size());
  if (!first && before <= rank(places, abandoned, recorder.preemptions(), execution.steps.size())) return;
  finding.observation = observation;
  finding.schedule = {tasks_of(execution), places};
  finding.preemptions = recorder.preemptions();
  finding.abandoned = abandoned;
}

void Findings::restarted() {
  for (Finding& finding : findings_) finding.count = 0;
}

}  // namespace tenter::explore
