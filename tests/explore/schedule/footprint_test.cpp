// Footprints are dependent when any two of their operations are, however these lie.
#include "explore/schedule/footprint.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <vector>

namespace tenter::explore::test::footprint_test {
namespace {

Operation random_operation() {
  constexpr Op kOps[] = {Op::read, Op::write, Op::atomic_update, Op::failed_try, Op::lock, Op::wait, Op::wake};
  Operation operation;
  operation.op = kOps[*rc::gen::inRange(0, 7)];
  operation.object = 0x1000 + *rc::gen::inRange<std::uintptr_t>(0, 200);
  operation.size = *rc::gen::element(0U, 1U, 4U, 8U, 100U, 10'000U);
  if (operation.op == Op::wait || operation.op == Op::wake) {
    operation.mutex = 0x1000 + *rc::gen::inRange<std::uintptr_t>(0, 200);
  }
  return operation;
}

std::vector<Operation> random_operations() {
  std::vector<Operation> operations(*rc::gen::inRange<std::size_t>(1, 4));
  for (Operation& operation : operations) operation = random_operation();
  return operations;
}

RC_GTEST_PROP(Footprints, AreDependentWhenAnyTwoOfTheirOperationsAre, ()) {
  const std::vector<Operation> a = random_operations();
  const std::vector<Operation> b = random_operations();
  bool any = false;
  for (const Operation& one : a) {
    for (const Operation& other : b) any = any || dependent(one, other);
  }
  RC_CLASSIFY(any);
  RC_ASSERT(dependent(Footprint(a), Footprint(b)) == any);
  RC_ASSERT(dependent(Footprint(b), Footprint(a)) == any);
}

}  // namespace
}  // namespace tenter::explore::test::footprint_test
