#include "explore/runtime/runtime.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "explore/runtime/terminate.h"

namespace tenter::explore {
namespace {

constexpr std::size_t kStackBytes = 256 * 1024;

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
  hash ^= value;
  hash *= 0x9e3779b97f4a7c15ULL;
  return hash ^ (hash >> 29);
}

// Of the memory that a plain access is made on, as far as it is a number.
std::uint64_t content(const Operation& operation) {
  std::uint64_t value = 0;
  if (operation.size <= sizeof value) std::memcpy(&value, reinterpret_cast<void*>(operation.object), operation.size);
  return value;
}

std::vector<std::uintptr_t> sorted(const std::unordered_set<std::uintptr_t>& set) {
  std::vector<std::uintptr_t> result(set.begin(), set.end());
  std::sort(result.begin(), result.end());
  return result;
}

}  // namespace

Runtime* Runtime::running_ = nullptr;
Runtime* Runtime::the_runtime_ = nullptr;
Arena* Runtime::loading_ = nullptr;
std::uint64_t Runtime::execution_ = 0;
std::uintptr_t Runtime::stack_end_ = 0;
std::uintptr_t Runtime::entered_at_ = 0;

// Notes exceptions that leave an actor or the observer, before it passes them on: the execution has no outcome.
class Runtime::Exceptions final : public ActorLog {
 public:
  Exceptions(Runtime& runtime, ActorLog& log) : runtime_(runtime), log_(log) { started = log.started; }
  void uncaught_exception(std::size_t index, std::string_view what) noexcept override {
    Inside inside(&runtime_);
    runtime_.note_death({runtime_.current_, Anomaly::uncaught_exception, std::string(what)});
    log_.uncaught_exception(index, what);
  }

 private:
  Runtime& runtime_;
  ActorLog& log_;
};

struct Runtime::Job {
  const Body* body;
  Tally* tally;
  ActorLog* log;
  StateRange state;
};

namespace {

struct ActorJob {
  const Body* body;
  std::size_t actor;
  StateRange state;
  ActorLog* log;
};

std::array<ActorJob, kMaxActors> actor_jobs;  // of the execution that runs

void* run_actor(void* argument) {
  const ActorJob& job = *static_cast<const ActorJob*>(argument);
  job.body->act(job.actor, job.state, *job.log);
  return nullptr;
}

}  // namespace

Runtime::Runtime(Limits limits)
    : limits_(limits),
      fibers_(kStackBytes),
      scheduler_(fibers_.scheduler()),
      faults_(fibers_, arena_),
      watchdog_(limits.stillness) {
  the_runtime_ = this;
}

// The first execution, and the first after a plugin has been loaded, finds the world as all that follow will find it.
void Runtime::begin() {
  if (!world_.remembered()) {
    world_.remember();
    arena_.keep();
    thread_locals_.emplace(&is_the_programs);
  }
  result_.ending = Ending::finished;
  result_.trace_hash = 0;
  result_.steps.clear();
  result_.deaths.clear();
  result_.races.clear();
  result_.leaks.clear();
  result_.unwritten_reads.clear();
  result_.external_waits.clear();
  result_.new_visible_place = false;
  result_.endless = false;
  result_.waits_as_it_may = false;
  count_ = 0;
  last_ = starter_ = kNoTask;
  footprint_.clear();
  settled_ = 0;
  front_settled_ = true;
  step_open_ = false;
  spinning_.begin();
  clock_ = {};
  ++execution_;
  detector_.begin();
}

const ExecutionResult& Runtime::execute(const Program& program, Strategy& strategy, Tally& tally, ActorLog& log) {
  begin();
  strategy_ = &strategy;
  Exceptions exceptions(*this, log);
  const TerminateHandler terminate_handler;
  Job job{program.body.get(), &tally, &exceptions, {}};
  job.state = {static_cast<std::byte*>(arena_.allocate(job.body->state_size(), job.body->state_alignment())),
               job.body->state_size(), 1};
  state_ = job.state;
  set_current(add_task(&main_task, &job));
  tasks_[current_].started = true;
  switch_to(scheduler_, *tasks_[current_].fiber);
  current_ = kNoTask;

  if (result_.ending == Ending::deadlock && result_.deaths.empty() && tally.count_waiting(job.state)) {
    result_.ending = Ending::finished;
    result_.waits_as_it_may = true;
  }
  note_leaks();
  for (TaskId task = 0; task < count_; ++task) fibers_.release(*tasks_[task].fiber);
  arena_.reset();
  mappings_.reset();
  world_.reset();
  return result_;
}

