// The ways in which a batch can be run.
//
// What is known of each, from litmus7 (Alglave, Maranget, Sarkar, Sewell, "Litmus: running tests against hardware",
// TACAS 2011) and from jcstress: what shows a rare outcome depends on how near in time the actors reach the same
// state and on where its cache lines are at that moment; no single way is best for all, and the best one differs
// between machines and between runs.
//
// Preloading (litmus7's "preload" and "touch") leaves each line shared by the caches of all actors: then loads are
// served at once while stores wait in the store buffer until the line is the writer's own. With states on lines of
// their own and a start by the clock this shows store buffering in over half the executions, but at a tenth of the
// speed of the packed layouts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/run.h"

namespace tenter::stress {

inline constexpr std::size_t kCacheLine = 64;  // bytes

// How the actors are kept together inside a batch.
enum class Pace : std::uint8_t {
  free,      // not at all after a common start: fastest, and the cache lines they fight for keep them near each other
  aligned,   // they wait for each other every few states (every one: litmus7's "user" barrier). Whoever was slower
             // goes on first, by as much as the news takes to reach the other, who then catches up with it
  timebase,  // they do, and then begin at the same moment of the processor's clock (litmus7's "timebase" barrier)
  jitter,    // aligned, and each dawdles at random before every state, so that all relative timings come up
};

// Where the states of a batch are in memory.
enum class Layout : std::uint8_t {
  packed,     // side by side: neighbours share cache lines, which the actors take from each other
  padded,     // on cache lines of their own: what one state's actors do does not slow another's
  scattered,  // on pages of their own: every access may also miss the address translation
};

struct Configuration {
  Pace pace = Pace::free;
  std::uint32_t align_every = 0;  // states; 0 only when `free`
  std::size_t batch = 0;          // states, at most
  Layout layout = Layout::packed;
  bool preload = false;  // the actors read the states that they are about to run before they wait for each other
  Affinity affinity = Affinity::none;

  friend bool operator==(const Configuration&, const Configuration&) = default;
};

// "aligned every 64, batch 512, packed, preloaded, spread"
std::string describe(const Configuration& configuration);

// The distance between two states in memory. REQUIRES: `alignment` is a power of two.
std::size_t stride_of(Layout layout, std::size_t state_size, std::size_t alignment);

// What decides which configurations are worth trying.
struct Circumstances {
  std::size_t actors = 2;
  std::size_t processors = 1;
  std::size_t state_size = 1;
  std::size_t state_alignment = 1;
  bool fine_clock = true;            // `timebase` needs one
  std::optional<Affinity> affinity;  // the only one to be used
};

// Batches larger than this are not made, unless a single state is.
inline constexpr std::size_t kMaxBatchBytes = std::size_t{4} << 20U;

// All configurations to try, each different from the others, never none.
std::vector<Configuration> configurations_for(const Circumstances& circumstances);

}  // namespace tenter::stress
