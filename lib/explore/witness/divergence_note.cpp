#include "explore/witness/divergence_note.h"

#include <fmt/core.h>

#include "model/numbers.h"

namespace tenter::explore {
namespace {

std::string why_not(const TraceDescriber& describer, const ReplayMismatch& mismatch) {
  const std::string wanted = describer.thread(mismatch.wanted);
  if (mismatch.pending) {
    const std::string word(name_of(mismatch.pending->op));
    return fmt::format("it is the turn of {}, which cannot go on with its {}", wanted,
                       describer.phrase(word, *mismatch.pending));
  }
  if (mismatch.enabled.empty()) return fmt::format("the program is over where {} should go on", wanted);
  return fmt::format("it is the turn of {}, which has not started or is finished", wanted);
}

bool same_operation(const Step& left, const Step& right) {
  return left.operation.op == right.operation.op && left.operation.object == right.operation.object &&
         left.operation.pc == right.operation.pc;
}

std::string step_in_words(const TraceDescriber& describer, const Step& step, bool with_value) {
  const Operation& operation = step.operation;
  const std::string what = describer.phrase(std::string(name_of(operation.op)), operation);
  const std::string place = place_in_parentheses(describer.where({operation.pc}));
  const std::string value = with_value ? fmt::format(" with {}", static_cast<std::int64_t>(step.value)) : "";
  return fmt::format("{}'s {}{}{}", describer.thread(step.task), what, place, value);
}

}  // namespace

std::string mismatch_note(const TraceDescriber& describer, const ReplayMismatch& mismatch) {
  const std::string steps = counted(mismatch.step, "step");
  if (mismatch.wanted == kNoTask) {
    return fmt::format(
        "the schedule ends after {}, and the program goes on: it was cut short, or is of another version of the "
        "program",
        steps);
  }
  return fmt::format(
      "the schedule was followed for {} only: then {}; it is of another program, or another version of it", steps,
      why_not(describer, mismatch));
}

std::string in_words(const TraceDescriber& describer, const Divergence& divergence) {
  const auto& [step, before, now, end_before, end_now] = divergence;
  if (!before && !now && end_before == end_now) return "its steps were not the same";
  if (!before && !now) return fmt::format("the same steps came to {}, and then to {}", end_before, end_now);
  const bool by_value = before && now && before->task == now->task && same_operation(*before, *now);
  const std::string was = before ? step_in_words(describer, *before, by_value) : "the end of the execution";
  const std::string is = now ? step_in_words(describer, *now, by_value) : "one that could not be made";
  return fmt::format("step {} was {}, and then {}", step + 1, was, is);
}

}  // namespace tenter::explore
