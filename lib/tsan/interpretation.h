// From what the hook copied to what a reader understands.
#pragma once

#include <functional>
#include <string>

#include "model/evidence.h"
#include "symbol/own_code.h"
#include "symbol/symbolizer.h"
#include "tsan/false_reports.h"
#include "tsan/raw_report.h"

namespace tenter::tsan {

using ThreadNaming = std::function<std::string(const RawThread&)>;

// One report as a value, its addresses looked up.
AnomalyReport interpret(const RawReport& raw, symbol::Symbolizer& symbolizer, const symbol::OwnCode& own,
                        const ThreadNaming& name);

// What decides whether it counts.
Circumstances circumstances_of(const RawReport& raw, symbol::Symbolizer& symbolizer);

}  // namespace tenter::tsan
