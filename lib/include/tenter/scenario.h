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
#include <tenter/body.h>
#include <tenter/check.h>
#include <tenter/detail/body_of.h>
#include <tenter/plugin.h>
#include <tenter/print.h>
#include <tenter/scenario_info.h>

#include <atomic>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
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
  Self& summary(std::string_view text) { return draft_.info.summary = text, self(); }

  // Why the claim is so, in a sentence or two: what a reader should learn.
  Self& reason(std::string_view text) { return draft_.info.reason = text, self(); }

  // Adds actors, one for each callable.
  template <class... Fs>
  Self& actors(Fs... callables) {
    (add_actor(draft_.next_actor_name(), std::move(callables), 0), ...);
    return self();
  }

  // Adds one actor; its name heads its column in an interleaving.
  template <class F>
  Self& actor(std::string_view name, F callable) {
    return add_actor(std::string(name), std::move(callable), 0), self();
  }

  // Adds n actors that all run the same callable, with their index if it takes one.
  template <class F>
  Self& copies(std::size_t n, F callable) {
    for (std::size_t i = 0; i < n; ++i) add_actor(draft_.next_actor_name(), callable, i);
    return self();
  }

  // Runs after all actors, before the outcome is read: to finish a computation, or to tenter::check() the state.
  // With several, in the order given.
  template <class F>
  Self& observer(F callable) {
    draft_.observers.emplace_back(
        [callable = std::move(callable)](void* state) { std::invoke(callable, *static_cast<State*>(state)); });
    return self();
  }

  // Claims that no anomaly can ever be witnessed. The default.
  Self& holds() { return draft_.info.claim = Claim{}, self(); }

  // Claims that `primary` will be witnessed; the others may appear beside it. What follows from a claimed
  // data race need not be listed: after one, anything may happen.
  template <std::same_as<Anomaly>... Also>
  Self& breaks(Anomaly primary, Also... also) {
    return draft_.info.claim = Claim{ClaimKind::breaks, primary, {also...}, {}}, self();
  }

  // Says that the scenario uses std::atomic_thread_fence, which ThreadSanitizer does not model.
  Self& uses_fences() { return draft_.info.uses_fences = true, self(); }

 protected:
  explicit Describes(Draft draft) : draft_(std::move(draft)) {}

  Draft draft_;

 private:
  Self& self() { return static_cast<Self&>(*this); }

  template <class F>
  void add_actor(std::string name, F callable, std::size_t index) {
    static_assert(std::is_invocable_v<const F&, State&> || std::is_invocable_v<const F&, State&, std::size_t>,
                  "an actor is a member function of the state or a callable that takes State& "
                  "(and, for copies, its index)");
    draft_.add_actor(std::move(name), std::make_shared<const ActorOf<State, F>>(std::move(callable), index));
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

  // `read_by`: makes what reads the outcome, of what matches it.
  Scenario(detail::Draft draft, detail::ReaderMaker<Outcome> read_by)
      : Base(std::move(draft)), read_by_(std::move(read_by)) {}

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
    this->draft_.info.otherwise = {"", grade, std::string(why), anomaly};
    return *this;
  }

  // Claims that this outcome will be witnessed on this machine. It must be listed, and not as forbidden. Hardware
  // differs: where `here` is false, nothing is claimed by this.
  Scenario& shows(Expected outcome, bool here = true) {
    if (here) this->draft_.info.claim = Claim{ClaimKind::shows, std::nullopt, {}, to_text(outcome.tuple)};
    return *this;
  }

  // The finished scenario, for registration.
  Program program() const {
    return {this->draft_.info,
            std::make_unique<detail::BodyOf<State>>(this->draft_.actors, this->draft_.observers, read_by_(matchers_)),
            nullptr};
  }

 private:
  Scenario& expect(Expected expected, Grade grade, std::string_view why, Anomaly anomaly) {
    this->draft_.info.expectations.push_back({to_text(expected.tuple), grade, std::string(why), anomaly});
    matchers_.push_back([tuple = std::move(expected.tuple)](const Outcome& outcome) { return outcome == tuple; });
    return *this;
  }

  template <class P>
  Scenario& expect_if(P predicate, Grade grade, std::string_view why, Anomaly anomaly) {
    this->draft_.info.expectations.push_back({"", grade, std::string(why), anomaly});
    matchers_.push_back(
        [predicate = std::move(predicate)](const Outcome& outcome) { return std::apply(predicate, outcome); });
    return *this;
  }

  detail::ReaderMaker<Outcome> read_by_;
  std::vector<detail::Matcher<Outcome>> matchers_;
};

// A scenario before it says what is observed. Without observes() there is one outcome, `completed`, and only
// anomalies such as races, crashes and failed checks speak against it.
template <class State>
class Scenario<State> : public detail::Describes<Scenario<State>, State> {
  using Base = detail::Describes<Scenario, State>;

 public:
  explicit Scenario(std::string_view name) : Base(detail::Draft{}) {
    this->draft_.info.name = name;
    this->draft_.info.otherwise = {"", Grade::forbidden, "not among the expected outcomes",
                                   Anomaly::forbidden_outcome};
  }

  // What makes up the outcome, in this order: members of the state (a std::atomic is read by load()), const
  // member functions, or callables that take a State&. Each value must be comparable by == and printable
  // (tenter/print.h).
  template <class... Fs>
  auto observes(Fs... getters) {
    using Outcome = std::tuple<detail::ObservedBy<Fs, State>...>;
    return Scenario<State, detail::ObservedBy<Fs, State>...>(
        this->draft_,
        [read = std::tuple<Fs...>(std::move(getters)...)](std::vector<detail::Matcher<Outcome>> matchers) {
          return std::make_shared<const detail::OutcomeReaderOf<State, Outcome, Fs...>>(read, std::move(matchers));
        });
  }

  Program program() const {
    auto completed = *this;
    completed.draft_.info.otherwise = {"", Grade::acceptable, "all actors finished", Anomaly::forbidden_outcome};
    return completed.observes([](State&) { return detail::Completed{}; }).program();
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
    Program program = scenario.program();
    program.info.file = file;
    program.info.line = line;
    detail::registry().push_back(std::move(program));
  }
};

}  // namespace tenter
