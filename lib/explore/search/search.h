// Runs a program again and again under one strategy, until that has nothing left or somebody has had enough.
//
// What is a visible operation is found out on the way: plain accesses become visible where they are seen to race,
// releases of a mutex where a try_lock could tell them apart. A search that finds another one begins again from the
// start, for the executions so far have not asked there; it knows more each time, so this ends.
//
// Thread safety: none.
#pragma once

#include <tenter/plugin.h>

#include <cstdint>
#include <functional>
#include <memory>

#include "explore/executor/executor.h"
#include "explore/schedule/strategy.h"

namespace tenter::explore {

class Search {
 public:
  using NewStrategy = std::function<std::unique_ptr<Strategy>()>;

  // REQUIRES: the executor, the program and the log outlive the search.
  Search(Executor& executor, const Program& program, ActorLog& log, NewStrategy new_strategy);

  // Runs one execution; null when the strategy has nothing left. Valid until the next call.
  const ExecutionResult* next();

  std::uint64_t executions() const { return executions_; }  // since the last restart
  std::uint64_t abandoned() const { return abandoned_; }    // of those, how many the strategy gave up as redundant
  std::uint64_t restarts() const { return restarts_; }
  // True when every execution within the strategy's bounds has been seen.
  bool complete() const { return !restart_due_ && strategy_->complete(); }
  // What the executions amount to: nothing once the last one has found another visible operation, for those before it
  // have not asked there.
  Covered covered() const { return restart_due_ ? Covered{} : strategy_->covered(); }
  const Tally& tally() const { return *tally_; }  // of executions()

 private:
  void restart();

  Executor& executor_;
  const Program& program_;
  ActorLog& log_;
  NewStrategy new_strategy_;
  std::unique_ptr<Strategy> strategy_;
  std::unique_ptr<Tally> tally_;
  bool restart_due_ = false;
  std::uint64_t executions_ = 0;
  std::uint64_t abandoned_ = 0;
  std::uint64_t restarts_ = 0;
};

}  // namespace tenter::explore
