#include "explore/witness/standstill.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "explore/witness/mutexes.h"
#include "explore/witness/notifications.h"

namespace tenter::explore {
namespace {

// A step that waits for others only because it would be made again and again.
bool only_looks(Op op) {
  return op == Op::read || op == Op::atomic_load || op == Op::atomic_update || op == Op::atomic_store ||
         op == Op::try_lock || op == Op::failed_try || op == Op::yield || op == Op::sleep;
}

std::string in_words(const TraceDescriber& describer, const TraceWait& wait) {
  const Operation& operation = wait.operation;
  const std::string what = describer.object(operation.object, operation.size);
  const std::string place = place_in_parentheses(describer.where(wait.stack));
  const std::string who = describer.thread(wait.task);
  if (what.empty())
    return fmt::format("{} gives way{} again and again, and nobody changes what it looks at", who, place);
  if (only_looks(operation.op)) {
    return fmt::format("{} looks{} at {} again and again, and nobody changes it", who, place, what);
  }
  if (operation.op == Op::wake) return fmt::format("{} waits{} to be notified through {}", who, place, what);
  const TaskId owner = owner_of(describer.trace(), operation.object.code());
  if (owner == wait.task) return fmt::format("{} waits{} for {}, which it holds itself", who, place, what);
  if (owner == kNoTask) return fmt::format("{} waits{} for {}", who, place, what);
  return fmt::format("{} waits{} for {}, held by {}", who, place, what, describer.thread(owner));
}

// Whether somebody waits for what takes another thread to come, as a lock that somebody holds does not.
bool needs_others(const Trace& trace) {
  return std::any_of(trace.waiting.begin(), trace.waiting.end(), [&](const TraceWait& wait) {
    return !only_looks(wait.operation.op) && owner_of(trace, wait.operation.object.code()) == kNoTask;
  });
}

std::string giver_of(const TraceDescriber& describer, const Notification& notification, std::string_view verb) {
  return fmt::format("{}{}{}", describer.thread(notification.given->task), verb,
                     place_in_parentheses(describer.where(notification.given->stack)));
}

// Why those that wait are not helped, where it is no lock that somebody holds.
void add_why_nobody_helps(const TraceDescriber& describer, std::vector<std::string>& sentences) {
  const Trace& trace = describer.trace();
  if (!needs_others(trace)) return;
  for (const TraceWait& wait : trace.waiting) {
    const auto passed = wait.operation.op == Op::wake ? notification_of_another(trace, wait) : std::nullopt;
    if (!passed) continue;
    sentences.push_back(
        fmt::format("{} woke {}", giver_of(describer, *passed, "'s notification"), describer.thread(passed->woken)));
    break;
  }
  sentences.push_back("nobody else is left");
}

std::string in_words(const TraceDescriber& describer, const Notification& lost) {
  const std::string given = giver_of(describer, lost, " had notified");
  if (lost.woken == kNoTask) return given + " when nobody waited";
  return fmt::format("{}, but that woke {}, which only waited again", given, describer.thread(lost.woken));
}

Anomaly kind_of(const Trace& trace, bool notification_lost) {
  if (trace.ending == Ending::livelock) return Anomaly::livelock;
  return notification_lost ? Anomaly::lost_wakeup : Anomaly::deadlock;
}

std::string in_words(const TraceDescriber& describer, const ExternalWait& external) {
  const std::vector<TraceWait>& waiting = describer.trace().waiting;
  const auto wait =
      std::find_if(waiting.begin(), waiting.end(), [&](const TraceWait& one) { return one.task == external.task; });
  const std::string place = wait == waiting.end() ? "" : place_in_parentheses(describer.where(wait->stack));
  const std::string who = describer.thread(external.task);
  if (external.call != kThreadsNeeded) {
    return fmt::format("{} waits in {}(){} for what nobody in the scenario does", who, external.call, place);
  }
  return fmt::format("{} starts more threads than the {} that there can be{}", who, kMaxTasks, place);
}

}  // namespace

AnomalyReport standstill_report(const TraceDescriber& describer) {
  const Trace& trace = describer.trace();
  const std::optional<Notification> lost = lost_notification(trace);
  AnomalyReport report;
  report.kind = kind_of(trace, lost.has_value());
  std::vector<std::string> sentences;
  for (const TraceWait& wait : trace.waiting) {
    sentences.push_back(in_words(describer, wait));
    report.accesses.push_back(describer.access(std::string(name_of(wait.operation.op)), wait.task, wait.stack));
  }
  if (lost) {
    sentences.push_back(in_words(describer, *lost));
  } else {
    add_why_nobody_helps(describer, sentences);
  }
  report.detail = fmt::format("{}", fmt::join(sentences, "; "));
  return report;
}

std::string external_waits_in_words(const TraceDescriber& describer) {
  std::vector<std::string> waits;
  for (const ExternalWait& wait : describer.trace().external_waits) waits.push_back(in_words(describer, wait));
  return fmt::format("{}", fmt::join(waits, "; "));
}

std::string leftover_in_words(const TraceDescriber& describer) {
  std::vector<std::string> waits;
  for (const TraceWait& wait : describer.trace().waiting) waits.push_back(in_words(describer, wait));
  return fmt::format("left over when main and the actors had ended: {}", fmt::join(waits, "; "));
}

}  // namespace tenter::explore
