// Histories as text, and why no order of them is allowed.
#pragma once

#include <tenter/object_subject.h>

#include <string>
#include <vector>

#include "scenario_code/history_plan.h"
#include "scenario_code/specified.h"

namespace tenter::detail {

// "[push(1)] push(2), pop() -> 2 | pop() -> 1"
std::string history_text(const HistoryPlan& plan, const std::vector<Slot>& slots);

// Which order went furthest, and what stood in its way.
std::string reason_text(const HistoryPlan& plan, const Specified& history, const std::vector<Slot>& slots,
                        const OrderFound& found);

}  // namespace tenter::detail
