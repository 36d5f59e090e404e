// What is said between the process that explores and those that run its executions.
#pragma once

#include <tenter/body.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "explore/event/execution_result.h"
#include "explore/memory/fill.h"
#include "explore/runtime/announcement.h"
#include "explore/sandbox/wire.h"
#include "explore/schedule/strategy.h"

namespace tenter::explore {

// Each with what the function of the same name gets.
enum class Message : std::uint8_t {
  gone,  // what a broken wire gives
  choose,
  stepped,
  forked,
  joined,
  ended,
  announced,
  happened,
  result,  // an IsolatedExecution
  died,    // the process of the execution, after its result or before; with its wait status
};

// What an execution may use that may run wild.
struct ExecutionLimits {
  // Of a task without a visible step, in processor time; 0: no limits at all.
  std::chrono::milliseconds step_timeout{0};
  std::uint64_t bytes = 0;                 // of memory besides the heap, more than there is before it
  static constexpr unsigned kSeconds = 4;  // then its process is killed
};

// An execution that is asked for.
struct ExecutionRequest {
  VisiblePlaces places;
  bool announce = false;
  bool order_by_libraries = false;
  TaskId tasks = 0;  // so many are to be expected
  Fill fill;
  ExecutionLimits limits;  // where there are any, nobody hears what it prints
};

// What the program has reported of itself by tenter::check() and its like.
struct ReportedAnomaly {
  Anomaly kind{};
  std::string detail;
  std::string file;
  std::uint32_t line = 0;

  friend bool operator==(const ReportedAnomaly&, const ReportedAnomaly&) = default;
};

// What came of one that has come to its end.
struct IsolatedExecution {
  ExecutionResult result;          // with all of its races, whatever executions before have shown
  std::vector<OutcomeCount> rows;  // that it has counted: one, or none
  std::vector<ReportedAnomaly> reports;
  VisiblePlaces places;  // at its end
  StateRange state;
  TaskId tasks = 0;  // how many there were
  bool weaker_orders_used = false;
};

// A SchedulePoint on its way.
struct PointMessage {
  TaskSet enabled;
  TaskSet waiting;
  TaskId last = kNoTask;
  std::vector<Operation> pending;

  SchedulePoint point() const { return {enabled, waiting, last, pending}; }
};

template <>
inline constexpr auto kWireFields<VisiblePlaces> = std::tuple(&VisiblePlaces::accesses, &VisiblePlaces::releases);
template <>
inline constexpr auto kWireFields<ExecutionRequest> = std::tuple(&ExecutionRequest::places,
                                                                 &ExecutionRequest::announce,
                                                                 &ExecutionRequest::order_by_libraries,
                                                                 &ExecutionRequest::tasks, &ExecutionRequest::fill,
                                                                 &ExecutionRequest::limits);
template <>
inline constexpr auto kWireFields<Death> = std::tuple(&Death::task, &Death::kind, &Death::detail, &Death::pc,
                                                      &Death::object);
template <>
inline constexpr auto kWireFields<ExternalWait> = std::tuple(&ExternalWait::task, &ExternalWait::call);
template <>
inline constexpr auto kWireFields<ExecutionResult> = std::tuple(
    &ExecutionResult::ending, &ExecutionResult::trace_hash, &ExecutionResult::steps, &ExecutionResult::deaths,
    &ExecutionResult::races, &ExecutionResult::non_sc_race, &ExecutionResult::external_waits, &ExecutionResult::leaks,
    &ExecutionResult::leftover, &ExecutionResult::unwritten_reads, &ExecutionResult::libraries,
    &ExecutionResult::waits_as_it_may, &ExecutionResult::endless, &ExecutionResult::new_visible_place);
template <>
inline constexpr auto kWireFields<OutcomeCount> = std::tuple(&OutcomeCount::outcome, &OutcomeCount::count,
                                                             &OutcomeCount::expectation);
template <>
inline constexpr auto kWireFields<ReportedAnomaly> = std::tuple(&ReportedAnomaly::kind, &ReportedAnomaly::detail,
                                                                &ReportedAnomaly::file, &ReportedAnomaly::line);
template <>
inline constexpr auto kWireFields<IsolatedExecution> = std::tuple(
    &IsolatedExecution::result, &IsolatedExecution::rows, &IsolatedExecution::reports, &IsolatedExecution::places,
    &IsolatedExecution::state, &IsolatedExecution::tasks, &IsolatedExecution::weaker_orders_used);
template <>
inline constexpr auto kWireFields<PointMessage> = std::tuple(&PointMessage::enabled, &PointMessage::waiting,
                                                             &PointMessage::last, &PointMessage::pending);
template <>
inline constexpr auto kWireFields<Announcement> = std::tuple(&Announcement::task, &Announcement::operation,
                                                             &Announcement::stack, &Announcement::blocks);
template <>
inline constexpr auto kWireFields<MemoryEvent> = std::tuple(&MemoryEvent::what, &MemoryEvent::task,
                                                            &MemoryEvent::block, &MemoryEvent::stack);

}  // namespace tenter::explore
