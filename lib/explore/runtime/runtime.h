// One execution after another of a program whose every visible operation asks a strategy who goes next.
//
// All threads of the program (its actors, those that it starts, and the main task that makes the state, starts the
// actors, waits for them, observes and destroys the state) are tasks: fibers on the one thread that runs the
// explorer. Between two visible operations a task runs undisturbed, so an execution is determined by the sequence
// of tasks that made the visible steps: its schedule.
//
// The hooks behind the compiler's instrumentation and the interposed functions of libc (abi/) call in here on a
// task's fiber; outside of an execution Runtime::running() is null and they fall through.
//
// Thread safety: none; one runtime a process, on one thread.
#pragma once

#include <pthread.h>
#include <tenter/body.h>
#include <tenter/plugin.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "explore/event/operation.h"
#include "explore/fiber/fiber.h"
#include "explore/fiber/thread_locals.h"
#include "explore/memory/arena.h"
#include "explore/memory/fill.h"
#include "explore/memory/mappings.h"
#include "explore/memory/world.h"
#include "explore/race/race_detector.h"
#include "explore/runtime/announcement.h"
#include "explore/runtime/execution_result.h"
#include "explore/runtime/executor.h"
#include "explore/runtime/faults.h"
#include "explore/runtime/known_races.h"
#include "explore/runtime/spinning.h"
#include "explore/runtime/virtual_clock.h"
#include "explore/runtime/watchdog.h"
#include "explore/schedule/strategy.h"

namespace tenter::explore {

class Runtime final : public Executor {
 public:
  struct Limits {
    std::uint64_t steps = 100'000;  // of one execution; more is cut
    // Processor time that a task may take without a visible step: then it never makes one (runtime/watchdog.h).
    std::chrono::milliseconds stillness{2'000};
  };

  explicit Runtime(Limits limits);
  Runtime(const Runtime&) = delete;
  Runtime& operator=(const Runtime&) = delete;

  const ExecutionResult& execute(const Program& program, Strategy& strategy, Tally& tally, ActorLog& log) override;
  std::unique_ptr<Tally> new_tally(const Program& program) const override { return program.body->new_tally(); }
  VisiblePlaces visible_places() const override;
  void set_visible_places(const VisiblePlaces& places) override;
  void forget_races() override { known_races_.forget(); }
  void set_listener(Announcements* listener) override { listener_ = listener; }
  bool weaker_orders_used() const override { return detector_.weaker_orders_used(); }
  TaskId running_task() const override { return running_ == nullptr ? kNoTask : current_; }
  StateRange state() const override { return state_; }
  TaskId task_with_stack(const void* address) const override;
  const Arena& heap() const override { return arena_; }

  // So many tasks at once find their threads parked already. Between two executions.
  void expect_tasks(std::size_t count);
  // This process has been forked off the one that made the runtime, between two executions.
  void adopt_process();
  // As Limits::stillness has it, from the next adopt_process() on.
  void be_patient(std::chrono::milliseconds stillness);

  // What the heap's fresh memory holds in executions from now on, as far as the language leaves that open.
  void fill_fresh(const Fill& fill) { fill_ = fill; }

  // The runtime whose task is running user code right now, on the calling thread; null outside of executions and
  // inside of the runtime itself.
  static Runtime* running() { return running_; }

  // The arena that `block` is from; null when it is the C library's.
  static Arena* arena_of(const void* block) {
    return the_runtime_ != nullptr && the_runtime_->arena_.owns(block) ? &the_runtime_->arena_ : nullptr;
  }

  // Plugins are loaded within its lifetime, and not while an execution runs: what their static variables allocate as
  // they are made is then as new at the start of each execution as they are themselves.
  class Loading {
   public:
    explicit Loading(Runtime& runtime) { loading_ = &runtime.arena_; }
    ~Loading() { loading_ = nullptr; }
    Loading(const Loading&) = delete;
    Loading& operator=(const Loading&) = delete;
  };
  static Arena* arena_for_loading() { return loading_; }

  // Entered by every hook: until it is left again, nothing that is called is the program's own.
  class Inside {
   public:
    explicit Inside(Runtime*) {
      running_ = nullptr;
      entered_at_ = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
      if (near_end_of_stack()) runtime_->die_of_stack_overflow();
    }
    ~Inside() { running_ = runtime_; }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

