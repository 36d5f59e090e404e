#include "scenario_code/planned_call.h"

#include <cxxabi.h>
#include <tenter/detail/exception_text.h>

namespace tenter::detail {

Slots::Slots(std::size_t count) : all(count) {}
Slots::~Slots() = default;

PlannedCall::PlannedCall(const DescribedOperation& operation, const std::vector<std::uint64_t>& choices)
    : operation_(&operation), arguments_(owned(operation.code->arguments(choices))) {
  Text arguments;
  operation.code->print_arguments(arguments, arguments_.get());
  text_ = operation.info.name + "(" + arguments.outcome() + ")";
}

void PlannedCall::make(void* object, Slot& slot) const {
  try {
    operation_->code->make(object, arguments_.get(), slot.result);
  } catch (abi::__forced_unwind&) {
    throw;
  } catch (...) {
    slot.thrown = text_of_current_exception();
  }
}

bool PlannedCall::step(void* spec, const Slot& slot) const {
  if (has_to_wait(spec)) return false;
  if (operation_->code->is_told_the_result()) return operation_->code->step(spec, arguments_.get(), slot);
  try {
    return operation_->code->step(spec, arguments_.get(), slot);
  } catch (...) {
    return slot.is_pending() || slot.thrown == text_of_current_exception();
  }
}

bool PlannedCall::same(const Slot& left, const Slot& right) const {
  if (left.is_pending() || right.is_pending()) return left.is_pending() == right.is_pending();
  if (!left.thrown.empty() || !right.thrown.empty()) return left.thrown == right.thrown;
  return operation_->code->same(left, right);
}

bool PlannedCall::has_to_wait(const void* spec) const { return !operation_->is_ready(spec); }

std::string PlannedCall::result_text(const Slot& slot) const {
  if (slot.is_pending()) return " never returns";
  if (!slot.thrown.empty()) return " throws " + slot.thrown;
  Text result;
  return operation_->code->print_result(result, slot) ? " -> " + result.outcome() : "";
}

}  // namespace tenter::detail
