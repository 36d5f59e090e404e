// How a scenario is written: a state, the actors that share it, what is observed afterwards, what each outcome
// means, and what the scenario claims of itself.
//
//   struct Counter {
//     int value = 0;
//     void increment() { value = value + 1; }
//   };
//
//   const tenter::Registered plain{tenter::scenario<Counter>("counter/plain")
//       .summary("two unsynchronised increments")
//       .copies(2, &Counter::increment)
//       .observes(&Counter::value)
//       .acceptable({2}, "both increments kept")
//       .forbidden({1}, "one increment overwrote the other", tenter::Anomaly::lost_update)
//       .breaks(tenter::Anomaly::data_race, tenter::Anomaly::lost_update)};
//
// An execution makes a fresh State, runs every actor on it once, each on a thread of its own and all at the same
// time; then, when all have returned, the observers in order, and reads the observed values: the outcome.
//
// State: default-constructible; need not be copyable or movable. Constructed and destroyed by an engine's
// threads, never while an actor runs.
// Actor: a member function of State, or anything callable with a State&; a copy may also take its index,
// 0 to n-1. It must return: a scenario that waits for ever is reported as a hang.
// Errors: what the compiler cannot refuse (no actors, a claim that nothing can witness, ...) is reported with
// what to change when the plugin is loaded, and nothing runs.
// Thread safety: scenarios are described by static initialisers, on one thread.
#pragma once

#include <tenter/anomaly.h>
#include <tenter/check.h>
#include <tenter/detail/body_of.h>
#include <tenter/detail/draft.h>
#include <tenter/plugin.h>
#include <tenter/print.h>
#include <tenter/scenario_info.h>

#include <atomic>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace tenter {

// One value for each observed member; braces with another number of values do not compile.
template <class... Observed>
struct Values {
  std::tuple<Observed...> tuple;
  // NOLINTNEXTLINE(google-explicit-constructor): written as {0, 1}
  Values(Observed... values) : tuple(std::move(values)...) {}
};

template <class State, class... Observed>
class Scenario;

namespace detail {

// What may be said of a scenario before and after its observed values are known.
template <class Self, class State>
class Describes {
 public:
  // What it does, in a line; printed beside the name.
  Self& summary(std::string_view text) { return draft_.summary(text), self(); }

  // Why the claim is so, in a sentence or two: what a reader should learn.
  Self& reason(std::string_view text) { return draft_.reason(text), self(); }

  // Adds actors, one for each callable.
  template <class... Fs>
  Self& actors(Fs... callables) {
    (add_actors({}, 1, std::move(callables)), ...);
    return self();
  }

  // Adds one actor; its name heads its column in an interleaving.
  template <class F>
  Self& actor(std::string_view name, F callable) {
    return add_actors(name, 1, std::move(callable)), self();
  }

  // Adds n actors that all run the same callable, with their index if it takes one.
  template <class F>
  Self& copies(std::size_t n, F callable) {
    return add_actors({}, n, std::move(callable)), self();
  }

  // Runs after all actors, before the outcome is read: to finish a computation, or to tenter::check() the state.
  // With several, in the order given.
  template <class F>
  Self& observer(F callable) {
    draft_.add_observer(kept(std::move(callable)), [](const void* one, void* state) {
      call_on(*static_cast<const F*>(one), *static_cast<State*>(state));
    });
    return self();
  }

  // Claims that no anomaly can ever be witnessed. The default.
  Self& holds() { return draft_.holds(), self(); }

  // Claims that `primary` will be witnessed; the others may appear beside it. What follows from a claimed
  // data race need not be listed: after one, anything may happen.
  template <std::same_as<Anomaly>... Also>
  Self& breaks(Anomaly primary, Also... also) {
    return draft_.breaks(primary, {also...}), self();
  }

  // Says that the scenario uses std::atomic_thread_fence, which ThreadSanitizer does not model.
  Self& uses_fences() { return draft_.uses_fences(), self(); }

 protected:
  explicit Describes(const Draft& draft) : draft_(draft) {}

  Draft draft_;

 private:
  Self& self() { return static_cast<Self&>(*this); }

  template <class F>
  void add_actors(std::string_view name, std::size_t copies, F callable) {
    static_assert(std::is_invocable_v<const F&, State&> || std::is_invocable_v<const F&, State&, std::size_t>,
                  "an actor is a member function of the state or a callable that takes State& "
                  "(and, for copies, its index)");
    draft_.add_actors(name, copies, kept(std::move(callable)), &run_actor<State, F>);
  }
};

}  // namespace detail

// A scenario whose observed values have been named: it may list what they are expected to be.
template <class State, class... Observed>
class Scenario : public detail::Describes<Scenario<State, Observed...>, State> {
  using Base = detail::Describes<Scenario, State>;

 public:
  using Outcome = std::tuple<Observed...>;
  using Expected = Values<Observed...>;

