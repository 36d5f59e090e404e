#include "catching.h"

#include "plans.h"

namespace tenter::test {
namespace {

template <class Plan>
Plan drawn(std::uint64_t seed, std::size_t number) {
  rc::Random random(seed);
  for (std::size_t i = 0; i < number; ++i) random.split();
  return rc::gen::arbitrary<Plan>()(random.split(), 100).value();
}

}  // namespace

std::optional<Caught> caught(const Variant& variant, std::uint64_t seed) {
  Caught result;
  const auto shows = [&](const auto& plan) {
    const Checked checked = check(variant, plan, kMostExecutions);
    ++result.plans;
    result.executions += checked.executions;
    result.by = checked.violated;
    return !result.by.empty();
  };
  for (std::size_t i = 0; i < kPlans; ++i) {
    if (shows(drawn<QueuePlan>(seed, i)) || shows(drawn<ExecutorPlan>(seed, i))) return result;
  }
  return std::nullopt;
}

}  // namespace tenter::test
