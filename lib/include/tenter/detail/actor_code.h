// The loop in which an actor runs on states of a known type.
#pragma once

#include <tenter/body.h>
#include <tenter/detail/guarded.h>
#include <tenter/detail/hidden.h>

#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace tenter::detail {

// Runs the callable on each state. `index` is that of a copy.
using ActorCode = void (*)(const void* callable, std::size_t index, StateRange states, ActorLog& log);

template <class State, class F>
TENTER_SEEN void call_actor(std::conditional_t<std::is_class_v<F>, const F&, F> callable, std::size_t index,
                            State& state) {
  if constexpr (std::is_member_function_pointer_v<F> && std::is_invocable_v<F, State&, std::size_t>) {
    (state.*callable)(index);
  } else if constexpr (std::is_member_function_pointer_v<F>) {
    (state.*callable)();
  } else if constexpr (std::is_invocable_v<decltype(callable), State&, std::size_t>) {
    callable(state, index);
  } else {
    callable(state);
  }
}

template <class State, class F>
TENTER_HIDDEN void run_actor(const void* kept, std::size_t index, StateRange states, ActorLog& log) {
  // A pointer by value: reading ours is no access of the scenario's.
  std::conditional_t<std::is_class_v<F>, const F&, const F> callable = *static_cast<const F*>(kept);
  std::uint64_t* const cell = log.started;
  std::uint64_t started = *cell;
  for_each_guarded(states.count, log, [&](std::size_t i) TENTER_HIDDEN {
    publish(cell, ++started);
    call_actor<State, F>(callable, index, *reinterpret_cast<State*>(states.first + i * states.stride));
  });
}

}  // namespace tenter::detail
