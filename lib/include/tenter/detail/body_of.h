// The typed half of a scenario: loops over states of a known type behind the untyped interface of body.h.
#pragma once

#include <cxxabi.h>
#include <tenter/body.h>
#include <tenter/detail/exception_text.h>
#include <tenter/detail/hidden.h>
#include <tenter/plugin.h>
#include <tenter/print.h>
#include <tenter/scenario_info.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <new>
#include <string>
#include <tuple>
#include <type_traits>
#include <unordered_map>
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

template <class State>
class Actor {
 public:
  virtual ~Actor() = default;
  virtual void act(StateRange states, ActorLog& log) const = 0;
};

template <class State, class F>
class ActorOf final : public Actor<State> {
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

template <class State>
struct Draft {
  ScenarioInfo info;
  std::vector<std::shared_ptr<const Actor<State>>> actors;
  std::vector<std::function<void(State&)>> observers;
};

template <class Outcome>
using Matcher = std::function<bool(const Outcome&)>;

template <class T>
inline constexpr std::size_t packed_size = std::is_integral_v<T> || std::is_enum_v<T> ? sizeof(T) : 9;
template <class Outcome>
inline constexpr bool is_packable = false;
// A tuple of integers that fit into a word together.
template <class... Ts>
inline constexpr bool is_packable<std::tuple<Ts...>> = (packed_size<Ts> + ... + 0) <= sizeof(std::uint64_t);

template <class T>
constexpr std::uint64_t bits_of(T value) {
  if constexpr (std::is_enum_v<T>) {
    return bits_of(static_cast<std::underlying_type_t<T>>(value));
  } else if constexpr (std::is_same_v<T, bool>) {
    return value ? 1 : 0;
  } else {
    return static_cast<std::make_unsigned_t<T>>(value);
  }
}

// The values side by side: equal exactly when the outcomes are.
template <class... Ts>
constexpr std::uint64_t packed(const std::tuple<Ts...>& outcome) {
  std::uint64_t word = 0;
  unsigned shift = 0;
  std::apply([&](const Ts&... values) { ((word |= bits_of(values) << shift, shift += 8 * sizeof(Ts)), ...); },
             outcome);
  return word;
}

// Where the rows of outcomes seen before are, found without a branch that guesses which outcome comes next: rare
// outcomes are what this is for, and a mispredicted branch costs more than all the rest of counting.
class RowCache {
 public:
  static constexpr std::size_t kNone = ~std::size_t{0};

  std::size_t find(std::uint64_t key) const {
    const Slot& slot = slots_[index(key)];
    return slot.key == key ? slot.row : kNone;
  }
  void remember(std::uint64_t key, std::size_t row) { slots_[index(key)] = {key, row}; }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::size_t row = kNone;
  };

  static std::size_t index(std::uint64_t key) { return (key * 0x9e3779b97f4a7c15U) >> 58U; }

  std::array<Slot, 64> slots_{};
};

// Outcomes counted by value. Scenarios have a handful of outcomes, so a linear search from the last hit beats
// hashing; from kLinear on, an index by text takes over. Outcomes that are a few integers, as most are, are found in
// a cache first.
template <class Outcome>
class OutcomeCounts {
 public:
  explicit OutcomeCounts(const std::vector<Matcher<Outcome>>* matchers) : matchers_(matchers) {}

  void add(const Outcome& outcome) {
    if constexpr (is_packable<Outcome>) {
      const std::uint64_t key = packed(outcome);
      std::size_t row = cache_.find(key);
      if (row == RowCache::kNone) [[unlikely]]
        cache_.remember(key, row = find(outcome));
      ++rows_[row].count;
    } else {
      if (last_ >= rows_.size() || rows_[last_].others || !(rows_[last_].outcome == outcome)) last_ = find(outcome);
      ++rows_[last_].count;
    }
  }

  std::vector<OutcomeCount> rows() const {
    std::vector<OutcomeCount> result;
    for (const Row& row : rows_) result.push_back({row.text(), row.count, row.expectation});
    return result;
  }

  void append_to(std::vector<std::uint64_t>& counts) const {
    for (const Row& row : rows_) counts.push_back(row.count);
  }

 private:
  static constexpr std::size_t kLinear = 32;

  struct Row {
    Outcome outcome;
    std::uint64_t count;
    int expectation;
    bool others;
    std::string text() const { return others ? "(others)" : to_text(outcome); }
  };

  std::size_t find(const Outcome& outcome) {
    for (std::size_t i = 0; i < std::min(rows_.size(), kLinear); ++i) {
      if (!rows_[i].others && rows_[i].outcome == outcome) return i;
    }
    if (rows_.size() < kLinear) return append(outcome, false);
    return find_by_text(outcome);
  }

