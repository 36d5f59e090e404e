#include "explore/executor/in_process_executor.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "explore/runtime/hooks.h"
#include "explore/runtime/terminate.h"

namespace tenter::explore {

// Notes exceptions that leave an actor or the observer, before it passes them on: the execution has no outcome.
class InProcessExecutor::Exceptions final : public ActorLog {
 public:
  Exceptions(Runtime& runtime, ActorLog& log) : runtime_(runtime), log_(log) { started = log.started; }
  void uncaught_exception(std::size_t index, std::string_view what) noexcept override {
    const Runtime::Inside inside(&runtime_);
    runtime_.scheduler_.note_death({runtime_.current(), Anomaly::uncaught_exception, std::string(what)});
    log_.uncaught_exception(index, what);
  }

 private:
  Runtime& runtime_;
  ActorLog& log_;
};

struct InProcessExecutor::Job {
  Runtime* runtime;
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

InProcessExecutor::InProcessExecutor(Limits limits)
    : most_steps_(limits.steps), runtime_(new Runtime(limits.step_timeout)) {}

InProcessExecutor::~InProcessExecutor() = default;

std::unique_ptr<Tally> InProcessExecutor::new_tally(const Program& program) const {
  return program.body->new_tally();
}

VisiblePlaces InProcessExecutor::visible_places() const { return runtime_->visibility_.places(); }

void InProcessExecutor::set_visible_places(const VisiblePlaces& places) { runtime_->visibility_.set_places(places); }

ReportedRaces InProcessExecutor::reported_races() const { return runtime_->visibility_.reported_races(); }

void InProcessExecutor::set_reported_races(ReportedRaces races) {
  runtime_->visibility_.set_reported_races(std::move(races));
}

bool InProcessExecutor::weaker_orders_used() const { return runtime_->races_.weaker_orders_used(); }

TaskId InProcessExecutor::running_task() const {
  return Runtime::running() == nullptr ? kNoTask : runtime_->current();
}

TaskId InProcessExecutor::task_with_stack(const void* address) const { return runtime_->tasks_.with_stack(address); }

const Arena& InProcessExecutor::heap() const { return runtime_->arena_; }

InProcessExecutor::Loading::Loading(InProcessExecutor& executor) {
  Runtime::loading_ = &executor.runtime_->arena_;
  executor.changed_ = true;
}

InProcessExecutor::Loading::~Loading() { Runtime::loading_ = nullptr; }

void InProcessExecutor::set_unseen_libraries(const std::vector<std::string>& paths) {
  runtime_->libraries_.watch_out_for(paths);
}

void InProcessExecutor::set_heartbeat(std::uint64_t* cell) { runtime_->watchdog_.beat(cell); }

void InProcessExecutor::expect_tasks(std::size_t count) { runtime_->tasks_.expect(count); }

void InProcessExecutor::set_step_timeout(std::chrono::milliseconds timeout) {
  runtime_->watchdog_.be_patient(timeout);
}

void InProcessExecutor::fill_fresh(const Fill& fill) { runtime_->heap_checks_.fill_fresh(fill); }

TaskId InProcessExecutor::task_count() const { return runtime_->tasks_.count(); }

// The first execution, and the first after a plugin has been loaded, finds the world as all that follow will find it.
void InProcessExecutor::begin() {
  if (std::exchange(changed_, false)) {
    world_.remember();
    runtime_->modules_.remember();
    first_ = true;
    runtime_->arena_.keep();
    runtime_->tasks_.remember_thread_locals();
  }
  runtime_->begin();
}

const ExecutionResult& InProcessExecutor::execute(const Program& program, Strategy& strategy, Tally& tally,
                                                  ActorLog& log) {
  begin();
  Exceptions exceptions(*runtime_, log);
  const TerminateHandler terminate_handler;
  const Body& body = *program.body;
  void* const memory = runtime_->arena_.allocate(body.state_size(), body.state_alignment());
  state_ = {static_cast<std::byte*>(memory), body.state_size(), 1};
  Job job{runtime_.get(), &body, &tally, &exceptions, state_};
  LibraryWatch& libraries = runtime_->libraries_;
  if (order_by_libraries_) libraries.begin();
  runtime_->scheduler_.run(&main_task, &job, strategy, most_steps_);
  if (order_by_libraries_) libraries.end();

  ExecutionResult& result = runtime_->result_;
  result.libraries = order_by_libraries_ ? libraries.entered() : 0;
  result.new_visible_place = runtime_->visibility_.found_new();
  result.non_sc_race = runtime_->races_.non_sc_race();
  const bool ended = result.ending == Ending::finished;
  const bool looks_at_heap = ended || std::exchange(first_, false);
  if (result.ending == Ending::deadlock && result.deaths.empty() && tally.count_waiting(state_)) {
    result.ending = Ending::finished;
    result.waits_as_it_may = true;
  }
  if (looks_at_heap) runtime_->heap_checks_.look_for_live_blocks(state_);
  if (ended) runtime_->heap_checks_.note_leaks(world_);
  if (ended) runtime_->tasks_.append_unjoined(result.leaks);
  if (none_follows_) return result;
  require_no_residue(looks_at_heap);
  runtime_->tasks_.release_all();
  runtime_->arena_.reset();
  runtime_->mappings_.reset();
  world_.reset();
  return result;
}

void InProcessExecutor::require_no_residue(bool looks_at_heap) {
  runtime_->modules_.look();
  // The loader has memory of theirs; what the C library keeps besides shows when they were there before.
  if (runtime_->modules_.any_came()) throw Residue(runtime_->modules_.newcomers(), false);
  if (looks_at_heap && runtime_->heap_checks_.c_runtimes_keep_any()) throw Residue({}, true);
}

void InProcessExecutor::set_listener(Announcements* listener) {
  runtime_->scheduler_.set_listener(listener);
  runtime_->heap_checks_.set_listener(listener);
}

void InProcessExecutor::adopt_process() {
  let_none_follow();
  runtime_->faults_.adopt_thread();
  runtime_->watchdog_.adopt_thread();
}

// What the harness's threads do on real threads, here as a task: so that a state may start threads of its own.
void* InProcessExecutor::main_task(void* argument) {
  const Job& job = *static_cast<const Job*>(argument);
  Runtime& runtime = *job.runtime;
  Scheduler& scheduler = runtime.scheduler_;
  TaskId actor_count = 0;
  {
    const Runtime::Inside inside(&runtime);  // tasks 1, 2, ..., whatever threads the state and the first actors start
    actor_count = static_cast<TaskId>(job.body->actor_count());
    if (actor_count >= kMaxTasks) runtime.run_out_of_tasks();
    for (TaskId i = 0; i < actor_count; ++i) {
      actor_jobs[i] = {job.body, i, job.state, job.log};
      scheduler.add_actor(&run_actor, &actor_jobs[i]);
    }
  }
  job.body->construct(job.state);
  {
    const Runtime::Inside inside(&runtime);
    for (TaskId actor = 1; actor <= actor_count; ++actor) scheduler.start(actor);
    for (TaskId actor = 1; actor <= actor_count; ++actor) scheduler.join(actor);
  }
  if (runtime.result_.deaths.empty()) job.tally->observe(job.state, *job.log);
  if (runtime.result_.deaths.empty()) {
    const Runtime::Inside inside(&runtime);
    job.tally->count(job.state, *job.log);
  }
  job.tally->discard();
  job.body->destroy(job.state);
  return nullptr;
}

}  // namespace tenter::explore
