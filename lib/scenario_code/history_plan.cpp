#include "scenario_code/history_plan.h"

#include <tenter/detail/object_of.h>

namespace tenter::detail {

std::size_t calls_of(const HistoryPlan& plan) { return plan.calls.size(); }

void make_at(const HistoryPlan& plan, Slots& slots, void* object, std::size_t call, OperationTimes times) {
  Slot& slot = slots.all[call];
  slot.times.invoked = times.invoked;
  plan.calls[call].make(object, slot);
  slot.times.responded = times.responded;
}

void make_prefix(const HistoryPlan& plan, Slots& slots, void* object) {
  for (std::size_t i = 0; i < plan.threads_from; ++i) make_at(plan, slots, object, i, {2 * i, 2 * i + 1});
}

void make_suffix(const HistoryPlan& plan, Slots& slots, void* object) {
  const std::size_t begin = plan.thread_begins.back();
  for (std::size_t i = begin; i < plan.calls.size(); ++i) {
    const std::uint64_t time = kSuffix + 2 * (i - begin);
    make_at(plan, slots, object, i, {time, time + 1});
  }
  const Operations& operations = *plan.operations;
  if (operations.invariant_code != nullptr) operations.invariant_code(operations.invariant.get(), object);
}

}  // namespace tenter::detail