   private:
    // The runtime never runs out of the program's stack in the midst of what it does.
    [[gnu::always_inline]] static bool near_end_of_stack() {
      constexpr std::uintptr_t kReserve = 32 * 1024;
      return reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0)) - stack_end_ < kReserve;
    }

    Runtime* runtime_ = the_runtime_;
  };

  // The other way round: for the program's own code that a hook calls back.
  class Outside {
   public:
    explicit Outside(Runtime& runtime) { running_ = &runtime; }
    ~Outside() { running_ = nullptr; }
    Outside(const Outside&) = delete;
    Outside& operator=(const Outside&) = delete;
  };

  // --- For hooks, inside, on the running task's fiber. ---

  TaskId current() const { return current_; }
  std::size_t steps() const { return result_.steps.size(); }  // so far
  Arena& arena() { return arena_; }
  Mappings& mappings() { return mappings_; }
  RaceDetector& races() { return detector_; }
  VirtualClock& clock() { return clock_; }
  // Goes up now and then while a task runs that makes no steps, as long as something may still come of it. May be in
  // memory shared with others; null: nobody looks.
  void beat(std::uint64_t* cell) { watchdog_.beat(cell); }
  // Counts the executions of this process: for what primitives keep outside of the program's memory, and has to be
  // made anew in each.
  static std::uint64_t execution() { return execution_; }

  // A visible operation is about to be made. Returns when the strategy has chosen this task for it.
  // `ready` says whether it could be made now: false keeps the task disabled. Null: always.
  using Ready = bool (*)(const Runtime&, TaskId, void* subject);
  void point(const Operation& operation, Ready ready = nullptr, void* subject = nullptr);

  // The visible operation of the running step has changed its object from one value to another, perhaps the same.
  void changed(std::uint64_t from, std::uint64_t to) { changed_by_ = to - from; }

  // Part of the running step, but no step of its own: a release, which nobody could tell from a later one.
  void merged(const Operation& operation) {
    footprint_.push_back(operation);
    if (arena_.owns(reinterpret_cast<void*>(operation.object))) note_use(operation);
  }

  // A release of `object` could be told from a later one, by a try_lock say: it is a visible step from now on.
  void watch_releases(std::uintptr_t object) {
    if (watched_.insert(object).second) result_.new_visible_place = true;
  }
  bool watches_releases(std::uintptr_t object) const { return watched_.contains(object); }

  // A release: a step of its own where somebody watches for it, else part of the running step.
  void release(const Operation& operation) {
    if (watches_releases(operation.object)) {
      point(operation);
    } else {
      merged(operation);
    }
  }

  // The visible operation of the running step has come to less than it was announced as.
  void turned_out(Op op) {
    footprint_.front().op = op;
    footprint_.front().mutex = 0;
    result_.steps.back().operation.op = op;
  }

  // The same for those who read the step, and not for strategies.
  void shown_as(Op op) { result_.steps.back().operation.op = op; }

  // The visible operation of the running step, though made, has changed nothing: a notification that nobody gets.
  void changed_nothing() { footprint_.front().op = Op::failed_try; }

  // --- Giving way: by letting time pass, or by going round a loop without an end in sight (spinning.h). ---
  // A task may do so kFreely times; once more only when every other task that could go on has made a step since the
  // first of them. So a loop that waits for others by giving way is explored for as long as they could leave it
  // waiting for a moment, but not for ever while they starve: a search over programs that end under a fair scheduler
  // is finite. After Musuvathi and Qadeer, "Fair stateless model checking", PLDI 2008, where kFreely is 0.
  enum class Way : std::uint8_t { time, round };
  static constexpr std::uint32_t kFreely = 4;
  bool may_give(Way way, TaskId task) const;
  // The step that the current task has just made gave way.
  void gave(Way way);
  // The current task was waiting for others, and they have done something for it: it is counted anew.
  void was_helped() { tasks_[current_].giving = {}; }

  // The current task reads a clock. Returns how often it has done so.
  std::uint32_t reads_clock() {
    spinning_.acted(current_);
    return ++tasks_[current_].clock_reads;
  }

