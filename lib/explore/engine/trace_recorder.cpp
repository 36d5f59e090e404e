#include "explore/engine/trace_recorder.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <memory>
#include <utility>

#include "explore/executor/silent_log.h"
#include "explore/memory/arena.h"
#include "explore/runtime/announcement.h"
#include "explore/schedule/replay.h"
#include "explore/search/observation.h"

namespace tenter::explore {
namespace {

// Follows the schedule, and keeps what it is told of each step.
class TracingReplay final : public Strategy, public Announcements {
 public:
  // Makes at most so many steps.
  TracingReplay(const PinnedSchedule& schedule, SharedSchedule* shared, std::size_t most)
      : replay_(schedule.tasks), shared_(shared), most_(most) {}

  bool begin() override { return replay_.begin(); }
  // The stack of a step is that of its announcement; by the time that it is over its task has announced another one.
  TaskId choose(const SchedulePoint& point) override {
    const TaskId chosen = replay_.choose(point);
    stack_ = stacks_[chosen];
    if (made_ == most_) {
      add_announced(point.pending[chosen], chosen);
      return kNoTask;
    }
    ++made_;
    if (shared_ != nullptr) shared_->step(chosen);
    return chosen;
  }

  void announced(const Announcement& announcement) override {
    stacks_[announcement.task] = announcement.stack;
    for (const Arena::Block& block : announcement.blocks) add(block);
  }

  void happened(const MemoryEvent& event) override {
    BlockSites& sites = trace_.block_sites[reinterpret_cast<std::uintptr_t>(event.block.first)];
    switch (event.what) {
      case MemoryEvent::What::allocated:
        sites = {{event.task, event.stack}, {}};
        break;
      case MemoryEvent::What::freed:
        add(event.block);
        sites.freed = {event.task, event.stack};
        break;
      case MemoryEvent::What::read_unwritten:
        trace_.read_sites.push_back({{event.task, event.stack}, sites.allocated});
        break;
      case MemoryEvent::What::died:
        trace_.death_stacks.push_back(event.stack);
    }
  }

  void stepped(TaskId task, std::span<const Operation> footprint) override {
    TraceStep& step = trace_.steps.emplace_back();
    step.task = task;
    step.footprint.assign(footprint.begin(), footprint.end());
    step.stack = stack_;
  }

  void end(Ending ending, const SchedulePoint& point) override {
    replay_.end(ending, point);
    for (const TaskId task : point.waiting) {
      trace_.waiting.push_back({task, point.pending[task], stacks_[task]});
    }
  }

  // REQUIRES: the execution is over.
  Trace take() {
    trace_.preemptions = replay_.taken().preemptions;
    trace_.mismatch = replay_.mismatch();
    return std::move(trace_);
  }

 private:
  void add_announced(const Operation& operation, TaskId task) {
    TraceStep& step = trace_.steps.emplace_back();
    step.task = task;
    step.operation = operation;
    step.footprint = {operation};
    step.stack = stack_;
    step.made = false;
  }
  void add(const Arena::Block& block) {
    trace_.blocks.push_back({reinterpret_cast<std::uintptr_t>(block.first), block.size});
  }

