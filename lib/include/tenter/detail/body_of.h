// The typed half of a scenario: loops over states of a known type behind the untyped interface of body.h.
#pragma once

#include <cxxabi.h>
#include <tenter/body.h>
#include <tenter/detail/exception_text.h>
#include <tenter/detail/hidden.h>
#include <tenter/detail/outcome_counts.h>
#include <tenter/plugin.h>
#include <tenter/scenario_info.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <iterator>
#include <memory>
#include <new>
#include <ostream>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace tenter::detail {

// The scenarios of this plugin, in order of registration.
inline std::vector<Program>& registry() {
  static std::vector<Program> programs;
  return programs;
}

// The value of a scenario that observes nothing.
struct Completed {
  friend bool operator==(Completed, Completed) { return true; }
  friend std::ostream& operator<<(std::ostream& out, Completed) { return out << "completed"; }
};

template <class T>
inline constexpr bool is_atomic = false;
template <class T>
inline constexpr bool is_atomic<std::atomic<T>> = true;

template <class T>
auto value_of(const T& observed) {
  if constexpr (is_atomic<T>) {
    return observed.load();
  } else {
    return observed;
  }
}

template <class F, class State>
using ObservedBy = decltype(value_of(std::invoke(std::declval<const F&>(), std::declval<State&>())));

// Calls `step` for each index; what it throws becomes that index's uncaught exception. A thread's forced
// unwinding (pthread_exit) is no exception of the scenario's and goes on.
template <class Step>
TENTER_HIDDEN void for_each_guarded(std::size_t count, ActorLog& log, Step&& step) {
  std::size_t i = 0;
  while (i < count) {
    try {
      for (; i < count; ++i) step(i);
    } catch (abi::__forced_unwind&) {
      throw;
    } catch (...) {
      log.uncaught_exception(i++, text_of_current_exception());
    }
  }
}

TENTER_HIDDEN inline void call_observers(const std::function<void(void*)>* first, std::size_t count,
                                         StateRange states, ActorLog& log) {
  if (count == 0) return;
  for_each_guarded(states.count, log, [&](std::size_t i) TENTER_HIDDEN {
    for (std::size_t n = 0; n < count; ++n) first[n](states.first + i * states.stride);
  });
}

// What is the same for every type of state is no template: a source file has many types, and is compiled often.

// The code of one actor.
class Actor {
 public:
  virtual ~Actor() = default;
  virtual void act(StateRange states, ActorLog& log) const = 0;
};

template <class State, class F>
class ActorOf final : public Actor {
 public:
  ActorOf(F callable, std::size_t index) : callable_(std::move(callable)), index_(index) {}

  TENTER_HIDDEN void act(StateRange states, ActorLog& log) const override {
    std::uint64_t* const cell = log.started;
    std::uint64_t started = *cell;
    for_each_guarded(states.count, log, [&](std::size_t i) TENTER_HIDDEN {
      publish(cell, ++started);
      call(callable_, index_, *reinterpret_cast<State*>(states.first + i * states.stride));
    });
  }

 private:
  // Pointers by value: reading ours is no access of the scenario's.
  using Callable = std::conditional_t<std::is_class_v<F>, const F&, F>;

  TENTER_SEEN static void call(Callable callable, std::size_t index, State& state) {
    if constexpr (std::is_member_function_pointer_v<F> && std::is_invocable_v<F, State&, std::size_t>) {
      (state.*callable)(index);
    } else if constexpr (std::is_member_function_pointer_v<F>) {
      (state.*callable)();
    } else if constexpr (std::is_invocable_v<Callable, State&, std::size_t>) {
      callable(state, index);
    } else {
      callable(state);
    }
  }

  F callable_;
  std::size_t index_;
};

// Called with a state.
using Observers = std::vector<std::function<void(void*)>>;

// How the outcome is read.
class OutcomeReader {
 public:
  virtual ~OutcomeReader() = default;
  virtual std::unique_ptr<Tally> new_tally(const Observers& observers) const = 0;
};

template <class Outcome>
using ReaderMaker = std::function<std::shared_ptr<const OutcomeReader>(std::vector<Matcher<Outcome>>)>;

// What has been said of a scenario.
struct Draft {
  ScenarioInfo info;
  std::vector<std::shared_ptr<const Actor>> actors;
  Observers observers;

  std::string next_actor_name() const {
    constexpr std::string_view kOrdinals[] = {"first", "second", "third", "fourth"};
    const std::size_t n = actors.size();
    return n < std::size(kOrdinals) ? std::string(kOrdinals[n]) : "actor " + std::to_string(n + 1);
  }
  void add_actor(std::string name, std::shared_ptr<const Actor> actor) {
    info.actors.push_back(std::move(name));
    actors.push_back(std::move(actor));
  }
};

