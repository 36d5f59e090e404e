#include "explore/witness/reason.h"

#include <fmt/format.h>

#include <algorithm>

#include "explore/witness/atomicity.h"
#include "explore/witness/heap_report.h"
#include "explore/witness/unlucky_orders.h"

namespace tenter::explore {
namespace {

std::string reason_of_read(const AnomalyReport& report) {
  if (report.accesses.empty()) return report.detail;
  return fmt::format(
      "{} gets what happened to be in that memory, and with something else there the same schedule is "
      "another execution",
      in_words(report.accesses.front()));
}

std::string reason_of_race(const AnomalyReport& report) {
  return fmt::format("nothing orders {} and {} of {}", in_words(report.accesses[0]), in_words(report.accesses[1]),
                     report.location);
}

// Of a block that somebody has used and somebody has freed (heap_report.h).
std::string reason_of_misuse(const AnomalyReport& report) {
  const Access& freed = report.accesses[1];
  const Access& misused = report.accesses[0];
  return fmt::format("{} freed it ({}) before {} {} ({})", freed.thread, place(freed.where), misused.thread,
                     report.kind == Anomaly::double_free ? "freed it again" : "used it", place(misused.where));
}

bool is_race(const AnomalyReport& report) { return report.accesses.size() == 2 && !report.location.empty(); }

bool is_misuse(const AnomalyReport& report) {
  const bool freed = report.kind == Anomaly::use_after_free || report.kind == Anomaly::double_free;
  return freed && report.accesses.size() >= 2 && report.accesses[1].op == kFreed;
}

bool stands_still(const Trace& trace, Anomaly kind) {
  const bool stuck = trace.ending == Ending::deadlock || trace.ending == Ending::livelock;
  return stuck && (kind == Anomaly::deadlock || kind == Anomaly::lost_wakeup || kind == Anomaly::livelock);
}

}  // namespace

std::string reason_of_outcome(const TraceDescriber& describer) {
  if (describer.trace().steps.empty())
    return "no step of it is visible to others: there is no choice, it always comes to this";
  for (const auto reason :
       {&broken_atomicity, &read_too_early, &read_before_write, &overtaken_by_another, &failed_try, &interruption}) {
    if (const auto found = reason(describer)) return *found;
  }
  return order_of_turns(describer);
}

std::string reason_of_anomaly(const TraceDescriber& describer, const AnomalyReport& report) {
  if (is_race(report)) return reason_of_race(report);
  if (is_misuse(report)) return reason_of_misuse(report);
  if (report.kind == Anomaly::uninitialised_read) return reason_of_read(report);
  return stands_still(describer.trace(), report.kind) ? report.detail : reason_of_outcome(describer);
}

std::string reason_of_all(const std::vector<std::string>& reasons) {
  constexpr std::size_t kMost = 3;
  std::vector<std::string> given;
  for (const std::string& reason : reasons) {
    if (std::find(given.begin(), given.end(), reason) == given.end()) given.push_back(reason);
  }
  const std::size_t more = given.size() - std::min(given.size(), kMost);
  given.resize(given.size() - more);
  return fmt::format("{}{}", fmt::join(given, "; "), more == 0 ? "" : fmt::format("; and {} more", more));
}

}  // namespace tenter::explore
