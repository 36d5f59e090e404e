#include "explore/engine/control.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "explore/engine/explorer.h"
#include "explore/search/findings.h"

namespace tenter::explore {

Control::Control(const Subject& subject, SelectedExecutor& executor, Isolation& isolation, Teller& teller)
    : here_(subject.executor),
      executor_(executor),
      isolation_(isolation),
      teller_(teller),
      reproduction_(executor, subject.program, subject.log, subject.progress, subject.schedule) {}

void Control::check(const ExecutionResult& execution, const Recorder& recorder, const std::string* outcome,
                    const VisiblePlaces& places) {
  if (execution.ending == Ending::outside && !outside_) outside_ = Course{tasks_of(execution), places};
  if (doubtful()) return;
  // What has become visible has done so by the watchdog, perhaps, and so at another place than before.
  if (!execution.new_visible_place) doubt(recorder.departure());
  if (!doubtful()) doubt(reproduction_.seen(execution, outcome));
}

void Control::check_all_again() {
  if (!doubtful()) doubt(reproduction_.run_all_again());
}

void Control::doubt(const std::optional<Departure>& departure) {
  if (!departure) return;
  doubt_ = "the same schedule gave different executions: " + in_words(*departure, teller_.account());
  const std::vector<std::string> left = reproduction_.what_is_left();
  if (!left.empty()) doubt_ += fmt::format("; no reset puts back {}", fmt::join(left, ", "));
}

void Control::isolate() {
  isolated_ = true;
  reason_to_isolate_ = std::exchange(doubt_, {});
  outside_.reset();
  waits_outside_.clear();
  teller_.forget();
  executor_.select(isolation_);
}

void Control::isolate_no_more_in_vain() {
  if (isolated_ && doubtful()) executor_.select(here_);
}

void Control::tell(Evidence& evidence) {
  if (outside_ && waits_outside_.empty()) waits_outside_ = teller_.waits_outside(*outside_);
  if (!waits_outside_.empty()) evidence.uncontrolled.push_back(waits_outside_);
  if (doubtful()) {
    evidence.uncontrolled.push_back(doubt_);
  } else if (isolated_) {
    evidence.notes.push_back("each execution had a process of its own, because in one process " + reason_to_isolate_);
  }
}

}  // namespace tenter::explore
