#include "races.h"

#include "../../race/happens_before.h"
#include "interpreter.h"

namespace tenter::explore::test {
namespace {

// Addresses of objects that overlap no others.
constexpr std::uintptr_t kMemory = 0x1000;
constexpr std::uintptr_t kMutexes = 0x2000;
constexpr std::uintptr_t kSemaphores = 0x3000;
constexpr std::uintptr_t kReadLocks = 0x4000;   // as readers give them back,
constexpr std::uintptr_t kWriteLocks = 0x5000;  // and writers
constexpr std::uintptr_t kBarriers = 0x6000;    // of each round
constexpr std::uintptr_t kMostRounds = 0x100;

Event on_memory(const Op& op, bool success) {
  Event event{.address = kMemory + op.object, .size = 1, .order = op.order};
  switch (op.what) {
    case Do::read:
      event.what = Did::read;
      break;
    case Do::write:
      event.what = Did::write;
      break;
    case Do::load:
      event.what = Did::load;
      break;
    case Do::store:
      event.what = Did::store;
      break;
    default:
      event.what = success ? Did::update : Did::load;
      if (!success) event.order = failure_order(op.order);
  }
  return event;
}

Event acquire(std::uintptr_t address) { return {.what = Did::acquire, .address = address}; }
Event release(std::uintptr_t address) { return {.what = Did::release, .address = address}; }

using Events = std::vector<Event>;

// What a step was to happens-before.
Events events_of(const Op& op, const State& before, const State& after, std::size_t thread) {
  const std::int8_t seen = after.final.seen[thread][before.at[thread]];
  const bool is_done = after.at[thread] != before.at[thread];
  if (accesses_memory(op.what)) return {on_memory(op, op.what != Do::compare_exchange || seen == 0)};
  switch (op.what) {
    case Do::fence:
      return {{.what = Did::fence, .order = op.order}};
    case Do::lock:
      return {acquire(kMutexes + op.object)};
    case Do::try_lock:
      return seen == 1 ? Events{acquire(kMutexes + op.object)} : Events{};
    case Do::unlock:
      return {release(kMutexes + op.object)};
    case Do::wait:
    case Do::timed_wait:
      if (before.waiting[thread] == Waiting::no) return {release(kMutexes + op.object)};
      return is_done ? Events{acquire(kMutexes + op.object)} : Events{};
    case Do::take:
      return {acquire(kSemaphores + op.object)};
    case Do::post:
      return {release(kSemaphores + op.object)};
    case Do::read_lock:
      return {acquire(kWriteLocks + op.object)};
    case Do::write_lock:
    case Do::try_write_lock:
      if (after.writer[op.object] != static_cast<std::int8_t>(thread)) return {};
      return {acquire(kWriteLocks + op.object), acquire(kReadLocks + op.object)};
    case Do::read_write_unlock:
      return {release((before.writer[op.object] == static_cast<std::int8_t>(thread) ? kWriteLocks : kReadLocks) +
                      op.object)};
    case Do::meet: {
      const std::uintptr_t barrier = kBarriers + kMostRounds * op.object;
      if (is_done) return {acquire(barrier + static_cast<std::uintptr_t>(before.meets[thread]))};
      return {release(barrier + static_cast<std::uintptr_t>(after.meets[thread]))};
    }
    default:
      return {};
  }
}

// Task 0 starts all threads.
class Traces {
 public:
  explicit Traces(const SmallProgram& program) : interpreter_(program) {
    for (std::size_t thread = 0; thread < interpreter_.threads(); ++thread) {
      note({.what = Did::fork, .other = static_cast<TaskId>(thread + 1)}, {});
    }
  }

  RacingPlaces all() {
    visit(State{});
    return races_;
  }

 private:
  void visit(const State& state) {
    bool any = false;
    for (std::size_t thread = 0; thread < interpreter_.threads(); ++thread) {
      if (interpreter_.is_finished(state, thread)) continue;
      for (const State& next : interpreter_.step(state, thread)) {
        any = true;
        const std::size_t before = trace_.size();
        step(state, thread, next);
        visit(next);
        trace_.resize(before);
        places_.resize(before);
      }
    }
    if (!any) collect();
  }

  void step(const State& state, std::size_t thread, const State& next) {
    const Place place{static_cast<int>(thread), state.at[thread]};
    for (Event event : events_of(interpreter_.next(state, thread), state, next, thread)) {
      event.task = static_cast<TaskId>(thread + 1);
      note(event, place);
    }
  }

  void note(const Event& event, Place place) {
    trace_.push_back(event);
    places_.push_back(place);
  }

  void collect() {
    for (const auto& [earlier, later] : latest_races(trace_)) races_.insert(racing(places_[earlier], places_[later]));
  }

  Interpreter interpreter_;
  Trace trace_;
  std::vector<Place> places_;  // of the events
  RacingPlaces races_;
};

}  // namespace

RacingPlaces races_of(const SmallProgram& program) { return Traces(program).all(); }

}  // namespace tenter::explore::test