void Runtime::expect_tasks(std::size_t count) {
  std::vector<Fiber*> fibers;
  while (fibers.size() < count) fibers.push_back(&fibers_.acquire());
  for (Fiber* const fiber : fibers) fibers_.release(*fiber);
}

void Runtime::be_patient(std::chrono::milliseconds stillness) {
  limits_.stillness = stillness;
  watchdog_.be_patient(stillness);
}

void Runtime::adopt_process() {
  faults_.adopt_thread();
  watchdog_.adopt_thread();
}

// What the harness's threads do on real threads, here as a task: so that a state may start threads of its own.
void* Runtime::main_task(void* argument) {
  const Job& job = *static_cast<const Job*>(argument);
  Runtime& runtime = *the_runtime_;
  TaskId actor_count = 0;
  {
    Inside inside(&runtime);  // tasks 1, 2, ..., whatever threads the state and the first actors start
    actor_count = static_cast<TaskId>(job.body->actor_count());
    for (TaskId i = 0; i < actor_count; ++i) {
      actor_jobs[i] = {job.body, i, job.state, job.log};
      runtime.add_task(&run_actor, &actor_jobs[i]);
    }
  }
  job.body->construct(job.state);
  {
    Inside inside(&runtime);
    for (TaskId actor = 1; actor <= actor_count; ++actor) runtime.start(actor);
    for (TaskId actor = 1; actor <= actor_count; ++actor) runtime.join(actor);
  }
  if (runtime.result_.deaths.empty()) job.tally->observe(job.state, *job.log);
  if (runtime.result_.deaths.empty()) {
    Inside inside(&runtime);
    job.tally->count(job.state);
  }
  job.body->destroy(job.state);
  return nullptr;
}

TaskId Runtime::add_task(Entry entry, void* argument) {
  const TaskId id = count_++;
  Task& task = tasks_[id];
  task = {};
  task.fiber = &fibers_.acquire();
  task.entry = entry;
  task.argument = argument;
  pending_[id] = {};
  spinning_.start(id);
  thread_locals_->reset(*task.fiber);
  task.fiber->prepare(&begin_task, this);
  return id;
}

void Runtime::begin_task(void* argument) {
  Runtime& runtime = *static_cast<Runtime*>(argument);
  Task& task = runtime.tasks_[runtime.current_];
  running_ = &runtime;
  void* const result = task.entry(task.argument);
  running_ = nullptr;
  runtime.end_task(result);
}

void Runtime::end_task(void* result) {
  Task& task = tasks_[current_];
  if (task.at_end != nullptr) task.at_end(*this);
  task.result = result;
  finish();
}

TaskId Runtime::spawn(Entry entry, void* argument, pthread_t* id) {
  const TaskId child = add_task(entry, argument);
  if (id != nullptr) *id = tasks_[child].fiber->thread().id();
  start(child);
  return child;
}

void Runtime::start(TaskId child) {
  settle();
  const TaskId parent = current_;
  const TaskId waiting = starter_;
  spinning_.acted(parent);
  tasks_[child].started = true;
  detector_.forked(parent, child);
  strategy_->forked(parent, child);
  starter_ = parent;
  set_current(child);
  leave_for(parent, *tasks_[child].fiber);
  set_current(parent);
  starter_ = waiting;
}

TaskId Runtime::task_of(pthread_t id) const {
  for (TaskId task = 0; task < count_; ++task) {
    if (::pthread_equal(tasks_[task].fiber->thread().id(), id) != 0) return task;
  }
  return kNoTask;
}

void Runtime::set_current(TaskId task) {
  current_ = task;
  stack_end_ = reinterpret_cast<std::uintptr_t>(tasks_[task].fiber->stack().lowest);
}

