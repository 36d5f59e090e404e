#include "oracle/history_verdict.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "oracle/joint_object.h"
#include "oracle/known_models.h"
#include "oracle/process_order.h"

namespace tenter::oracle {
namespace {

bool is_strict(const Relaxation& relaxation) {
  return relaxation.kind == Relaxation::strict ||
         (relaxation.kind == Relaxation::out_of_order && relaxation.most == 0);
}

bool looks_for_an_order(Consistency consistency) { return consistency <= Consistency::quiescent; }

std::uint32_t line_of_first(const History& history, std::uint32_t function) {
  const auto found = std::find_if(history.operations.begin(), history.operations.end(),
                                  [&](const RecordedOperation& operation) { return operation.function == function; });
  return found == history.operations.end() ? 0 : found->line;
}

std::vector<std::uint8_t> codes_of(const History& history, const KnownModel& model) {
  std::vector<std::uint8_t> codes(history.functions.size());
  for (std::uint32_t function = 0; function < codes.size(); ++function) {
    const auto found = std::find_if(model.operations.begin(), model.operations.end(), [&](const OperationName& one) {
      return one.name == history.functions[function];
    });
    if (found != model.operations.end()) {
      codes[function] = found->code;
      continue;
    }
    const std::uint32_t line = line_of_first(history, function);
    if (line == 0) continue;  // all of them failed
    std::string names;
    for (const OperationName& one : model.operations)
      names += fmt::format("{}{}", names.empty() ? "" : ", ", one.name);
    throw UnfitOperation(
        line, fmt::format("{} has no operation {}, only {}", model.name, history.functions[function], names));
  }
  return codes;
}

void require_fit(const History& history, const KnownModel& model, const std::vector<Part>& parts) {
  for (const Part& part : parts) {
    for (std::size_t i = 0; i < part.operations.size(); ++i) {
      const auto fault = model.fault(history.values, part.operations[i]);
      if (!fault) continue;
      const RecordedOperation& operation = history.operations[part.numbers[i]];
      throw UnfitOperation(operation.line, fmt::format("{}: {}", shown(history, operation), *fault));
    }
  }
}

class Judge {
 public:
  Judge(const History& history, const KnownModel& model, const SearchBudget& budget, Consistency consistency)
      : history_(history),
        model_(model),
        budget_(budget),
        parts_(parts_of(history, codes_of(history, model), model.independent)) {
    require_fit(history, model, parts_);
    verdict_.objects = parts_.size();
    if (consistency != Consistency::quiescent) return;
    for (Part& part : parts_) part.intervals = busy_periods(part.intervals);
  }

  HistoryVerdict sequential() {
    std::vector<std::unique_ptr<SequentialObject>> objects;
    for (const Part& part : parts_) objects.push_back(model_.object(history_, part.operations));
    JointObject object(std::move(objects), parts_, history_.operations.size());
    std::vector<ProcessOperation> operations;
    for (const RecordedOperation& one : history_.operations) operations.push_back({one.process, one.pending()});
    const Linearization found = order_processes(object, operations, budget_);
    verdict_.answer = found.answer;
    verdict_.steps = found.steps;
    verdict_.states = found.states;
    if (found.answer == Answer::yes) return verdict_;
    verdict_.object_operations = history_.operations.size();
    verdict_.order = found.order;
    verdict_.stuck = found.stuck;
    return verdict_;
  }

  HistoryVerdict guaranteed(Guarantee guarantee) {
    verdict_.answer = Answer::yes;
    for (const Part& part : parts_) {
      MonitorVerdict told = guarantee(history_.values, part);
      if (told.answer == Answer::yes) {
        ++verdict_.by_monitor;
        continue;
      }
      verdict_.answer = told.answer;
      verdict_.why = std::move(told.why);
      verdict_.conflict = in_history(part, told.conflict);
      if (told.answer == Answer::no) break;
    }
    return verdict_;
  }

