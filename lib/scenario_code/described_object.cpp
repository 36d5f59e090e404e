#include "scenario_code/described_object.h"

#include <iterator>
#include <string>
#include <utility>

#include "scenario_code/history_plan.h"
#include "scenario_code/planned_call.h"

namespace tenter::detail {
namespace {

PlannedCall planned(const Operations& operations, const Call& call) {
  return PlannedCall(*operations.all[call.operation], call.choices);
}

}  // namespace

DescribedObject::DescribedObject(ScenarioInfo info, std::shared_ptr<const Operations> operations,
                                 ObjectDraft::MakeBody make)
    : info_(std::move(info)), operations_(std::move(operations)), make_(make) {
  for (const auto& operation : operations_->all) infos_.push_back(operation->info);
}

std::string DescribedObject::text_of(const Call& call) const { return planned(*operations_, call).text(); }

Program DescribedObject::program_of(const ParallelProgram& program) const {
  auto plan = std::make_unique<HistoryPlan>();
  plan->operations = operations_;
  const auto add = [&](const std::vector<Call>& calls) {
    for (const Call& call : calls) plan->calls.push_back(planned(*operations_, call));
  };
  add(program.prefix);
  plan->threads_from = plan->calls.size();
  for (const auto& thread : program.threads) {
    plan->thread_begins.push_back(plan->calls.size());
    add(thread);
  }
  plan->thread_begins.push_back(plan->calls.size());
  add(program.suffix);
  ScenarioInfo info = info_;
  constexpr const char* kNames[] = {"first", "second", "third", "fourth"};
  info.actors.clear();
  for (std::size_t i = 0; i < program.threads.size(); ++i) {
    info.actors.push_back(i < std::size(kNames) ? kNames[i] : "thread " + std::to_string(i + 1));
  }
  return {std::move(info), std::unique_ptr<const Body>(make_(plan.release())), nullptr};
}

ObjectSubject::SpecState DescribedObject::initial() const { return operations_->spec->initial(); }

ObjectSubject::SpecState DescribedObject::after(const SpecState& state, const Call& call) const {
  auto next = operations_->spec->copy(state.get());
  return planned(*operations_, call).step(next.get(), Slot{}) ? SpecState(std::move(next)) : nullptr;
}

bool DescribedObject::same(const SpecState& left, const SpecState& right) const {
  return operations_->spec->same(left.get(), right.get());
}

}  // namespace tenter::detail
