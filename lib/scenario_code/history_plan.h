// A program of calls.
#pragma once

#include <tenter/object_subject.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "scenario_code/described_operations.h"
#include "scenario_code/planned_call.h"
#include "scenario_code/reasons.h"

namespace tenter::detail {

struct HistoryPlan {
  std::shared_ptr<const Operations> operations;
  std::vector<PlannedCall> calls;          // prefix, each thread's, suffix
  std::size_t threads_from = 0;            // the first that is not of the prefix
  std::vector<std::size_t> thread_begins;  // by thread; one more: where the suffix begins
  mutable Reasons reasons;
};

// Times of the threads are behind all of the prefix, and before all of the suffix.
inline constexpr std::uint64_t kAfterPrefix = std::uint64_t{1} << 20U;
inline constexpr std::uint64_t kSuffix = std::uint64_t{1} << 63U;

// Makes a call where nobody else is there. It may never return all the same.
void make_at(const HistoryPlan& plan, Slots& slots, void* object, std::size_t call, OperationTimes times);
// The calls behind the threads, and what must hold then.
void make_suffix(const HistoryPlan& plan, Slots& slots, void* object);

}  // namespace tenter::detail