void Runtime::join(TaskId joined) {
  settle();
  const TaskId self = current_;
  spinning_.acted(self);
  Task& task = tasks_[self];
  if (!tasks_[joined].finished) {
    task.joining = true;
    task.ready = [](const Runtime&, TaskId, void* subject) { return static_cast<const Task*>(subject)->finished; };
    task.subject = &tasks_[joined];
    hand_over(self);
    task.joining = false;
  }
  detector_.joined(self, joined);
  strategy_->joined(self, joined);
}

void Runtime::point(const Operation& operation, Ready ready, void* subject) {
  settle();
  const TaskId self = current_;
  Task& task = tasks_[self];
  spinning_.comes_to(self, operation, task.fiber->stack().top);
  task.ready = ready;
  task.subject = subject;
  pending_[self] = operation;
  if (listener_ != nullptr) listener_->announced(announcement_of(self, operation, arena_));
  hand_over(self);
  last_ = self;
  step_open_ = true;
  footprint_.assign(1, operation);
  spinning_.goes_on(self, footprint_);
  settled_ = footprint_.size();
  front_settled_ = false;
  changed_by_ = 0;
  result_.steps.push_back({self, operation, 0});
  task.last_step = result_.steps.size();
  if (spinning_.exceeded_spin_bound(self)) gave(Way::round);
  watchdog_.calm_down();
  if (operation.size == 0 && arena_.owns(reinterpret_cast<void*>(operation.object))) note_use(operation);
}

// Tells what the running task has done since it was last asked.
void Runtime::settle() {
  const auto tell = [this](const Operation& operation, std::uint64_t by) {
    spinning_.did(current_, operation, by, operation.size == 0 && watches_releases(operation.object));
  };
  if (!std::exchange(front_settled_, true)) {
    const Operation& front = footprint_.front();
    if (front.op == Op::write) changed(content_before_, content(front));
    tell(front, changed_by_);
  }
  for (; settled_ < footprint_.size(); ++settled_) tell(footprint_[settled_], 1);
}

// Whether the task can make its pending operation, in the state in which the world is.
inline bool Runtime::is_possible(TaskId id) const {
  const Task& task = tasks_[id];
  return task.ready == nullptr || task.ready(*this, id, task.subject);
}

// And whether it is its turn.
inline bool Runtime::can_go_on(TaskId id) const {
  if (!is_possible(id)) return false;
  if (tasks_[id].joining) return true;
  return !spinning_.spins(id) && (!spinning_.exceeded_spin_bound(id) || may_give(Way::round, id));
}

// Asking of another task whether it could go on may come back here, but only for one whose last step is older.
bool Runtime::may_give(Way way, TaskId task) const {
  const Giving& giving = tasks_[task].giving[static_cast<std::size_t>(way)];
  if (giving.times < kFreely) return true;
  for (TaskId id = 0; id < count_; ++id) {
    const Task& other = tasks_[id];
    if (!other.started || other.finished || other.dead || other.joining) continue;
    if (other.last_step < giving.since && can_go_on(id)) return false;
  }
  return true;
}

void Runtime::gave(Way way) {
  Task& task = tasks_[current_];
  Giving& giving = task.giving[static_cast<std::size_t>(way)];
  if (giving.times == kFreely) giving.times = 0;
  if (giving.times++ == 0) giving.since = task.last_step;
}

// Lets another task run, and returns when this one has been chosen to go on.
void Runtime::hand_over(TaskId self) {
  if (starter_ != kNoTask) {
    leave_for(self, *tasks_[starter_].fiber);
    return;
  }
  const TaskId chosen = next();
  if (chosen == self) return;
  set_current(chosen);
  leave_for(self, *tasks_[chosen].fiber);
}

// Others enter hooks of their own; this one comes back into the hook that it is in.
void Runtime::leave_for(TaskId self, Fiber& other) {
  tasks_[self].left_at = entered_at_;
  switch_to(*tasks_[self].fiber, other);
  entered_at_ = tasks_[self].left_at;
}

void Runtime::finish() {
  tasks_[current_].finished = true;
  leave();
}

