// What can be said of an object's history without an order of it: pure functions, in time that hardly grows faster
// than the history. Each is weaker than linearizability, and says less when it is kept; when it is broken, that is
// told by a few operations.
#pragma once

#include "oracle/monitors/monitor.h"

namespace tenter::oracle {

// Nothing came out that had not been put in, nor more often than that, nor before. Of queues, stacks and priority
// queues; so in the next. What never came out may be in it still.
MonitorVerdict exactly_once(const Values& values, const Part& part);

// Nobody took two values of one process in another order than that in which it put them in. Unknown where a value was
// put in twice.
MonitorVerdict fifo_per_producer(const Values& values, const Part& part);

// Monotonic reads, of D. B. Terry et al., "Session guarantees for weakly consistent replicated data", PDIS 1994: no
// process sees a state older than one that it has seen.
// Of a counter: what a process is told never goes down. Unknown where somebody lets it go down.
MonitorVerdict monotonic_counter(const Values& values, const Part& part);
// Of a register: there is an order of all values, nil first, in which each process sees them. Unknown where a value
// was written twice, or exchanged.
MonitorVerdict monotonic_register(const Values& values, const Part& part);

}  // namespace tenter::oracle
