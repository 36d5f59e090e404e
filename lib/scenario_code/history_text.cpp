#include "scenario_code/history_text.h"

#include <cstddef>

namespace tenter::detail {
namespace {

std::string told(const HistoryPlan& plan, std::size_t call, const std::vector<Slot>& slots) {
  if (slots[call].times.invoked == OperationTimes::kNever) return plan.calls[call].text() + " not called";
  return plan.calls[call].text() + plan.calls[call].result_text(slots[call]);
}

std::string listed(const HistoryPlan& plan, std::size_t begin, std::size_t end, const std::vector<Slot>& slots) {
  std::string text;
  for (std::size_t i = begin; i < end; ++i) text += (i == begin ? "" : ", ") + told(plan, i, slots);
  return text;
}

}  // namespace

std::string history_text(const HistoryPlan& plan, const std::vector<Slot>& slots) {
  std::string text = listed(plan, 0, plan.threads_from, slots);
  if (!text.empty()) text = "[" + text + "] ";
  for (std::size_t thread = 0; thread + 1 < plan.thread_begins.size(); ++thread) {
    if (thread > 0) text += " | ";
    text += listed(plan, plan.thread_begins[thread], plan.thread_begins[thread + 1], slots);
  }
  const std::string suffix = listed(plan, plan.thread_begins.back(), slots.size(), slots);
  return suffix.empty() ? text : text + " [" + suffix + "]";
}

std::string reason_text(const HistoryPlan& plan, const Specified& history, const std::vector<Slot>& slots,
                        const OrderFound& found) {
  std::string text = found.order.empty() ? std::string("nothing can come first: ") : std::string("after ");
  for (std::size_t i = 0; i < found.order.size(); ++i) {
    text += (i == 0 ? "" : ", ") + told(plan, history.call(found.order[i]), slots);
  }
  if (!found.order.empty()) text += " in this order, the longest that the specification allows, ";
  for (std::size_t i = 0; i < found.stuck.size(); ++i) {
    text += (i == 0 ? "" : " nor ") + told(plan, history.call(found.stuck[i]), slots);
  }
  return text + (found.stuck.size() == 1 ? " cannot come" : " can come");
}

}  // namespace tenter::detail