  // Everything with few steps first, so that what is easily refuted does not wait for what is hard.
  HistoryVerdict verdict() {
    constexpr std::uint64_t kFewSteps = 100'000;
    std::vector<const Part*> open;
    for (const Part& part : parts_) {
      const Answer answer = monitored(part);
      if (answer == Answer::no) return verdict_;
      if (answer == Answer::unknown) open.push_back(&part);
    }
    for (const std::uint64_t steps : {std::min(kFewSteps, budget_.steps), budget_.steps}) {
      std::vector<const Part*> left;
      for (const Part* part : open) {
        const Answer answer = searched(*part, steps);
        if (answer == Answer::no) return verdict_;
        if (answer == Answer::unknown) left.push_back(part);
      }
      open = std::move(left);
    }
    verdict_.answer = open.empty() ? Answer::yes : Answer::unknown;
    return verdict_;
  }

 private:
  Answer monitored(const Part& part) {
    if (model_.monitor == nullptr) return Answer::unknown;
    const MonitorVerdict told = model_.monitor(history_.values, part, numbers_);
    if (told.answer == Answer::unknown) return told.answer;
    ++verdict_.by_monitor;
    if (told.answer == Answer::no) {
      verdict_.answer = told.answer;
      verdict_.object_operations = part.operations.size();
      verdict_.why = told.why;
      verdict_.conflict = in_history(part, told.conflict);
      add_prefix(part);
    }
    return told.answer;
  }

  // A monitor knows that there is no order, not how far one goes; the search is asked, with a limit.
  void add_prefix(const Part& part) {
    constexpr std::uint64_t kStepsForOperation = 100;
    SearchBudget few = budget_;
    few.steps = std::min(budget_.steps, kStepsForOperation * part.operations.size());
    note(part, search(part, few));
  }

  Linearization search(const Part& part, const SearchBudget& budget) const {
    return linearize(*model_.object(history_, part.operations), part.intervals, budget);
  }

  Answer searched(const Part& part, std::uint64_t steps) {
    SearchBudget share = budget_;
    share.steps = steps;
    const Linearization found = search(part, share);
    note(part, found);
    if (found.answer == Answer::no) verdict_.answer = found.answer;
    return found.answer;
  }

  void note(const Part& part, const Linearization& found) {
    verdict_.steps += found.steps;
    verdict_.states += found.states;
    if (found.answer == Answer::yes) return;
    verdict_.object_operations = part.operations.size();
    verdict_.order = in_history(part, found.order);
    verdict_.stuck = in_history(part, found.stuck);
  }

  static std::vector<std::uint32_t> in_history(const Part& part, std::vector<std::uint32_t> operations) {
    for (std::uint32_t& operation : operations) operation = part.numbers[operation];
    return operations;
  }

  const History& history_;
  const KnownModel& model_;
  SearchBudget budget_;
  std::vector<Part> parts_;
  ValueNumbers numbers_;
  HistoryVerdict verdict_;
};

}  // namespace

const std::vector<std::string>& history_models() {
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> names;
    for (const KnownModel& model : known_models()) names.emplace_back(model.name);
    return names;
  }();
  return kNames;
}

std::vector<std::string> history_models_with(Consistency consistency) {
  if (looks_for_an_order(consistency)) return history_models();
  std::vector<std::string> names;
  for (const KnownModel& model : known_models()) {
    if (model.guarantees.count(consistency) != 0) names.emplace_back(model.name);
  }
  return names;
}

std::vector<std::string> history_models_with(const Relaxation& relaxation) {
  std::vector<std::string> names = history_models();
  if (relaxation.kind == Relaxation::strict) return names;
  std::erase_if(names, [&](const std::string& name) { return !relaxed_model(name, relaxation); });
  return names;
}

HistoryVerdict judge_history(const History& history, std::string_view name, const SearchBudget& budget,
                             Consistency consistency, const Relaxation& relaxation) {
  const auto& models = known_models();
  const auto strict =
      std::find_if(models.begin(), models.end(), [&](const KnownModel& one) { return one.name == name; });
  const KnownModel model = is_strict(relaxation) ? *strict : *relaxed_model(name, relaxation);
  Judge judge(history, model, budget, consistency);
  if (consistency == Consistency::sequential) return judge.sequential();
  if (!looks_for_an_order(consistency)) return judge.guaranteed(model.guarantees.at(consistency));
  return judge.verdict();
}

}  // namespace tenter::oracle
