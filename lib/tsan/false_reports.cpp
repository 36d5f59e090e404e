#include "tsan/false_reports.h"

#include <algorithm>

#include "host/known_races.h"

namespace tenter::tsan {
namespace {

bool is_race(const AnomalyReport& report) {
  return report.kind == Anomaly::data_race || report.kind == Anomaly::use_after_free;
}

template <class Predicate>
bool any_access(const AnomalyReport& report, Predicate matches) {
  return std::any_of(report.accesses.begin(), report.accesses.end(), matches);
}

bool lock_order(const AnomalyReport&, Circumstances circumstances) { return circumstances.inversion; }

// With the exception goes what it alone owns; what its destructor does to other memory is another matter.
bool exception_release(const AnomalyReport& report, Circumstances circumstances) {
  if (!is_race(report) || !circumstances.releasing_exception) return false;
  return circumstances.exceptions_memory ||
         any_access(report, [](const Access& access) { return access.op == "free"; });
}

struct FalseReport {
  bool (*matches)(const AnomalyReport&, Circumstances);
  std::string_view why;
};

// Order: the first that matches gives the reason.
constexpr FalseReport kFalseReports[] = {
    {lock_order,
     "a deadlock is possible only if nothing else keeps the threads apart, a lock around both orders say: none was "
     "seen. Which locks they are is worth a look"},
    {exception_release,
     "std::exception_ptr (so std::promise too) counts references inside libstdc++.so, where ThreadSanitizer sees no "
     "atomic operation: it cannot tell that the exception is destroyed after its last use"},
};

constexpr std::string_view kFences =
    "the scenario uses std::atomic_thread_fence, which ThreadSanitizer does not model: it cannot tell what the "
    "fences "
    "order from a race";

}  // namespace

std::string_view why_false(const AnomalyReport& report, Circumstances circumstances) {
  for (const FalseReport& known : kFalseReports) {
    if (known.matches(report, circumstances)) return known.why;
  }
  return why_harmless(report);
}

std::string_view why_false_among_fences(const AnomalyReport& report) {
  return is_race(report) ? kFences : std::string_view();
}

}  // namespace tenter::tsan
