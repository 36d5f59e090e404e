// An executor that runs nothing: what its executions come to is told beforehand.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <deque>
#include <memory>
#include <utility>

#include "explore/executor/executor.h"

namespace tenter::explore::test {

// Counts how many executions it was asked for.
class CountOfExecutions final : public Tally {
 public:
  void collect(StateRange, ActorLog&) override {}
  void observe(StateRange, ActorLog&) override {}
  void count(StateRange, ActorLog&) override { ++count_; }
  std::vector<OutcomeCount> rows() const override { return {{"ran", count_, -1}}; }
  void counts(std::vector<std::uint64_t>& counts) const override { counts.push_back(count_); }

 private:
  std::uint64_t count_ = 0;
};

class FakeExecutor final : public Executor {
 public:
  // One after another; then nothing remarkable.
  std::deque<ExecutionResult> results;
  int executions = 0;
  int races_forgotten = 0;
  bool forgot_races_first = false;  // before the last execution
  bool weaker_orders = false;

  const ExecutionResult& execute(const Program&, Strategy& strategy, Tally& tally, ActorLog& log) override {
    ++executions;
    forgot_races_first = races_ == ReportedRaces();
    result_ = {};
    if (!results.empty()) {
      result_ = results.front();
      results.pop_front();
    }
    tally.count({}, log);
    strategy.end(result_.ending, {});
    return result_;
  }
  std::unique_ptr<Tally> new_tally(const Program&) const override { return std::make_unique<CountOfExecutions>(); }
  VisiblePlaces visible_places() const override { return places_; }
  void set_visible_places(const VisiblePlaces& places) override { places_ = places; }
  ReportedRaces reported_races() const override { return races_; }
  void set_reported_races(ReportedRaces races) override {
    if (races == ReportedRaces()) ++races_forgotten;
    races_ = std::move(races);
  }
  void set_listener(Announcements*) override {}
  void order_by_libraries(bool) override {}
  bool weaker_orders_used() const override { return weaker_orders; }
  TaskId running_task() const override { return kNoTask; }
  StateRange state() const override { return {}; }
  TaskId task_with_stack(const void*) const override { return kNoTask; }
  const Arena& heap() const override { std::abort(); }

 private:
  ExecutionResult result_;
  VisiblePlaces places_;
  ReportedRaces races_;
};

}  // namespace tenter::explore::test
