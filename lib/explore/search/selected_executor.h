// The executor that is in use, where it may become another one in the course of a run.
#pragma once

#include <memory>
#include <utility>

#include "explore/executor/executor.h"

namespace tenter::explore {

// Thread safety: none.
class SelectedExecutor final : public Executor {
 public:
  // REQUIRES: it outlives this.
  explicit SelectedExecutor(Executor& first) : selected_(&first) {}

  // From now on executions run there, with the places visible that are visible now. REQUIRES: it outlives this.
  void select(Executor& executor) {
    if (&executor == selected_) return;
    executor.set_visible_places(visible_places());
    weaker_orders_used_ = weaker_orders_used();
    selected_ = &executor;
  }

  const ExecutionResult& execute(const Program& program, Strategy& strategy, Tally& tally, ActorLog& log) override {
    return selected_->execute(program, strategy, tally, log);
  }
  std::unique_ptr<Tally> new_tally(const Program& program) const override { return selected_->new_tally(program); }
  VisiblePlaces visible_places() const override { return selected_->visible_places(); }
  void set_visible_places(const VisiblePlaces& places) override { selected_->set_visible_places(places); }
  ReportedRaces reported_races() const override { return selected_->reported_races(); }
  void set_reported_races(ReportedRaces races) override { selected_->set_reported_races(std::move(races)); }
  void set_listener(Announcements* listener) override { selected_->set_listener(listener); }
  void order_by_libraries(bool on) override { selected_->order_by_libraries(on); }
  bool weaker_orders_used() const override { return weaker_orders_used_ || selected_->weaker_orders_used(); }
  TaskId running_task() const override { return selected_->running_task(); }
  StateRange state() const override { return selected_->state(); }
  TaskId task_with_stack(const void* address) const override { return selected_->task_with_stack(address); }
  const Arena& heap() const override { return selected_->heap(); }

 private:
  Executor* selected_;
  bool weaker_orders_used_ = false;  // by those selected before
};

}  // namespace tenter::explore
