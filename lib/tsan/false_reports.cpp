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

// libstdc++.so gives the last reference up in one of these, which destroys the exception. Their counter is atomic,
// but inside the library, where nothing is instrumented.
bool releases_exception(std::string_view function) {
  return contains(function, "std::__exception_ptr::exception_ptr::_M_release") ||
         function.starts_with("__cxa_free_exception") || function.starts_with("__cxa_end_catch") ||
         function.starts_with("__cxa_free_dependent_exception");
}

// std::runtime_error and its like, whose destructors are in libstdc++.so. One frame above the deallocation, the
// function that released the exception is not on ThreadSanitizer's stack, for it is not instrumented either.
bool destroys_standard_exception(const Access& access) {
  if (access.op != "free" || access.stack.size() < 2) return false;
  const Frame& caller = access.stack[1];
  return caller.line == 0 && caller.function.starts_with("std::") && contains(caller.function, "::~") &&
         (contains(caller.function, "_error()") || contains(caller.function, "exception()") ||
          contains(caller.function, "failure()"));
}

bool exception_release(const AnomalyReport& report) {
  return is_race(report) && any_access(report, [](const Access& access) {
           return any_frame(access, releases_exception) || destroys_standard_exception(access);
         });
}

bool lockfree_freelist(const AnomalyReport& report) {
  return report.kind == Anomaly::data_race && any_access(report, [](const Access& access) {
           return any_frame(access, [](std::string_view function) {
             return contains(function, "boost::lockfree::detail::freelist_stack<") ||
                    contains(function, "boost::lockfree::detail::fixed_size_freelist<");
           });
         });
}

struct FalseReport {
  bool (*matches)(const AnomalyReport&);
  std::string_view why;
};

// Order: the first that matches gives the reason.
constexpr FalseReport kFalseReports[] = {
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

std::string_view why_false(const AnomalyReport& report) {
  for (const FalseReport& known : kFalseReports) {
    if (known.matches(report)) return known.why;
  }
  return {};
}

std::string_view why_false_among_fences(const AnomalyReport& report) {
  const std::string_view why = why_false(report);
  return why.empty() && is_race(report) ? kFences : why;
}

}  // namespace tenter::tsan