void Runtime::die(Anomaly kind, std::string detail, std::uintptr_t pc, std::uintptr_t object) {
  note_death({current_, kind, std::move(detail), pc != 0 ? pc : pending_[current_].pc, object});
  tasks_[current_].dead = true;
  leave();
}

// On the stack of who dies.
void Runtime::note_death(Death death) {
  result_.deaths.push_back(std::move(death));
  if (listener_ != nullptr) listener_->happened(memory_event(MemoryEvent::What::died, current_, {}));
}

void Runtime::die_of_stack_overflow() { die(Anomaly::stack_overflow, "a thread ran out of stack"); }

void Runtime::die_of_stillness(std::uintptr_t pc) {
  const double seconds = std::chrono::duration<double>(limits_.stillness).count();
  die(Anomaly::livelock, fmt::format("it ran {} s without a visible step", seconds), pc);
}

std::uint64_t Runtime::progress() {
  if (the_runtime_ == nullptr || the_runtime_->current_ == kNoTask) return 0;
  return (execution_ << 32U) + the_runtime_->result_.steps.size();
}

// For good.
void Runtime::leave() {
  settle();
  const TaskId self = current_;
  if (starter_ != kNoTask) switch_to(*tasks_[self].fiber, *tasks_[starter_].fiber);
  set_current(next());
  switch_to(*tasks_[self].fiber, *tasks_[current_].fiber);
  __builtin_unreachable();
}

// Tells the strategy what the step that ends here has done.
void Runtime::leave_step() {
  if (!std::exchange(step_open_, false)) return;
  note_written();
  const Step& step = result_.steps.back();
  result_.trace_hash = mixed(result_.trace_hash, step.task + (std::uint64_t(step.operation.op) << 8));
  result_.trace_hash = mixed(result_.trace_hash, step.operation.object ^ step.value);
  strategy_->stepped(last_, footprint_);
}

// What a plain write writes is known only afterwards.
void Runtime::note_written() {
  Step& step = result_.steps.back();
  if (step.operation.op == Op::write) step.value = content(step.operation);
}

TaskId Runtime::next() {
  SchedulePoint point{0, 0, last_, std::span(pending_.data(), count_)};
  bool unfinished = false;
  TaskSet spinning = 0;
  for (TaskId id = 0; id < count_; ++id) {
    const Task& task = tasks_[id];
    if (!task.started || task.finished || task.dead) continue;
    unfinished = true;
    const bool goes_on = can_go_on(id);
    if (!task.joining) {
      (goes_on ? point.enabled : point.waiting) |= set_of(id);
      if (!goes_on && spinning_.spins(id) && is_possible(id)) spinning |= set_of(id);
    } else if (goes_on) {
      return id;
    }
  }
  leave_step();
  const bool died = !result_.deaths.empty();
  if (!unfinished) end(died ? Ending::died : Ending::finished, point);
  if (point.enabled == 0 && !died) let_try_again(point, spinning);
  if (point.enabled == 0) end(died ? Ending::died : standstill(point, spinning), point);
  if (result_.steps.size() >= limits_.steps) {
    result_.endless = seems_endless(point);
    end(Ending::cut, point);
  }
  const TaskId chosen = strategy_->choose(point);
  if (chosen == kNoTask) end(Ending::abandoned, point);
  return chosen;
}

Ending Runtime::standstill(const SchedulePoint& point, TaskSet spinning) {
  for (TaskSet rest = point.waiting; rest != 0; rest &= rest - 1) {
    const auto task = static_cast<TaskId>(std::countr_zero(rest));
    if (tasks_[task].call_outside != nullptr) result_.external_waits.push_back({task, tasks_[task].call_outside});
  }
  if (!result_.external_waits.empty()) return Ending::outside;
  return spinning != 0 ? Ending::livelock : Ending::deadlock;
}

// Nobody can go on: one of those that spin goes round once more, if there is one that has not yet.
void Runtime::let_try_again(SchedulePoint& point, TaskSet spinning) {
  const TaskId task = spinning_.try_again(spinning);
  if (task == kNoTask) return;
  point.enabled = set_of(task);
  point.waiting &= ~set_of(task);
}

