#include "tsan/collection.h"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace tenter::tsan {
namespace {

// Where an access was, as far as it is known: in the scenario's own sources, else at all.
const Frame& place_of(const Access& access) {
  if (access.where.line != 0 || access.stack.empty()) return access.where;
  return access.stack.front();
}

bool same_place(const Access& a, const Access& b) {
  const Frame &place = place_of(a), &other = place_of(b);
  if (place.line == 0 && other.line == 0) return place.function == other.function;
  return place.line == other.line && place.file == other.file;
}

bool same_places(const std::vector<Access>& a, const std::vector<Access>& b) {
  return a.size() == b.size() && std::is_permutation(a.begin(), a.end(), b.begin(), same_place);
}

bool is_complete(const AnomalyReport& report) {
  return std::all_of(report.accesses.begin(), report.accesses.end(),
                     [](const Access& access) { return !access.stack.empty(); });
}

}  // namespace

void Collection::add(AnomalyReport report, Circumstances circumstances) {
  const std::string_view why = why_false(report, circumstances);
  const auto same = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
    return entry.report.kind == report.kind && entry.why_false == why &&
           same_places(entry.report.accesses, report.accesses);
  });
  if (same != entries_.end()) {
    ++same->report.count;
  } else if (entries_.size() < kMaxDistinct) {
    entries_.push_back({std::move(report), why});
  } else {
    ++left_out_;
  }
}

Reports Collection::reports(bool fences) const {
  Reports result;
  for (const Entry& entry : entries_) {
    const std::string_view why =
        fences && entry.why_false.empty() ? why_false_among_fences(entry.report) : entry.why_false;
    if (why.empty()) {
      result.anomalies.push_back(entry.report);
    } else {
      result.suppressed.push_back({entry.report, std::string(why)});
    }
  }
  // An access that the runtime no longer remembered has no stack: such a report says less than the others.
  std::stable_partition(result.anomalies.begin(), result.anomalies.end(), is_complete);
  if (left_out_ > 0) result.notes.push_back(fmt::format("{} further reports were left out", left_out_));
  return result;
}

}  // namespace tenter::tsan
