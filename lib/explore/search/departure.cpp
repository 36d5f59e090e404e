#include "explore/search/departure.h"

#include <fmt/format.h>

#include "explore/witness/account.h"

namespace tenter::explore {
namespace {

bool same_operation(const Step& left, const Step& right) {
  return left.operation.op == right.operation.op && left.operation.object == right.operation.object &&
         left.operation.pc == right.operation.pc;
}

std::string described(const Step& step, const Account& account, bool with_value) {
  const Operation& operation = step.operation;
  std::string text = fmt::format("{}'s {}", account.thread(step.task), name_of(operation.op));
  const std::string object = account.object({}, operation.object, operation.size);
  if (!object.empty()) text += " of " + object;
  const Frame where = account.where({operation.pc});
  if (!where.file.empty()) {
    text += fmt::format(" ({}:{})", where.file.substr(where.file.rfind('/') + 1), where.line);
  }
  if (with_value) text += fmt::format(" with {}", static_cast<std::int64_t>(step.value));
  return text;
}

}  // namespace

std::string end_of(const ExecutionResult& execution, const std::string* outcome) {
  if (!execution.deaths.empty()) {
    const Death& first = execution.deaths.front();
    return fmt::format("{}: {}", name_of(first.kind), first.detail);
  }
  if (outcome != nullptr) return fmt::format("outcome {{{}}}", *outcome);
  switch (execution.ending) {
    case Ending::deadlock:
      return "a deadlock";
    case Ending::livelock:
      return "a livelock";
    case Ending::outside:
      return "a wait for what is outside of the scenario";
    case Ending::cut:
      return "more steps than the bound allows";
    default:
      return {};
  }
}

std::string in_words(const Departure& departure, const Account& account) {
  const auto& [step, before, now, end_before, end_now] = departure;
  if (!before && !now && end_before == end_now) return "its steps were not the same";
  if (!before && !now) return fmt::format("the same steps came to {}, and then to {}", end_before, end_now);
  const bool by_value = before && now && before->task == now->task && same_operation(*before, *now);
  const std::string was = before ? described(*before, account, by_value) : "the end of the execution";
  const std::string is = now ? described(*now, account, by_value) : "one that could not be made";
  return fmt::format("step {} was {}, and then {}", step + 1, was, is);
}

}  // namespace tenter::explore
