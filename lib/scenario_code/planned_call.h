// An operation with its arguments.
#pragma once

#include <tenter/detail/operations.h>

#include <cstdint>
#include <string>
#include <vector>

#include "scenario_code/described_operations.h"
#include "scenario_code/owned.h"

namespace tenter::detail {

class PlannedCall {
 public:
  // REQUIRES: the operation outlives it; a choice for each argument.
  PlannedCall(const DescribedOperation& operation, const std::vector<std::uint64_t>& choices);

  const std::string& text() const { return text_; }

  void make(void* object, Slot& slot) const;
  // Makes it on the specification. False when that returns something else or does not allow it, or would have to
  // wait.
  bool step(void* spec, const Slot& slot) const;
  bool same(const Slot& left, const Slot& right) const;
  bool has_to_wait(const void* spec) const;
  std::string result_text(const Slot& slot) const;

 private:
  const DescribedOperation* operation_;
  Owned arguments_;
  std::string text_;
};

}  // namespace tenter::detail
