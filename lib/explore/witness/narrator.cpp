#include "explore/witness/narrator.h"

#include <array>
#include <bit>
#include <limits>
#include <utility>

#include "explore/runtime/silent_log.h"

namespace tenter::explore {
namespace {

// Follows the course, and keeps what it is told.
class Telling final : public Strategy, public Announcements {
 public:
  // Makes at most so many steps.
  Telling(const Course& course, SharedSchedule* schedule, std::size_t most)
      : replay_(course.tasks), schedule_(schedule), most_(most) {}

  bool begin() override { return replay_.begin(); }
  // The stack of a step is that of its announcement; by the time that it is over its task has announced another one.
  TaskId choose(const SchedulePoint& point) override {
    const TaskId chosen = replay_.choose(point);
    stack_ = stacks_[chosen];
    if (made_ == most_) {
      announce(point.pending[chosen], chosen);
      return kNoTask;
    }
    ++made_;
    if (schedule_ != nullptr) schedule_->step(chosen);
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
      case MemoryEvent::What::read_unwritten:
        narration_.read_stories.push_back({{event.task, event.stack}, narration_.stories[address].allocated});
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
  void announce(const Operation& operation, TaskId task) {
    ToldStep step;
    step.task = task;
    step.operation = operation;
    step.footprint = {operation};
    step.stack = stack_;
    step.made = false;
    narration_.steps.push_back(std::move(step));
  }

  Replay replay_;
  SharedSchedule* const schedule_;
  const std::size_t most_;
  std::size_t made_ = 0;
  std::array<Stack, kMaxTasks> stacks_;  // of each task's last announcement
  Stack stack_;
  Narration narration_;
};

// What is known of the steps once they have been made.
void complete(std::vector<ToldStep>& told, const std::vector<Step>& made) {
  for (std::size_t i = 0; i < made.size(); ++i) {
    told[i].operation = made[i].operation;
    told[i].value = made[i].value;
  }
}

Narration narrated(Executor& executor, const Program& program, const Course& course, SharedSchedule* schedule,
                   std::size_t most) {
  const VisiblePlaces before = executor.visible_places();
  executor.set_visible_places(course.places);
  executor.forget_races();
  Telling telling(course, schedule, most);
  telling.begin();
  executor.set_listener(&telling);
  SilentLog silent;
  const std::unique_ptr<Tally> tally = executor.new_tally(program);
  const ExecutionResult& outcome = executor.execute(program, telling, *tally, silent);
  executor.set_listener(nullptr);
  executor.set_visible_places(before);

  Narration result = std::move(telling.narration());
  complete(result.steps, outcome.steps);
  result.ending = outcome.ending;
  result.deaths = outcome.deaths;
  result.leaks = outcome.leaks;
  result.unwritten_reads = outcome.unwritten_reads;
  result.waits_outside = outcome.external_waits;
  result.races = outcome.races;
  result.outcome = tally->rows();
  result.trace_hash = outcome.trace_hash;
  result.preemptions = telling.replay().taken().preemptions;
  result.divergence = telling.replay().diverged();
  return result;
}

}  // namespace

Narration narrate(Executor& executor, const Program& program, const Course& course, SharedSchedule* schedule) {
  return narrated(executor, program, course, schedule, std::numeric_limits<std::size_t>::max());
}

Narration narrate_short_of_last(Executor& executor, const Program& program, const Course& course) {
  if (course.tasks.empty()) return {};
  return narrated(executor, program, course, nullptr, course.tasks.size() - 1);
}

}  // namespace tenter::explore