template <class State, class Outcome, class... Fs>
class TallyOf final : public Tally {
 public:
  TallyOf(const std::tuple<Fs...>* getters, const Observers& observers, const std::vector<Matcher<Outcome>>* matchers)
      : getters_(getters), first_observer_(observers.data()), observer_count_(observers.size()), counts_(matchers) {}

  void collect(StateRange states, ActorLog& log) override {
    for_each_guarded(states.count, log, [&](std::size_t i) {
      for (std::size_t n = 0; n < observer_count_; ++n) first_observer_[n](states[i]);
      counts_.add(read(*static_cast<State*>(states[i])));
    });
  }

  TENTER_HIDDEN void observe(StateRange states, ActorLog& log) override {
    call_observers(first_observer_, observer_count_, states, log);
  }

  void count(StateRange states) override {
    for (std::size_t i = 0; i < states.count; ++i) counts_.add(read(*static_cast<State*>(states[i])));
  }

  std::vector<OutcomeCount> rows() const override { return counts_.rows(); }
  void counts(std::vector<std::uint64_t>& counts) const override { counts_.append_to(counts); }

 private:
  Outcome read(State& state) const {
    return std::apply([&](const Fs&... get) { return Outcome(value_of(std::invoke(get, state))...); }, *getters_);
  }

  const std::tuple<Fs...>* getters_;
  // No vector: its accessors are instrumented, and would be seen in observe().
  const std::function<void(void*)>* first_observer_;
  std::size_t observer_count_;
  OutcomeCounts<Outcome> counts_;
};

template <class State, class Outcome, class... Fs>
class OutcomeReaderOf final : public OutcomeReader {
 public:
  OutcomeReaderOf(std::tuple<Fs...> getters, std::vector<Matcher<Outcome>> matchers)
      : getters_(std::move(getters)), matchers_(std::move(matchers)) {}

  std::unique_ptr<Tally> new_tally(const Observers& observers) const override {
    return std::make_unique<TallyOf<State, Outcome, Fs...>>(&getters_, observers, &matchers_);
  }

 private:
  std::tuple<Fs...> getters_;
  std::vector<Matcher<Outcome>> matchers_;
};

// All of a body but its states.
class ScenarioBody : public Body {
 public:
  ScenarioBody(std::vector<std::shared_ptr<const Actor>> actors, Observers observers,
               std::shared_ptr<const OutcomeReader> reader)
      : actors_(std::move(actors)), observers_(std::move(observers)), reader_(std::move(reader)) {
    for (std::size_t i = 0; i < std::min(actors_.size(), kMaxActors); ++i) actor_table_[i] = actors_[i].get();
  }
  [[gnu::noinline]] ~ScenarioBody() override = default;

  std::size_t actor_count() const override { return actors_.size(); }

  TENTER_HIDDEN void act(std::size_t actor, StateRange states, ActorLog& log) const override {
    actor_table_[actor]->act(states, log);
  }

  std::unique_ptr<Tally> new_tally() const override { return reader_->new_tally(observers_); }

 private:
  std::vector<std::shared_ptr<const Actor>> actors_;
  // actors_ for act(): the accessors of vector and shared_ptr are instrumented, and would be seen.
  const Actor* actor_table_[kMaxActors] = {};
  Observers observers_;
  std::shared_ptr<const OutcomeReader> reader_;
};

template <class State>
class BodyOf final : public ScenarioBody {
 public:
  using ScenarioBody::ScenarioBody;

  std::size_t state_size() const override { return sizeof(State); }
  std::size_t state_alignment() const override { return alignof(State); }

  TENTER_HIDDEN void construct(StateRange places) const override {
    std::size_t i = 0;
    try {
      for (; i < places.count; ++i) make(places.first + i * places.stride);
    } catch (...) {
      destroy(places.slice(0, i));
      throw;
    }
  }

  TENTER_HIDDEN void destroy(StateRange states) const override {
    if constexpr (!std::is_trivially_destructible_v<State>) {
      for (std::size_t i = 0; i < states.count; ++i) {
        unmake(*reinterpret_cast<State*>(states.first + i * states.stride));
      }
    }
  }

 private:
  TENTER_SEEN static void make(std::byte* place) { ::new (static_cast<void*>(place)) State(); }
  TENTER_SEEN static void unmake(State& state) { state.~State(); }
};

}  // namespace tenter::detail
