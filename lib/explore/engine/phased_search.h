// One strategy after another, as the plan has it, until everything has been seen or the budget is used up.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "explore/engine/execution_review.h"
#include "explore/engine/schedule_texts.h"
#include "explore/engine/subject.h"
#include "explore/engine/thread_names.h"
#include "explore/engine/trace_recorder.h"
#include "explore/engine/witness_builder.h"
#include "explore/executor/silent_log.h"
#include "explore/search/budget.h"
#include "explore/search/plan.h"
#include "explore/search/search_record.h"
#include "explore/search/selected_executor.h"

namespace tenter::explore {

// Thread safety: none.
class PhasedSearch {
 public:
  // `sought`: the outcome that ends the search; null when none does. REQUIRES: all of them outlive it.
  PhasedSearch(const Subject& subject, const SearchRequest& request, const std::string* sought,
               ForkedExecutor& forked);

  // All of it. Once only.
  Evidence run();

 private:
  using Clock = std::chrono::steady_clock;

  void run_phases();
  void start_over_isolated();
  void run_phase(const Phase& phase);
  bool is_used_up() const { return timer_.over() || executions_left() == 0; }
  std::uint64_t executions_left() const;
  std::optional<std::chrono::nanoseconds> time_of(const Phase& phase) const;
  std::unique_ptr<Strategy> recorded(const Phase& phase);
  const ExecutionResult* next(Search& search);
  void set_started(std::uint64_t executions);
  void note(const Search& search, const ExecutionResult& execution);
  void look_around(const Search& search, const Timer& timer);
  void simplify();
  std::uint64_t executions_that_reported(const AnomalyReport& report) const;
  Evidence evidence();

  const Subject& subject_;
  const SearchRequest& request_;
  const Clock::time_point began_ = Clock::now();
  Clock::time_point reported_ = began_;
  Timer timer_;
  SilentLog silent_;
  SelectedExecutor executor_;
  ScheduleTexts texts_;
  ThreadNames names_;
  TraceRecorder trace_recorder_;
  WitnessBuilder witnesses_;
  ExecutionReview review_;
  SearchRecord record_;
  Recorder* recorder_ = nullptr;  // of the search that runs
  VisiblePlaces places_;          // at the start of the execution that runs
  bool places_due_ = true;
  bool stopped_ = false;
  bool phase_over_ = false;
};

}  // namespace tenter::explore
