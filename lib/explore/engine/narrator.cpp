#include "explore/engine/narrator.h"

#include <array>
#include <bit>
#include <utility>

#include "explore/engine/silent_log.h"

namespace tenter::explore {
namespace {

// Follows the course, and keeps what it is told.
class Telling final : public Strategy, public Announcements {
 public:
  explicit Telling(const Course& course) : replay_(course.tasks) {}

  bool begin() override { return replay_.begin(); }
  // The stack of a step is that of its announcement; by the time that it is over its task has announced another one.
  TaskId choose(const SchedulePoint& point) override {
    const TaskId chosen = replay_.choose(point);
    if (chosen != kNoTask) stack_ = stacks_[chosen];
    return chosen;
  }
  void announced(const Announcement& announcement) override {
    stacks_[announcement.task] = announcement.stack;
    for (const Arena::Block& block : announcement.blocks) narration_.blocks.push_back(block);
  }

  void happened(const MemoryEvent& event) override {
    const auto address = reinterpret_cast<std::uintptr_t>(event.block.first);
    switch (event.what) {
      case MemoryEvent::What::allocated:
        narration_.stories[address] = {{event.task, event.stack}, {}};
        break;
      case MemoryEvent::What::freed:
        narration_.blocks.push_back(event.block);
        narration_.stories[address].freed = {event.task, event.stack};
        break;
      case MemoryEvent::What::died:
        narration_.death_stacks.push_back(event.stack);
    }
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
  Replay replay_;
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
  Telling telling(course);
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
  result.leaks = outcome.leaks;
  result.waits_outside = outcome.waits_outside;
  result.races = outcome.races;
  result.outcome = tally->rows();
  result.trace_hash = outcome.trace_hash;
  result.divergence = telling.replay().diverged();
  return result;
}

}  // namespace tenter::explore
