// The reports of ThreadSanitizer that correct code can have.
#pragma once

#include <string_view>

#include "model/evidence.h"

namespace tenter::tsan {

// What is known of a report besides what it says.
struct Circumstances {
  bool inversion = false;            // it is about the order of locks: nobody has waited for anybody
  bool releasing_exception = false;  // the first access was made while libstdc++ released an exception
  bool exceptions_memory = false;    // the memory is an exception object's own
};

// Why this report does not count; empty when it does.
std::string_view why_false(const AnomalyReport& report, Circumstances circumstances = {});

// Why not, in a run that used fences: none of its races can be told from what the fences order.
std::string_view why_false_among_fences(const AnomalyReport& report);

}  // namespace tenter::tsan
