// The typed half of an object scenario: programs of its operations as scenarios.
#pragma once

#include <tenter/check.h>
#include <tenter/detail/body_of.h>
#include <tenter/detail/hidden.h>
#include <tenter/detail/history_clock.h>
#include <tenter/detail/history_tally.h>
#include <tenter/detail/operations.h>
#include <tenter/plugin.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace tenter::detail {

// An object with what has come of each call on it.
template <class O, class S>
struct ObjectState {
  using Object = O;
  using Spec = S;

  explicit ObjectState(const HistoryPlan<Object, Spec>& plan) : slots(plan.calls.size()) {
    for (std::size_t i = 0; i < plan.threads_from; ++i) make_at(plan, i, {2 * i, 2 * i + 1});
  }

  // Where nobody else is there. It may never return all the same.
  void make_at(const HistoryPlan<Object, Spec>& plan, std::size_t call, OperationTimes times) {
    slots[call].times.invoked = times.invoked;
    plan.calls[call]->make(object, slots[call]);
    slots[call].times.responded = times.responded;
  }

  std::vector<Slot> slots;
  Object object{};
};

template <class State>
class HistoryBody final : public Body {
 public:
  using Object = typename State::Object;
  using Spec = typename State::Spec;
  using Plan = HistoryPlan<Object, Spec>;

  explicit HistoryBody(std::unique_ptr<const Plan> plan) : plan_(std::move(plan)) {
    for (const auto& call : plan_->calls) calls_.push_back({call.get(), call->text().c_str()});
    first_call_ = calls_.data();
    thread_begins_ = plan_->thread_begins.data();
  }

  std::size_t state_size() const override { return sizeof(State); }
  std::size_t state_alignment() const override { return alignof(State); }
  std::size_t actor_count() const override { return plan_->thread_begins.size() - 1; }

  TENTER_HIDDEN void construct(StateRange places) const override {
    std::size_t i = 0;
    try {
      for (; i < places.count; ++i) make(places.first + i * places.stride, *plan_);
    } catch (...) {
      destroy(places.slice(0, i));
      throw;
    }
  }
  TENTER_HIDDEN void destroy(StateRange states) const override {
    for (std::size_t i = 0; i < states.count; ++i)
      unmake(*reinterpret_cast<State*>(states.first + i * states.stride));
  }

  TENTER_HIDDEN void act(std::size_t actor, StateRange states, ActorLog& log) const override {
    const std::size_t begin = thread_begins_[actor];
    const std::size_t end = thread_begins_[actor + 1];
    const Named* const calls = first_call_;
    const bool by_counter = by_counter_;
    std::uint64_t started = *log.started;
    for_each_guarded(states.count, log, [&](std::size_t i) TENTER_HIDDEN {
      publish(log.started, ++started);
      State& state = *reinterpret_cast<State*>(states.first + i * states.stride);
      Slot* const slots = slots_of(state);
      for (std::size_t n = begin; n < end; ++n) {
        slots[n].times.invoked = kAfterPrefix + invoked_now(calls[n].text, by_counter);
        call(*calls[n].call, state.object, slots[n]);
        slots[n].times.responded = kAfterPrefix + responded_now(calls[n].text, by_counter);
      }
    });
  }

  std::unique_ptr<Tally> new_tally() const override { return std::make_unique<HistoryTally<State>>(*plan_); }
  std::string why(const std::string& outcome) const override { return plan_->reasons.of(outcome); }

 private:
  struct Named {
    const CallOf<Object, Spec>* call;
    const char* text;
  };

  TENTER_SEEN static void make(std::byte* place, const Plan& plan) { ::new (static_cast<void*>(place)) State(plan); }
  TENTER_SEEN static void unmake(State& state) { state.~State(); }
  TENTER_SEEN static Slot* slots_of(State& state) { return state.slots.data(); }
  TENTER_SEEN static void call(const CallOf<Object, Spec>& call, Object& object, Slot& slot) {
    call.make(object, slot);
  }

  std::unique_ptr<const Plan> plan_;
  std::vector<Named> calls_;
  // The same for act(): the accessors of vectors are instrumented, and would be seen.
  const Named* first_call_ = nullptr;
  const std::size_t* thread_begins_ = nullptr;
  bool by_counter_ = counters_agree();
};

inline std::vector<Expectation> history_expectations() {
  return {{"", Grade::acceptable, "as in some order of the operations", Anomaly::not_linearizable},
          {"", Grade::forbidden, "no order of the operations has these results", Anomaly::not_linearizable}};
}

template <class Object, class Spec>
class ObjectOf final : public ObjectSubject {
 public:
  ObjectOf(ScenarioInfo info, std::shared_ptr<const Operations<Object, Spec>> operations)
      : info_(std::move(info)), operations_(std::move(operations)) {}

  const std::vector<OperationInfo>& operations() const override { return operations_->infos(); }
  std::string text_of(const Call& call) const override { return operations_->call(call)->text(); }

  Program program_of(const ParallelProgram& program) const override {
    auto plan = std::make_unique<HistoryPlan<Object, Spec>>();
    const auto add = [&](const std::vector<Call>& calls) {
      for (const Call& call : calls) plan->calls.push_back(operations_->call(call));
    };
    add(program.prefix);
    plan->threads_from = plan->calls.size();
    for (const auto& thread : program.threads) {
      plan->thread_begins.push_back(plan->calls.size());
      add(thread);
    }
    plan->thread_begins.push_back(plan->calls.size());
    add(program.suffix);
    plan->invariant = operations_->invariant;
    ScenarioInfo info = info_;
    constexpr const char* kNames[] = {"first", "second", "third", "fourth"};
    info.actors.clear();
    for (std::size_t i = 0; i < program.threads.size(); ++i) {
      info.actors.push_back(i < std::size(kNames) ? kNames[i] : "thread " + std::to_string(i + 1));
    }
    return {std::move(info), std::make_unique<HistoryBody<ObjectState<Object, Spec>>>(std::move(plan)), nullptr};
  }

  SpecState initial() const override { return std::make_shared<const Spec>(); }
  SpecState after(const SpecState& state, const Call& call) const override {
    auto next = std::make_shared<Spec>(*static_cast<const Spec*>(state.get()));
    return operations_->call(call)->step(*next, Slot{}) ? SpecState(std::move(next)) : nullptr;
  }
  bool same(const SpecState& left, const SpecState& right) const override { return same_states<Spec>(left, right); }

 private:
  ScenarioInfo info_;
  std::shared_ptr<const Operations<Object, Spec>> operations_;
};

}  // namespace tenter::detail