  std::size_t find_by_text(const Outcome& outcome) {
    // Values that print alike may be judged differently all the same.
    const std::pair key{to_text(outcome), match(outcome)};
    if (const auto found = by_text_.find(key); found != by_text_.end()) return found->second;
    if (rows_.size() >= Tally::kMaxDistinct) return others_row(outcome);
    return by_text_[key] = append(outcome, false);
  }

  std::size_t others_row(const Outcome& outcome) {
    const int expectation = match(outcome);
    if (const auto found = others_.find(expectation); found != others_.end()) return found->second;
    return others_[expectation] = append(outcome, true);
  }

  std::size_t append(const Outcome& outcome, bool others) {
    rows_.push_back({outcome, 0, match(outcome), others});
    return rows_.size() - 1;
  }

  int match(const Outcome& outcome) const {
    for (std::size_t i = 0; i < matchers_->size(); ++i) {
      if ((*matchers_)[i](outcome)) return static_cast<int>(i);
    }
    return -1;
  }

  const std::vector<Matcher<Outcome>>* matchers_;
  std::vector<Row> rows_;
  std::size_t last_ = 0;
  RowCache cache_;
  std::map<std::pair<std::string, int>, std::size_t> by_text_;
  std::unordered_map<int, std::size_t> others_;
};

template <class State>
using Observers = std::vector<std::function<void(State&)>>;

template <class State, class Outcome>
class OutcomeReader {
 public:
  virtual ~OutcomeReader() = default;
  virtual std::unique_ptr<Tally> new_tally(const Observers<State>* observers,
                                           const std::vector<Matcher<Outcome>>* matchers) const = 0;
};

template <class State, class Outcome, class... Fs>
class TallyOf final : public Tally {
 public:
  TallyOf(const std::tuple<Fs...>* getters, const Observers<State>* observers,
          const std::vector<Matcher<Outcome>>* matchers)
      : getters_(getters), observers_(observers), counts_(matchers) {}

  void collect(StateRange states, ActorLog& log) override {
    for_each_guarded(states.count, log, [&](std::size_t i) {
      State& state = *static_cast<State*>(states[i]);
      for (const auto& observer : *observers_) observer(state);
      counts_.add(read(state));
    });
  }

  void observe(StateRange states, ActorLog& log) override {
    for_each_guarded(states.count, log, [&](std::size_t i) {
      for (const auto& observer : *observers_) observer(*static_cast<State*>(states[i]));
    });
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
  const Observers<State>* observers_;
  OutcomeCounts<Outcome> counts_;
};

template <class State, class Outcome, class... Fs>
class OutcomeReaderOf final : public OutcomeReader<State, Outcome> {
 public:
  explicit OutcomeReaderOf(Fs... getters) : getters_(std::move(getters)...) {}

  std::unique_ptr<Tally> new_tally(const Observers<State>* observers,
                                   const std::vector<Matcher<Outcome>>* matchers) const override {
    return std::make_unique<TallyOf<State, Outcome, Fs...>>(&getters_, observers, matchers);
  }

 private:
  std::tuple<Fs...> getters_;
};

template <class State, class Outcome>
class BodyOf final : public Body {
 public:
  using Reader = OutcomeReader<State, Outcome>;

  BodyOf(std::vector<std::shared_ptr<const Actor<State>>> actors, Observers<State> observers,
         std::shared_ptr<const Reader> reader, std::vector<Matcher<Outcome>> matchers)
      : actors_(std::move(actors)),
        observers_(std::move(observers)),
        reader_(std::move(reader)),
        matchers_(std::move(matchers)) {
    for (std::size_t i = 0; i < std::min(actors_.size(), kMaxActors); ++i) actor_table_[i] = actors_[i].get();
  }

  std::size_t state_size() const override { return sizeof(State); }
  std::size_t state_alignment() const override { return alignof(State); }
  std::size_t actor_count() const override { return actors_.size(); }

  void construct(StateRange places) const override {
    std::size_t i = 0;
    try {
      for (; i < places.count; ++i) ::new (places[i]) State();
    } catch (...) {
      destroy(places.slice(0, i));
      throw;
    }
  }

  void destroy(StateRange states) const override {
    if constexpr (!std::is_trivially_destructible_v<State>) {
      for (std::size_t i = 0; i < states.count; ++i) static_cast<State*>(states[i])->~State();
    }
  }

  TENTER_HIDDEN void act(std::size_t actor, StateRange states, ActorLog& log) const override {
    actor_table_[actor]->act(states, log);
  }

  std::unique_ptr<Tally> new_tally() const override { return reader_->new_tally(&observers_, &matchers_); }

 private:
  std::vector<std::shared_ptr<const Actor<State>>> actors_;
  // actors_ for act(): the accessors of vector and shared_ptr are instrumented, and would be seen.
  const Actor<State>* actor_table_[kMaxActors] = {};
  Observers<State> observers_;
  std::shared_ptr<const Reader> reader_;
  std::vector<Matcher<Outcome>> matchers_;
};

}  // namespace tenter::detail
