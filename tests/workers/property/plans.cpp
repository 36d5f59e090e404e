#include "plans.h"

namespace rc {

using tenter::test::End;
using tenter::test::ExecutorPlan;
using tenter::test::QueuePlan;
using tenter::test::Wait;

namespace {

template <class T>
Gen<std::uint8_t> up_to(T least, T most) {
  return gen::inRange<std::uint8_t>(static_cast<std::uint8_t>(least), static_cast<std::uint8_t>(most + 1));
}

Gen<Wait> any_wait() { return gen::element(Wait::for_ever, Wait::for_a_time, Wait::not_at_all); }

// No client comes to an executor that is destroyed.
ExecutorPlan possible(ExecutorPlan plan) {
  if (plan.end == End::destroys) plan.client = false;
  return plan;
}

}  // namespace

Gen<QueuePlan> Arbitrary<QueuePlan>::arbitrary() {
  return gen::build<QueuePlan>(
      gen::set(&QueuePlan::items, up_to(1, 2)), gen::set(&QueuePlan::other_items, up_to(0, 2)),
      gen::set(&QueuePlan::consumers, up_to(1, 2)), gen::set(&QueuePlan::capacity, up_to(0, 2)),
      gen::set(&QueuePlan::put, any_wait()), gen::set(&QueuePlan::get, any_wait()), gen::set(&QueuePlan::immediate),
      gen::set(&QueuePlan::joins_before), gen::set(&QueuePlan::joins_after), gen::set(&QueuePlan::other_joins));
}

Gen<ExecutorPlan> Arbitrary<ExecutorPlan>::arbitrary() {
  return gen::map(
      gen::build<ExecutorPlan>(
          gen::set(&ExecutorPlan::threads, up_to(1, 2)), gen::set(&ExecutorPlan::jobs, up_to(1, 3)),
          gen::set(&ExecutorPlan::throwing, up_to(0, 7)), gen::set(&ExecutorPlan::cancels_first),
          gen::set(&ExecutorPlan::maps), gen::set(&ExecutorPlan::client),
          gen::set(&ExecutorPlan::end, gen::element(End::waits, End::does_not_wait, End::cancels, End::destroys))),
      &possible);
}

}  // namespace rc
