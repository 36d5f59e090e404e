#include "tsan/false_reports.h"

#include <algorithm>

namespace tenter::tsan {
namespace {

bool is_race(const AnomalyReport& report) {
  return report.kind == Anomaly::data_race || report.kind == Anomaly::use_after_free;
}

template <class Predicate>
bool any_frame(const Access& access, Predicate matches) {
  return std::any_of(access.stack.begin(), access.stack.end(),
                     [&](const Frame& frame) { return matches(std::string_view(frame.function)); });
}

template <class Predicate>
bool any_access(const AnomalyReport& report, Predicate matches) {
  return std::any_of(report.accesses.begin(), report.accesses.end(), matches);
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

bool lock_order(const AnomalyReport&, Circumstances circumstances) { return circumstances.inversion; }

// With the exception goes what it alone owns; what its destructor does to other memory is another matter.
bool exception_release(const AnomalyReport& report, Circumstances circumstances) {
  if (!is_race(report) || !circumstances.releasing_exception) return false;
  return circumstances.exceptions_memory ||
         any_access(report, [](const Access& access) { return access.op == "free"; });
}

bool lockfree_freelist(const AnomalyReport& report, Circumstances) {
  return report.kind == Anomaly::data_race && any_access(report, [](const Access& access) {
           return any_frame(access, [](std::string_view function) {
             return contains(function, "boost::lockfree::detail::freelist_stack<") ||
                    contains(function, "boost::lockfree::detail::fixed_size_freelist<");
           });
         });
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
    {lockfree_freelist,
     "Boost.Lockfree's freelist reads the link of a node that another thread may be reusing, and discards what it "
     "read when its compare-exchange fails on the tag"},
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
  return {};
}

std::string_view why_false_among_fences(const AnomalyReport& report) {
  return is_race(report) ? kFences : std::string_view();
}

}  // namespace tenter::tsan
