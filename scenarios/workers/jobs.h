// Which jobs have been done, and how often. That each is done exactly once is two properties: that none is done
// twice, which a queue can see to, and that none is left, which takes a protocol for the end.
#pragma once

#include <tenter/scenario.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace workers {

// How often each of the jobs 0, 1, ... has been done. Each worker writes in a row of its own, so that what notes
// the work down neither races nor brings the workers into step.
template <std::size_t Jobs, std::size_t Workers = 1>
class Done {
 public:
  using Times = std::array<int, Jobs>;

  void note(int job, std::size_t worker = 0) { ++by_worker_[worker][static_cast<std::size_t>(job)]; }

  // REQUIRES: all workers have ended.
  Times times() const {
    Times sum{};
    for (const Times& row : by_worker_) {
      for (std::size_t job = 0; job < Jobs; ++job) sum[job] += row[job];
    }
    return sum;
  }

 private:
  std::array<Times, Workers> by_worker_{};
};

// Expectations of a scenario whose state has a member `done`.
template <class State>
auto exactly_once(tenter::Scenario<State> scenario) {
  return scenario.observes([](State& state) { return state.done.times(); })
      .acceptable([](const auto& times) { return std::ranges::all_of(times, [](int n) { return n == 1; }); },
                  "each job was done once")
      .forbidden([](const auto& times) { return std::ranges::any_of(times, [](int n) { return n > 1; }); },
                 "a job was done twice", tenter::Anomaly::duplicate)
      .otherwise(tenter::Grade::forbidden, "a job was not done, and nobody is left to do it",
                 tenter::Anomaly::jobs_left_undone);
}

template <class State>
auto at_most_once(tenter::Scenario<State> scenario) {
  return scenario.observes([](State& state) { return state.done.times(); })
      .acceptable([](const auto& times) { return std::ranges::all_of(times, [](int n) { return n == 1; }); },
                  "each job was done once")
      .interesting([](const auto& times) { return std::ranges::none_of(times, [](int n) { return n > 1; }); },
                   "a job was left, and none done twice")
      .otherwise(tenter::Grade::forbidden, "a job was done twice", tenter::Anomaly::duplicate);
}

}  // namespace workers
