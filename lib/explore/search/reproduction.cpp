#include "explore/search/reproduction.h"

#include <algorithm>
#include <memory>

#include "explore/executor/silent_log.h"
#include "explore/schedule/replay.h"
#include "explore/search/execution_end.h"
#include "explore/search/findings.h"
#include "explore/search/recorder.h"
#include "explore/search/unreset_memory.h"

namespace tenter::explore {
namespace {

constexpr std::size_t kMostSteps = 10'000;  // of which each is remembered

bool same(const Step& left, const Step& right) {
  return left.task == right.task && left.value == right.value && left.operation.op == right.operation.op &&
         left.operation.object == right.operation.object && left.operation.pc == right.operation.pc;
}

std::optional<Step> step_at(const std::vector<Step>& steps, std::size_t index) {
  return index < steps.size() ? std::optional(steps[index]) : std::nullopt;
}

}  // namespace

void Reproduction::restarted() {
  records_.clear();
  executions_ = 0;
  next_ = 1;
}

// What the watchdog has decided depends on how fast the processor was; and what is given up has no end.
bool Reproduction::is_worth_remembering(const ExecutionResult& execution) {
  const bool of_stillness = std::any_of(execution.deaths.begin(), execution.deaths.end(),
                                        [](const Death& death) { return death.kind == Anomaly::livelock; });
  return !execution.new_visible_place && !of_stillness && execution.ending != Ending::abandoned;
}

std::optional<Divergence> Reproduction::seen(const ExecutionResult& execution, const std::string* outcome) {
  ++executions_;
  if (execution.new_visible_place) records_.clear();  // they would have that place for a step now
  if (executions_ < next_ || !is_worth_remembering(execution)) return std::nullopt;
  next_ = 2 * executions_;
  Record record{tasks_of(execution), {}, execution.trace_hash, end_of(execution, outcome)};
  if (execution.steps.size() <= kMostSteps) record.steps = execution.steps;
  std::optional<Divergence> divergence;
  if (!records_.empty()) divergence = again(records_.front());
  if (!divergence && records_.size() > 1) divergence = again(records_.back());
  records_.push_back(std::move(record));
  return divergence;
}

std::optional<Divergence> Reproduction::run_all_again() {
  for (const Record& record : records_) {
    if (const auto divergence = again(record)) return divergence;
  }
  return std::nullopt;
}

std::vector<std::string> Reproduction::unreset_memory() {
  if (records_.empty()) return {};
  const UnresetMemory before(&progress_);
  again(records_.front());
  return before.changed();
}

std::optional<Divergence> Reproduction::again(const Record& record) {
  __atomic_fetch_add(&progress_.heartbeat.started, 1, __ATOMIC_RELAXED);
  const VisiblePlaces places = executor_.visible_places();
  const AnomalyLog::MuteScope mute(log_);
  SilentLog silent;
  Recorder recorder(std::make_unique<Replay>(record.tasks), schedule_);
  recorder.begin();
  const std::unique_ptr<Tally> tally = executor_.new_tally(program_);
  const ExecutionResult& now = executor_.execute(program_, recorder, *tally, silent);
  if (now.new_visible_place) executor_.set_visible_places(places);
  const std::vector<OutcomeCount> rows = tally->rows();
  return difference(record, now, end_of(now, rows.empty() ? nullptr : &rows.front().outcome));
}

std::optional<Divergence> Reproduction::difference(const Record& record, const ExecutionResult& now,
                                                   const std::string& end) {
  const bool told = !record.steps.empty() || record.tasks.empty();
  if (!told && record.trace_hash == now.trace_hash && record.end == end) return std::nullopt;
  if (!told) return Divergence{0, {}, {}, record.end, end};
  const auto [before, after] =
      std::mismatch(record.steps.begin(), record.steps.end(), now.steps.begin(), now.steps.end(),
                    [](const Step& a, const Step& b) { return same(a, b); });
  if (before == record.steps.end() && after == now.steps.end() && record.end == end) return std::nullopt;
  const auto index = static_cast<std::size_t>(before - record.steps.begin());
  return Divergence{index, step_at(record.steps, index), step_at(now.steps, index), record.end, end};
}

}  // namespace tenter::explore
