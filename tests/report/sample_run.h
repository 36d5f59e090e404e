// Runs to report on: made up, but judged by the real rule.
#pragma once

#include "report/run.h"

namespace tenter::report {

// breaks(data race, lost update), confirmed: races under tsan, loses updates under stress.
Result racy_increment();
// holds, confirmed by sampling, with a suppressed report and a note.
Result locked_increment();
// shows(0, 0), confirmed, with all kinds of grades.
Result store_buffering();
// holds, refuted: one forbidden outcome among many outcomes, and a failed check.
Result broken_queue();
// breaks(deadlock), confirmed by a hang after few executions.
Result deadlock();
// breaks(lost update), confirmed by a search that saw all interleavings.
Result explored_increment();
// holds, refuted: a deadlock with long names among four threads, and a lost update, in a sample.
Result explored_crowd();
// holds, proved by one execution of each equivalent.
Result proved_increment();
// breaks(lost update), inconclusive: never seen, interrupted.
Result quiet();
// holds, inconclusive: nothing was executed.
Result idle();
// holds, refuted; everything that a scenario can name or print is hostile to terminals and JSON.
Result hostile();

// A run of these, on a fixed machine.
Run run_of(std::vector<Result> results);

}  // namespace tenter::report
