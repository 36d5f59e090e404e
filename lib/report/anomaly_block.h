// An anomaly in full: the sentence, the accesses with a column a thread, and the memory they are about.
#pragma once

#include "model/evidence.h"
#include "report/page.h"
#include "report/said.h"

namespace tenter::report {

void print_anomaly(Page& page, const AnomalyReport& anomaly, Said& said, bool with_stacks);

// A report that does not count, and why.
// One line: `word` is "suppressed" or "suspected".
void print_aside(Page& page, std::string_view word, const SuppressedReport& report);

}  // namespace tenter::report
