// Random plans.
#pragma once

#include <rapidcheck.h>

#include "plan.h"

namespace rc {

template <>
struct Arbitrary<tenter::test::QueuePlan> {
  static Gen<tenter::test::QueuePlan> arbitrary();
};
template <>
struct Arbitrary<tenter::test::ExecutorPlan> {
  static Gen<tenter::test::ExecutorPlan> arbitrary();
};

}  // namespace rc
