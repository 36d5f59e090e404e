#include "races.h"

#include "../race/happens_before.h"
#include "interpreter.h"

namespace tenter::explore::test {
namespace {

// Addresses of objects that overlap no others.
constexpr std::uintptr_t kMemory = 0x1000;
constexpr std::uintptr_t kMutexes = 0x2000;
constexpr std::uintptr_t kSemaphores = 0x3000;

Event on_memory(const Op& op, bool success) {
  switch (op.what) {
    case Do::read:
      return {.what = Did::read};
    case Do::write:
      return {.what = Did::write};
    case Do::load:
      return {.what = Did::load, .order = op.order};
    case Do::store:
      return {.what = Did::store, .order = op.order};
    default:
      if (!success) return {.what = Did::load, .order = failure_order(op.order)};
      return {.what = Did::update, .order = op.order};
  }
}

// Task 0 starts all threads.
class Traces {
 public:
  explicit Traces(const SmallProgram& program) : interpreter_(program) {
    for (int thread = 0; thread < interpreter_.threads(); ++thread) {
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
    for (int thread = 0; thread < interpreter_.threads(); ++thread) {
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

  void step(const State& state, int thread, const State& next) {
    const Op& op = interpreter_.next(state, thread);
    const Place place{thread, state.at[thread]};
    const std::int8_t seen = next.final.seen[thread][state.at[thread]];
    Event event;
    event.address = kMutexes + op.object;
    switch (op.what) {
      case Do::lock:
        event.what = Did::acquire;
        break;
      case Do::try_lock:
        if (seen == 0) return;
        event.what = Did::acquire;
        break;
      case Do::unlock:
        event.what = Did::release;
        break;
      case Do::take:
        event = {.what = Did::acquire, .address = kSemaphores + op.object};
        break;
      case Do::post:
        event = {.what = Did::release, .address = kSemaphores + op.object};
        break;
      case Do::fence:
        event = {.what = Did::fence, .order = op.order};
        break;
      default:
        event = on_memory(op, op.what != Do::compare_exchange || seen == 0);
        event.address = kMemory + op.object;
        event.size = 1;
    }
    event.task = static_cast<TaskId>(thread + 1);
    note(event, place);
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
