// All operations of an object, with what has been said of them.
#pragma once

#include <tenter/detail/operations.h>
#include <tenter/object_subject.h>

#include <memory>
#include <vector>

#include "scenario_code/owned.h"

namespace tenter::detail {

struct DescribedOperation {
  OperationInfo info;
  std::unique_ptr<const Operation> code;
  Owned ready;
  bool (*ready_code)(const void* ready, const void* spec) = nullptr;  // null: at once

  bool is_ready(const void* spec) const { return ready_code == nullptr || ready_code(ready.get(), spec); }
};

struct Operations {
  const SpecCode* spec = nullptr;
  std::vector<std::unique_ptr<DescribedOperation>> all;
  Owned invariant;
  void (*invariant_code)(const void* callable, void* object) = nullptr;  // null: nothing must hold
};

}  // namespace tenter::detail
