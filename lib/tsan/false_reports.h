// The reports of ThreadSanitizer that are known to be false on correct code.
#pragma once

#include <string_view>

#include "model/evidence.h"

namespace tenter::tsan {

// What the runtime's report does not tell of itself.
struct Circumstances {
  bool releasing_exception = false;  // the first access was made while libstdc++ released an exception
};

// Why this report does not count; empty when it does.
std::string_view why_false(const AnomalyReport& report, Circumstances circumstances = {});

// Why not, in a run that used fences: none of its races can be told from what the fences order.
std::string_view why_false_among_fences(const AnomalyReport& report);

}  // namespace tenter::tsan