  // What the current task calls that waits for what is outside of the program; null: nothing any more.
  void calls_outside(const char* function) { tasks_[current_].call_outside = function; }

  // Where `task` has queued up, for those who wake it (sync/wait_queue.h); null when nowhere.
  void* queued(TaskId task) const { return tasks_[task].queued; }
  void queue_up(void* place) { tasks_[current_].queued = place; }

  // The current task has something left to do when its entry has returned.
  using AtEnd = void (*)(Runtime&);
  void at_end(AtEnd function) { tasks_[current_].at_end = function; }

  // What the running step read or wrote.
  void value(std::uint64_t value);
  // In this execution, the running one included.
  std::size_t steps_made() const { return result_.steps.size(); }

  // A plain access of the program. A visible step where it is known to race: returns whether it is one.
  bool plain(std::uintptr_t address, std::size_t size, bool write, std::uintptr_t pc);

  // The current task has got a block of the heap. What is in it means nothing.
  void has_allocated(void* block, std::size_t size);
  // ... but here it does: zeros.
  void is_zero(void* block, std::size_t size);
  // ... and here: what is in `from`, as far as there is room for it, has been copied. `from` is a block, or should
  // be.
  void has_moved(void* to, const void* from);
  // It gives one back: a write to all of it, as those see it who still use it. Where it has been freed before, or is
  // no block, the task dies of that.
  void about_to_free(void* block, std::uintptr_t pc);

  // An atomic access, of which point() has been told; it may still race with a plain one.
  void atomic_access(std::uintptr_t address, std::size_t size, Op op, std::uintptr_t pc);

  // The running task has ended the program. It never goes on. Without a `pc`: at its last visible operation.
  // `object`: see Death.
  [[noreturn]] void die(Anomaly kind, std::string detail, std::uintptr_t pc = 0, std::uintptr_t object = 0);
  [[noreturn]] void die_of_stack_overflow();
  [[noreturn]] void die_of_stillness(std::uintptr_t pc);
  // Changes with every visible step; 0 outside of executions. For signal handlers.
  static std::uint64_t progress();

  // Starts a task that runs entry(argument) up to its first visible operation; then goes on with the caller.
  using Entry = void* (*)(void*);
  // `id`, where wanted, gets the task's pthread_t before it runs.
  TaskId spawn(Entry entry, void* argument, pthread_t* id = nullptr);
  // The current task has nothing left to do but what is to be done at its end.
  [[noreturn]] void end_task(void* result);
  TaskId task_count() const { return count_; }
  // The unfinished or unjoined task that is known by this id; kNoTask when there is none.
  TaskId task_of(pthread_t id) const;
  bool finished(TaskId task) const { return tasks_[task].finished; }
  void* result(TaskId task) const { return tasks_[task].result; }
  // Waits until `task` has returned, and orders it before what follows. Not a visible step: once `task` has
  // returned, nothing that others do could make a difference to it, so the waiting task goes on at once.
  void join(TaskId task);

