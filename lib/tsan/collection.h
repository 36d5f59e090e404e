// The reports of one run, deduplicated.
#pragma once

#include <string_view>
#include <vector>

#include "tsan/false_reports.h"
#include "tsan/reports.h"

namespace tenter::tsan {

// Not thread safe.
class Collection {
 public:
  // Beyond this many different reports, further ones are only counted.
  static constexpr std::size_t kMaxDistinct = 200;

  void add(AnomalyReport report, Circumstances circumstances = {});

  // `fences`: whether the run used fences.
  Reports reports(bool fences) const;

 private:
  struct Entry {
    AnomalyReport report;
    std::string_view why_false;  // empty when it counts, unless there are fences
  };

  std::vector<Entry> entries_;
  std::uint64_t left_out_ = 0;
};

}  // namespace tenter::tsan
