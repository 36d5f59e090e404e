#include "explore/sandbox/trial.h"

#include <algorithm>
#include <utility>

namespace tenter::explore {
namespace {

// Chooses as the schedule says as long as everything is as it was.
class Follower final : public Strategy {
 public:
  Follower(const PinnedSchedule& schedule, PrefixCheck& prefix_check)
      : tasks_(schedule.tasks), prefix_check_(prefix_check) {}

  bool begin() override {
    prefix_check_.begin();
    return true;
  }
  TaskId choose(const SchedulePoint& point) override {
    if (steps_ == tasks_.size()) return kNoTask;
    const TaskId task = tasks_[steps_];
    if (!prefix_check_.comes_to(point, task) || prefix_check_.divergence()) return kNoTask;
    ++steps_;
    return task;
  }
  void end(Ending ending, const SchedulePoint&) override { prefix_check_.ends(ending); }

  std::size_t steps() const { return steps_; }  // as they were

 private:
  const ScheduledTasks& tasks_;
  PrefixCheck& prefix_check_;
  std::size_t steps_ = 0;
};

bool same(const Step& left, const Step& right) {
  return left.task == right.task && left.operation.op == right.operation.op &&
         left.operation.object == right.operation.object && left.operation.pc == right.operation.pc;
}

bool same(const Death& left, const Death& right) {
  return left.task == right.task && left.kind == right.kind && left.detail == right.detail && left.pc == right.pc;
}

bool same(const OutcomeCount& left, const OutcomeCount& right) {
  return left.outcome == right.outcome && left.expectation == right.expectation;
}

template <class T>
bool all_same(const std::vector<T>& left, const std::vector<T>& right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](const T& a, const T& b) { return same(a, b); });
}

// What steps have read and written does not count: who copies what nobody has written does nothing wrong.
bool same(const ForkedExecutor::Attempt& left, const ForkedExecutor::Attempt& right) {
  const ExecutionResult& a = left.execution->result;
  const ExecutionResult& b = right.execution->result;
  return a.ending == b.ending && all_same(a.steps, b.steps) && all_same(a.deaths, b.deaths) &&
         all_same(left.execution->rows, right.execution->rows) && left.execution->reports == right.execution->reports;
}

}  // namespace

Trial::Trial(ForkedExecutor& forked, const PinnedSchedule& schedule) : forked_(forked), schedule_(schedule) {
  Follower follower(schedule, prefix_check_);
  follower.begin();
  before_ = forked.attempt(follower, schedule.places, {}, kLimits);
}

bool Trial::is_as_before(const std::vector<UnwrittenRead>& reads) const {
  if (!before_.execution) return false;
  const ExecutionResult& outcome = before_.execution->result;
  return outcome.ending != Ending::abandoned && outcome.steps.size() == schedule_.tasks.size() &&
         std::equal(reads.begin(), reads.end(), outcome.unwritten_reads.begin(), outcome.unwritten_reads.end(),
                    [](const UnwrittenRead& a, const UnwrittenRead& b) { return a.is_same(b); });
}

std::optional<std::size_t> Trial::diverges(const Fill& fill) {
  if (too_long_) return std::nullopt;
  PrefixCheck prefix_check = prefix_check_;
  Follower follower(schedule_, prefix_check);
  follower.begin();
  const ForkedExecutor::Attempt now = forked_.attempt(follower, schedule_.places, fill, kFilledLimits);
  too_long_ = !now.execution && !now.died;
  if (too_long_) return std::nullopt;
  if (now.died) return follower.steps();
  return same(before_, now) ? std::nullopt : std::optional(follower.steps());
}

}  // namespace tenter::explore
