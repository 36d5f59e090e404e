// What all of this family have in common: workers that compute a result each, and a collector who wants all of them.
// How the collector knows that the workers are done is what the scenarios differ in.
#pragma once

#include <tenter/scenario.h>

#include <array>
#include <cstddef>
#include <numeric>
#include <string_view>

namespace completion {

// A state derives from this and adds work(worker), which compute()s, and wait_and_collect().
template <std::size_t Workers>
struct Work {
  static constexpr int kWorkers = Workers;

  std::array<int, Workers> results{};
  int collected = 0;

  void compute(std::size_t worker) { results[worker] = 1; }
  void collect() { collected = std::accumulate(results.begin(), results.end(), 0); }
};

template <class State>
auto collecting(std::string_view name) {
  return tenter::scenario<State>(name)
      .copies(State::kWorkers, &State::work)
      .actor("collector", &State::wait_and_collect)
      .observes(&State::collected)
      .acceptable({State::kWorkers}, "all results were there")
      .otherwise(tenter::Grade::forbidden, "collected before all results were there", tenter::Anomaly::stale_read);
}

}  // namespace completion