bool Runtime::seems_endless(const SchedulePoint& point) const {
  const auto place_of = [](const Step& step) { return mixed(step.task, step.operation.pc); };
  const std::size_t half = result_.steps.size() / 2;
  std::unordered_set<std::uint64_t> places;
  for (std::size_t i = 0; i < half; ++i) places.insert(place_of(result_.steps[i]));
  TaskSet went_on = 0;
  for (std::size_t i = half; i < result_.steps.size(); ++i) {
    if (!places.contains(place_of(result_.steps[i]))) return false;
    went_on |= set_of(result_.steps[i].task);
  }
  return (point.enabled & ~went_on) == 0;
}

// Abandons what is left of the execution: its fibers are never continued, so nothing of the program runs again.
void Runtime::end(Ending ending, const SchedulePoint& point) {
  result_.ending = ending;
  strategy_->end(ending, point);
  switch_to(*tasks_[current_].fiber, scheduler_);
  __builtin_unreachable();
}

void Runtime::value(std::uint64_t value) {
  if (!result_.steps.empty()) result_.steps.back().value = value;
}

void Runtime::answer_watchdog(std::uintptr_t pc, bool write) {
  if (watchdog_.has_given_up()) die_of_stillness(pc);
  if (!write && watchdog_.asks_for_read() && racy_places_.insert(pc).second) result_.new_visible_place = true;
}

bool Runtime::plain(std::uintptr_t address, std::size_t size, bool write, std::uintptr_t pc) {
  if (watchdog_.alarmed()) answer_watchdog(pc, write);
  const Operation operation{write ? Op::write : Op::read, static_cast<std::uint32_t>(size), address, pc};
  const bool visible = access(operation);
  note_access(operation, !write, write);
  return visible;
}

// Returns whether it was a visible step.
bool Runtime::access(const Operation& operation) {
  const bool write = modifies(operation.op);
  const bool visible = !racy_places_.empty() && racy_places_.contains(operation.pc);
  if (visible) {
    point(operation);
    content_before_ = content(operation);
    if (!write) value(content_before_);
  } else if (write && !on_own_stack(operation.object)) {
    spinning_.wrote(current_);
  }
  const auto races = operation.op == Op::free
                         ? detector_.free(current_, operation.object, operation.size, operation.pc)
                         : detector_.access(current_, operation.object, operation.size, write, false, operation.pc);
  for (const Race& race : races) observe_race(race);
  return visible;
}

void Runtime::atomic_access(std::uintptr_t address, std::size_t size, Op op, std::uintptr_t pc) {
  const bool write = modifies(op);
  for (const Race& race : detector_.access(current_, address, size, write, true, pc)) observe_race(race);
  const Operation operation{op, static_cast<std::uint32_t>(size), address, pc};
  note_access(operation, op != Op::atomic_store, write);
}

TaskId Runtime::task_with_stack(const void* address) const {
  for (TaskId task = 0; task < count_; ++task) {
    const StackBounds& stack = tasks_[task].fiber->stack();
    if (stack.lowest <= address && address < stack.top) return task;
  }
  return kNoTask;
}

VisiblePlaces Runtime::visible_places() const { return {sorted(racy_places_), sorted(watched_)}; }

void Runtime::set_visible_places(const VisiblePlaces& places) {
  racy_places_ = {places.accesses.begin(), places.accesses.end()};
  watched_ = {places.releases.begin(), places.releases.end()};
}

// Both places become visible operations. A search that has begun without them has to begin again.
void Runtime::observe_race(const Race& race) {
  // Between two visible steps spinning_ sees by itself what has changed.
  const auto is_visible = [&](const RecordedAccess& access) {
    return access.atomic || (!result_.new_visible_place && racy_places_.contains(access.pc));
  };
  if (race.later.write && !(is_visible(race.earlier) && is_visible(race.later))) spinning_.disturb(race.earlier.task);
  if (!known_races_.learn(race)) return;
  result_.races.push_back(race);
  for (const RecordedAccess* access : {&race.earlier, &race.later}) {
    if (!access->atomic && racy_places_.insert(access->pc).second) result_.new_visible_place = true;
  }
}

}  // namespace tenter::explore