  explicit Scenario(const detail::Draft& draft) : Base(draft) {}

  // Outcomes are matched in the order listed; the first match decides.
  Scenario& acceptable(Expected outcome, std::string_view why) {
    return expect(std::move(outcome), Grade::acceptable, why, Anomaly::forbidden_outcome);
  }
  Scenario& interesting(Expected outcome, std::string_view why) {
    return expect(std::move(outcome), Grade::interesting, why, Anomaly::forbidden_outcome);
  }
  // `anomaly` is the word that the outcome deserves.
  Scenario& forbidden(Expected outcome, std::string_view why, Anomaly anomaly = Anomaly::forbidden_outcome) {
    return expect(std::move(outcome), Grade::forbidden, why, anomaly);
  }

  // The same for all outcomes that a predicate over the observed values accepts.
  template <std::predicate<const Observed&...> P>
  Scenario& acceptable(P predicate, std::string_view why) {
    return expect_if(std::move(predicate), Grade::acceptable, why, Anomaly::forbidden_outcome);
  }
  template <std::predicate<const Observed&...> P>
  Scenario& interesting(P predicate, std::string_view why) {
    return expect_if(std::move(predicate), Grade::interesting, why, Anomaly::forbidden_outcome);
  }
  template <std::predicate<const Observed&...> P>
  Scenario& forbidden(P predicate, std::string_view why, Anomaly anomaly = Anomaly::forbidden_outcome) {
    return expect_if(std::move(predicate), Grade::forbidden, why, anomaly);
  }

  // What all other outcomes are; without this call they are forbidden.
  Scenario& otherwise(Grade grade, std::string_view why, Anomaly anomaly = Anomaly::forbidden_outcome) {
    return this->draft_.otherwise(grade, why, anomaly), *this;
  }

  // Claims that this outcome will be witnessed on this machine. It must be listed, and not as forbidden. Hardware
  // differs: where `here` is false, nothing is claimed by this.
  Scenario& shows(Expected outcome, bool here = true) {
    if (here) this->draft_.shows(&outcome.tuple);
    return *this;
  }

  // The finished scenario, for the engines.
  Program program() const { return this->draft_.program(&detail::BodyOf<State>::of); }

  // Adds it to those of the plugin: see Registered.
  void enlist(const char* file, std::uint32_t line) const {
    this->draft_.enlist(&detail::BodyOf<State>::of, file, line);
  }

 private:
  Scenario& expect(Expected expected, Grade grade, std::string_view why, Anomaly anomaly) {
    return this->draft_.expect(detail::kept(std::move(expected.tuple)), grade, why, anomaly), *this;
  }

  template <class P>
  Scenario& expect_if(P predicate, Grade grade, std::string_view why, Anomaly anomaly) {
    this->draft_.expect_if(
        detail::kept(std::move(predicate)),
        [](const void* accepts, const void* outcome) -> bool {
          return std::apply(*static_cast<const P*>(accepts), *static_cast<const Outcome*>(outcome));
        },
        grade, why, anomaly);
    return *this;
  }
};

// A scenario before it says what is observed. Without observes() there is one outcome, `completed`, and only
// anomalies such as races, crashes and failed checks speak against it.
template <class State>
class Scenario<State> : public detail::Describes<Scenario<State>, State> {
  using Base = detail::Describes<Scenario, State>;

 public:
  explicit Scenario(std::string_view name) : Base(detail::Draft(name)) {}

  // What makes up the outcome, in this order: members of the state (a std::atomic is read by load()), const
  // member functions, or callables that take a State&. Each value must be comparable by == and printable
  // (tenter/print.h).
  template <class... Fs>
  auto observes(Fs... getters) {
    detail::Draft observing = this->draft_;
    observing.observe(detail::kept(std::tuple<Fs...>(std::move(getters)...)), detail::kOutcomeCode<State, Fs...>);
    return Scenario<State, detail::ObservedBy<Fs, State>...>(observing);
  }

  Program program() const { return completed().program(&detail::BodyOf<State>::of); }
  void enlist(const char* file, std::uint32_t line) const {
    completed().enlist(&detail::BodyOf<State>::of, file, line);
  }

 private:
  detail::Draft completed() const {
    detail::Draft completed = this->draft_;
    completed.observe({}, detail::kCompleted);
    completed.otherwise(Grade::acceptable, "all actors finished", Anomaly::forbidden_outcome);
    return completed;
  }
};

// Begins a scenario. Names are paths of words, unique over all plugins of a run: "family/subject/variant".
template <class State>
Scenario<State> scenario(std::string_view name) {
  return Scenario<State>(name);
}

// Registers a scenario for as long as the program runs. A namespace-scope constant in the scenario's source.
class Registered {
 public:
  template <class S>
  explicit Registered(const S& scenario, const char* file = __builtin_FILE(), std::uint32_t line = __builtin_LINE()) {
    scenario.enlist(file, line);
  }
};

}  // namespace tenter
