// A batch of fresh states and how it is to be run.
#pragma once

#include <tenter/body.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "stress/clock.h"
#include "stress/configuration.h"

namespace tenter::stress {

struct Batch {
  Configuration configuration;
  std::size_t configuration_index = 0;
  std::size_t affinity_turn = 0;  // shifts which thread is where
  StateRange states;
  std::uint64_t seed = 0;             // of the actors' random delays
  std::vector<std::uint32_t> probes;  // which states are probed, ascending
  Ticks start = 0;                    // when the actors begin; known once all have prepared it
};

inline bool same_places(const Batch& a, const Batch& b) {
  return a.states.first == b.states.first && a.states.stride == b.states.stride && a.states.count == b.states.count;
}

// States are made, counted and destroyed by all threads together, in pieces of this many, dealt out in turn: each
// thread then has some of the batch's cache lines in its own cache, and none can run away from the others through
// a half that is all its own.
inline constexpr std::size_t kPiece = 32;

// Calls `use` with the range of each piece that is `thread`'s, and the index of its first state.
template <class Use>
void for_each_piece(const StateRange& states, std::size_t thread, std::size_t threads, Use&& use) {
  for (std::size_t begin = thread * kPiece; begin < states.count; begin += threads * kPiece) {
    use(states.slice(begin, std::min(begin + kPiece, states.count)), begin);
  }
}

}  // namespace tenter::stress
