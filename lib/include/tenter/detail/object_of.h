// The typed half of an object scenario: states of an object of a known type.
#pragma once

#include <tenter/body.h>
#include <tenter/detail/hidden.h>
#include <tenter/detail/object_draft.h>
#include <tenter/detail/operations.h>

#include <cstddef>
#include <memory>
#include <new>

namespace tenter::detail {

std::size_t calls_of(const HistoryPlan& plan);
// Makes the calls that come before the threads.
void make_prefix(const HistoryPlan& plan, Slots& slots, void* object);

// An object with what has come of each call on it.
template <class O>
struct ObjectState {
  using Object = O;

  explicit ObjectState(const HistoryPlan& plan) : slots(calls_of(plan)) { make_prefix(plan, slots, &object); }

  Slots slots;
  Object object{};
};

// All of a body but its states.
class HistoryBody : public Body {
 public:
  // Each state begins with its slots; its object is behind them.
  HistoryBody(const HistoryPlan* plan, std::size_t object_offset);
  ~HistoryBody() override;

  std::size_t actor_count() const override;
  void act(std::size_t actor, StateRange states, ActorLog& log) const override;
  std::unique_ptr<Tally> new_tally() const override;
  std::string why(const std::string& outcome) const override;

 protected:
  const HistoryPlan& plan() const { return *plan_; }

 private:
  struct Named;

  std::unique_ptr<const HistoryPlan> plan_;
  std::size_t object_offset_;
  // The plan for act(): the accessors of vectors are instrumented, and would be seen.
  std::unique_ptr<Named[]> calls_;
  const Named* first_call_;
  const std::size_t* thread_begins_;
  bool by_counter_;
};

template <class State>
class HistoryBodyOf final : public HistoryBody {
 public:
  explicit HistoryBodyOf(const HistoryPlan* plan) : HistoryBody(plan, kObjectOffset) {}

  std::size_t state_size() const override { return sizeof(State); }
  std::size_t state_alignment() const override { return alignof(State); }

  TENTER_HIDDEN void construct(StateRange places) const override {
    std::size_t i = 0;
    try {
      for (; i < places.count; ++i) make(places.first + i * places.stride, plan());
    } catch (...) {
      destroy(places.slice(0, i));
      throw;
    }
  }
  TENTER_HIDDEN void destroy(StateRange states) const override {
    for (std::size_t i = 0; i < states.count; ++i)
      unmake(*reinterpret_cast<State*>(states.first + i * states.stride));
  }

  static const Body* of(const HistoryPlan* plan) { return new HistoryBodyOf(plan); }

 private:
  // As the ABI has it; offsetof() wants a standard layout.
  static constexpr std::size_t kAlignment = alignof(typename State::Object);
  static constexpr std::size_t kObjectOffset = (sizeof(Slots) + kAlignment - 1) / kAlignment * kAlignment;

  TENTER_SEEN static void make(std::byte* place, const HistoryPlan& plan) {
    ::new (static_cast<void*>(place)) State(plan);
  }
  TENTER_SEEN static void unmake(State& state) { state.~State(); }
};

}  // namespace tenter::detail
