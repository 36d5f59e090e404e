// Queues into which no value was put twice.
//
// After T. A. Henzinger, A. Sezgin and V. Vafeiadis, "Aspect-oriented linearizability proofs", CONCUR 2013: a history
// in which everything has returned is wrong only for one of four reasons. A value comes out that was not put in, or
// before that; a value comes out twice; two values come out in another order than they certainly were put in, the one
// that never comes out being the last; the queue is told to be empty, and certainly never was meanwhile.
#pragma once

#include "oracle/monitors/monitor.h"

namespace tenter::oracle {

MonitorVerdict monitor_queue(const Values& values, const Part& part, ValueNumbers& numbers);

}  // namespace tenter::oracle
