#include "explore/engine/determinism_check.h"

#include <fmt/format.h>

#include <cerrno>
#include <system_error>
#include <utility>
#include <vector>

#include "explore/witness/divergence_note.h"

namespace tenter::explore {
namespace {

std::vector<Operation> operations_of(const Divergence& divergence) {
  std::vector<Operation> operations;
  for (const auto& step : {divergence.before, divergence.now}) {
    if (step) operations.push_back(step->operation);
  }
  return operations;
}

}  // namespace

DeterminismCheck::DeterminismCheck(const Subject& subject, SelectedExecutor& executor, ForkedExecutor& forked)
    : subject_(subject),
      executor_(executor),
      forked_(forked),
      reproduction_(executor, subject.program, subject.log, subject.progress, subject.schedule) {}

void DeterminismCheck::check(const ExecutionResult& execution, const Recorder& recorder, const std::string* outcome) {
  if (failed()) return;
  // What has become visible has done so by the watchdog, perhaps, and so at another place than before.
  if (!execution.new_visible_place) note(recorder.divergence());
  if (!failed()) note(reproduction_.seen(execution, outcome));
}

void DeterminismCheck::check_all_again() {
  if (!failed()) note(reproduction_.run_all_again());
}

void DeterminismCheck::note(const std::optional<Divergence>& divergence) {
  if (!divergence) return;
  const TraceRecorder recorder(executor_, subject_.program);
  const Trace memory = recorder.memory_of(operations_of(*divergence));
  const TraceDescriber describer(memory, subject_.program.info, subject_.names);
  failure_ = "the same schedule gave different executions: " + in_words(describer, *divergence);
  const std::vector<std::string> unreset = reproduction_.unreset_memory();
  if (!unreset.empty()) failure_ += fmt::format("; no reset puts back {}", fmt::join(unreset, ", "));
}

void DeterminismCheck::isolate() {
  isolated_ = true;
  reason_to_isolate_ = std::exchange(failure_, {});
  executor_.select(forked_);
}

void DeterminismCheck::isolate_from_the_start(std::string reason) {
  if (!forked_.possible()) throw std::system_error(EAGAIN, std::generic_category(), "a process for each execution");
  isolated_ = true;
  must_isolate_ = true;
  reason_to_isolate_ = std::move(reason);
  executor_.select(forked_);
}

void DeterminismCheck::isolate_no_more_in_vain() {
  if (isolated_ && !must_isolate_ && failed()) executor_.select(subject_.executor);
}

void DeterminismCheck::add_to(Evidence& evidence) const {
  if (failed()) {
    evidence.uncontrolled.push_back(failure_);
  } else if (isolated_) {
    evidence.notes.push_back("each execution had a process of its own, because in one process " + reason_to_isolate_);
  }
}

}  // namespace tenter::explore
