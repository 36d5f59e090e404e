// Judges the history of a register in O(n log n), where no value is written twice.
//
// Gibbons and Korach, "Testing shared memories", SIAM J. Comput. 26 (1997): all operations of one value, its write
// and its reads, come one after the other, so they have a zone of time, from their first response to their last
// invocation. Zones that lie forward must not overlap, and none that lies backward may be within one of these.
//
// Thread safety: functions without state.
#pragma once

#include <span>

#include "oracle/models/register.h"
#include "oracle/monitors/queue_monitor.h"

namespace tenter::oracle {

// Unknown where a value is written twice, and for compare-and-set. REQUIRES: as many of both.
Judgement judge_register(std::span<const RegisterModel::Step> operations, std::span<const Interval> times);

}  // namespace tenter::oracle