  Replay replay_;
  SharedSchedule* const shared_;
  const std::size_t most_;
  std::size_t made_ = 0;
  std::array<Stack, kMaxTasks> stacks_;  // of each task's last announcement
  Stack stack_;
  Trace trace_;
};

// What is known of the steps once they have been made.
void complete(std::vector<TraceStep>& steps, const std::vector<Step>& made) {
  for (std::size_t i = 0; i < made.size(); ++i) {
    steps[i].operation = made[i].operation;
    steps[i].value = made[i].value;
    // abi/history.cpp has put it there.
    const auto* const call = reinterpret_cast<const char*>(made[i].value);  // NOLINT: of a step of a history
    if (is_of_history(made[i].operation.op) && call != nullptr) steps[i].call = call;
  }
}

void add_result(Trace& trace, const ExecutionResult& result) {
  complete(trace.steps, result.steps);
  trace.ending = result.ending;
  trace.deaths = result.deaths;
  trace.leaks = result.leaks;
  trace.unwritten_reads = result.unwritten_reads;
  trace.external_waits = result.external_waits;
  trace.races = result.races;
  trace.trace_hash = result.trace_hash;
}

// An execution with these places visible, that has all of its races in its result; then all is as before.
class ExecutionApart {
 public:
  ExecutionApart(Executor& executor, const VisiblePlaces& places)
      : executor_(executor), places_before_(executor.visible_places()), races_before_(executor.reported_races()) {
    executor.set_visible_places(places);
    executor.forget_races();
  }
  ~ExecutionApart() {
    executor_.set_visible_places(places_before_);
    executor_.set_reported_races(races_before_);
  }
  ExecutionApart(const ExecutionApart&) = delete;
  ExecutionApart& operator=(const ExecutionApart&) = delete;

 private:
  Executor& executor_;
  const VisiblePlaces places_before_;
  const ReportedRaces races_before_;
};

}  // namespace

Trace TraceRecorder::record(const PinnedSchedule& schedule, SharedSchedule* shared) const {
  return record_steps(schedule, shared, std::numeric_limits<std::size_t>::max());
}

Trace TraceRecorder::record_short_of_last(const PinnedSchedule& schedule) const {
  if (schedule.tasks.empty()) return {};
  return record_steps(schedule, nullptr, schedule.tasks.size() - 1);
}

std::uint64_t TraceRecorder::libraries_that_may_order(const PinnedSchedule& schedule, const Race& race) const {
  const ExecutionApart apart(executor_, schedule.places);
  Replay replay(schedule.tasks);
  replay.begin();
  executor_.order_by_libraries(true);
  SilentLog silent;
  const std::unique_ptr<Tally> tally = executor_.new_tally(program_);
  const ExecutionResult& result = executor_.execute(program_, replay, *tally, silent);
  executor_.order_by_libraries(false);
  const auto is_it = [&](const Race& one) { return key_of(Observation(one)) == key_of(Observation(race)); };
  return std::any_of(result.races.begin(), result.races.end(), is_it) ? 0 : result.libraries;
}

Trace TraceRecorder::record_steps(const PinnedSchedule& schedule, SharedSchedule* shared, std::size_t most) const {
  const ExecutionApart apart(executor_, schedule.places);
  TracingReplay replay(schedule, shared, most);
  replay.begin();
  executor_.set_listener(&replay);
  SilentLog silent;
  const std::unique_ptr<Tally> tally = executor_.new_tally(program_);
  const ExecutionResult& result = executor_.execute(program_, replay, *tally, silent);
  executor_.set_listener(nullptr);
  Trace trace = replay.take();
  add_result(trace, result);
  trace.outcome = tally->rows();
  add_memory(trace);
  return trace;
}

Trace TraceRecorder::memory_of(const std::vector<Operation>& operations) const {
  Trace trace;
  trace.state = executor_.state();
  for (const Operation& operation : operations) add_owner_of_stack(trace, operation.object);
  return trace;
}

void TraceRecorder::add_memory(Trace& trace) const {
  trace.state = executor_.state();
  for (const TraceStep& step : trace.steps) add_owner_of_stack(trace, step.operation.object);
  for (const TraceWait& wait : trace.waiting) add_owner_of_stack(trace, wait.operation.object);
  for (const Race& race : trace.races) add_owner_of_stack(trace, race.address);
  if (trace.mismatch && trace.mismatch->pending) add_owner_of_stack(trace, trace.mismatch->pending->object);
}

void TraceRecorder::add_owner_of_stack(Trace& trace, Object object) const {
  const std::uintptr_t address = object.address();
  const TaskId owner = executor_.task_with_stack(reinterpret_cast<const void*>(address));
  if (owner != kNoTask) trace.on_stack_of.emplace(address, owner);
}

}  // namespace tenter::explore
