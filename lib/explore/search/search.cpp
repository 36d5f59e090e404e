#include "explore/search/search.h"

#include <utility>

namespace tenter::explore {

Search::Search(Executor& executor, const Program& program, ActorLog& log, NewStrategy new_strategy)
    : executor_(executor),
      program_(program),
      log_(log),
      new_strategy_(std::move(new_strategy)),
      strategy_(new_strategy_()),
      tally_(executor.new_tally(program)) {}

const ExecutionResult* Search::next() {
  if (std::exchange(restart_due_, false)) restart();
  if (!strategy_->begin()) return nullptr;
  const ExecutionResult& outcome = executor_.execute(program_, *strategy_, *tally_, log_);
  ++executions_;
  if (outcome.ending == Ending::abandoned) ++abandoned_;
  restart_due_ = outcome.new_visible_place;
  return &outcome;
}

void Search::restart() {
  executor_.forget_races();  // seen again, with their accesses as steps
  strategy_ = new_strategy_();
  tally_ = executor_.new_tally(program_);
  executions_ = abandoned_ = 0;
  ++restarts_;
}

}  // namespace tenter::explore