 private:
  struct Giving {
    std::uint32_t times = 0;
    std::size_t since = 0;  // the first of these steps
  };
  struct Task {
    Fiber* fiber = nullptr;
    Ready ready = nullptr;
    void* subject = nullptr;
    std::uintptr_t left_at = 0;  // entered_at_, when it let another task run
    bool started = false;
    bool finished = false;
    bool dead = false;
    bool joining = false;  // goes on as soon as it is ready, without asking the strategy
    Entry entry = nullptr;
    void* argument = nullptr;
    void* result = nullptr;
    std::size_t last_step = 0;       // counted from 1; 0 before its first
    std::array<Giving, 2> giving{};  // by Way
    std::uint32_t clock_reads = 0;
    void* queued = nullptr;
    const char* call_outside = nullptr;
    AtEnd at_end = nullptr;
  };
  void note_written();
  bool access(const Operation& operation);
  void tell_of(MemoryEvent::What what, const void* block);
  void note_use(const Operation& operation);
  void is_unwritten(void* block, std::size_t size);
  void fill(void* block, std::size_t from, std::size_t to);
  void note_unwritten_read(const Operation& operation);
  // The running task dies of an operation on memory that is no more.
  void expect_alive(const Operation& operation) {
    const auto* const at = reinterpret_cast<const void*>(operation.object);
    if (arena_.owns(at) ? arena_.touches_freed(at, operation.size)
                        : fibers_.has_stack_at(at) && !on_own_stack(operation.object)) [[unlikely]] {
      look_whether_alive(operation);
    }
  }
  // The same; and what it reads and writes is noted.
  [[gnu::always_inline]] void note_access(const Operation& operation, bool reads, bool writes) {
    const auto* const at = reinterpret_cast<const void*>(operation.object);
    if (!arena_.owns(at)) return expect_alive(operation);
    if (arena_.touches_freed(at, operation.size)) [[unlikely]]
      look_whether_alive(operation);
    if (reads && arena_.unwritten().any(at, operation.size)) [[unlikely]]
      note_unwritten_read(operation);
    if (writes) arena_.unwritten().written(at, operation.size);
  }
  void look_whether_alive(const Operation& operation);
  bool is_of_ended_frame(std::uintptr_t address) const;
  void note_leaks();
  void note_death(Death death);
  struct Job;  // what the main task is to do
  class Exceptions;

  static void begin_task(void* runtime);
  static void* main_task(void* job);
  TaskId add_task(Entry entry, void* argument);
  void start(TaskId child);
  void begin();
  [[noreturn]] void finish();
  [[noreturn]] void leave();
  void leave_step();
  void settle();
  void set_current(TaskId task);
  void let_try_again(SchedulePoint& point, TaskSet spinning);
  Ending standstill(const SchedulePoint& point, TaskSet spinning);
  bool seems_endless(const SchedulePoint& point) const;
  bool is_possible(TaskId id) const;
  bool can_go_on(TaskId id) const;
  void hand_over(TaskId self);
  void leave_for(TaskId self, Fiber& other);
  TaskId next();
  [[noreturn]] void end(Ending ending, const SchedulePoint& point);
  void observe_race(const Race& race);
  void answer_watchdog(std::uintptr_t pc, bool write);
  bool on_own_stack(std::uintptr_t address) const {
    const StackBounds& stack = tasks_[current_].fiber->stack();
    return reinterpret_cast<std::uintptr_t>(stack.lowest) <= address &&
           address < reinterpret_cast<std::uintptr_t>(stack.top);
  }

  static Runtime* running_;
  static Runtime* the_runtime_;
  static std::uintptr_t stack_end_;   // of the running task; it grows towards it
  static std::uintptr_t entered_at_;  // the running task's last hook: all frames of the program lie above
  static Arena* loading_;
  static std::uint64_t execution_;

  Limits limits_;
  Fill fill_;
  Arena arena_;
  Mappings mappings_;
  World world_;
  std::optional<ThreadLocals> thread_locals_;
  RaceDetector detector_;
  VirtualClock clock_;
  FiberPool fibers_;
  Fiber& scheduler_;
  Faults faults_;
  Watchdog watchdog_;
  std::array<Task, kMaxTasks> tasks_;
  std::array<Operation, kMaxTasks> pending_{};  // as strategies see it
  TaskId count_ = 0;
  TaskId current_ = kNoTask;  // none outside of executions
  TaskId starter_ = kNoTask;  // who waits for the running task to reach its first visible operation
  TaskId last_ = kNoTask;     // who made the last step
  bool step_open_ = false;    // a step has been made and not yet been told of
  Strategy* strategy_ = nullptr;
  std::vector<Operation> footprint_;
  std::size_t settled_ = 0;           // how much of the footprint spinning_ knows
  bool front_settled_ = true;         // its first operation apart
  std::uint64_t changed_by_ = 0;      // how it has changed the value of its object
  std::uint64_t content_before_ = 0;  // of that of a plain write
  Spinning spinning_;
  Announcements* listener_ = nullptr;
  StateRange state_;
  std::unordered_set<std::uintptr_t> racy_places_;
  std::unordered_set<std::uintptr_t> watched_;
  KnownRaces known_races_;
  ExecutionResult result_;
};

}  // namespace tenter::explore
