#include "explore/engine/narrator.h"

#include <execinfo.h>

#include <array>
#include <bit>
#include <utility>

#include "explore/engine/silent_log.h"

namespace tenter::explore {
namespace {

Stack stack_here() {
  constexpr int kDeepest = 64;
  std::array<void*, kDeepest> frames{};
  const int depth = ::backtrace(frames.data(), kDeepest);
  Stack stack;
  for (int i = 0; i < depth; ++i)
    stack.push_back(reinterpret_cast<std::uintptr_t>(frames[static_cast<std::size_t>(i)]));
  return stack;
}

// Follows the course, and keeps what it is told.
class Telling final : public Strategy, public Announcements {
 public:
  Telling(const Course& course, const Arena& heap) : replay_(course.tasks), heap_(heap) {}

  bool begin() override { return replay_.begin(); }
  // The stack of a step is that of its announcement; by the time that it is over its task has announced another one.
  TaskId choose(const SchedulePoint& point) override {
    const TaskId chosen = replay_.choose(point);
    if (chosen != kNoTask) stack_ = stacks_[chosen];
    return chosen;
  }
  void announced(TaskId task, const Operation& operation) override {
    stacks_[task] = stack_here();
    note_block(operation.object);
    note_block(~operation.object);  // a futex's queue
  }

  void stepped(TaskId task, std::span<const Operation> footprint) override {
    ToldStep step;
    step.task = task;
    step.footprint.assign(footprint.begin(), footprint.end());
    step.stack = stack_;
    narration_.steps.push_back(std::move(step));
  }

  void end(Ending ending, const SchedulePoint& point) override {
    replay_.end(ending, point);
    for (TaskSet rest = point.waiting; rest != 0; rest &= rest - 1) {
      const auto task = static_cast<TaskId>(std::countr_zero(rest));
      narration_.waiting.push_back({task, point.pending[task], stacks_[task]});
    }
  }

  Narration& narration() { return narration_; }
  const Replay& replay() const { return replay_; }

 private:
  void note_block(std::uintptr_t address) {
    const auto* const at = reinterpret_cast<const void*>(address);
    if (!heap_.owns(at)) return;
    if (const auto block = heap_.block_at(at)) narration_.blocks.push_back(*block);
  }

  Replay replay_;
  const Arena& heap_;
  std::array<Stack, kMaxTasks> stacks_;  // of each task's last announcement
  Stack stack_;
  Narration narration_;
};

}  // namespace

Narration narrate(Runtime& runtime, const Program& program, AnomalyLog& log, const Course& course) {
  const VisiblePlaces before = runtime.visible_places();
  const AnomalyLog::Deaf deaf(log);
  runtime.set_visible_places(course.places);
  runtime.forget_races();
  Telling telling(course, runtime.arena());
  telling.begin();
  runtime.tell(&telling);
  SilentLog silent;
  const std::unique_ptr<Tally> tally = program.body->new_tally();
  const Outcome& outcome = runtime.execute(program, telling, *tally, silent);
  runtime.tell(nullptr);
  runtime.set_visible_places(before);

  Narration result = std::move(telling.narration());
  for (std::size_t i = 0; i < result.steps.size(); ++i) {
    result.steps[i].operation = outcome.steps[i].operation;
    result.steps[i].value = outcome.steps[i].value;
  }
  result.ending = outcome.ending;
  result.deaths = outcome.deaths;
  result.races = outcome.races;
  result.outcome = tally->rows();
  result.trace_hash = outcome.trace_hash;
  result.divergence = telling.replay().diverged();
  return result;
}

}  // namespace tenter::explore
