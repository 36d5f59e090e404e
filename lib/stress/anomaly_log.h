// What goes wrong in executions besides their outcomes, gathered from any thread, deduplicated.
#pragma once

#include <tenter/body.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/evidence.h"

namespace tenter::stress {

// Thread safety: any thread may call anything. Its lock is invisible to ThreadSanitizer, so that reporting orders
// nothing between the scenario's threads.
class AnomalyLog final : public Host {
 public:
  // Counts reports of the same kind, detail and place as one anomaly; beyond kMaxDistinct different ones, further
  // ones are only counted.
  static constexpr std::size_t kMaxDistinct = 100;

  void report(Anomaly kind, std::string_view detail, const char* file, std::uint32_t line) noexcept override;
  std::vector<AnomalyReport> anomalies() const;

 private:
  class Lock;
  mutable bool locked_ = false;
  std::vector<AnomalyReport> anomalies_;
};

}  // namespace tenter::stress
