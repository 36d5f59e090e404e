#include "explore/engine/reason.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace tenter::explore {
namespace {

bool reads(Op op) { return op == Op::read || op == Op::atomic_load || op == Op::atomic_update; }
bool overwrites(Op op) { return op == Op::write || op == Op::atomic_store; }
bool writes(Op op) { return overwrites(op) || op == Op::atomic_update; }

// Accesses to memory; synchronisation objects have no size.
bool same_memory(const ToldStep& a, const ToldStep& b) {
  const Operation& x = a.operation;
  const Operation& y = b.operation;
  return x.size != 0 && y.size != 0 && detail::overlap(x.object, x.size, y.object, y.size);
}

constexpr TaskId kMain = 0;

// Three updates are no such thing: each keeps what the one before has done.
bool all_updates(const ToldStep& a, const ToldStep& b, const ToldStep& c) {
  return a.operation.op == Op::atomic_update && b.operation.op == Op::atomic_update &&
         c.operation.op == Op::atomic_update;
}

// What it means that another thread's access lies between two of a thread's own; worst first.
struct Pattern {
  bool (*first)(Op);
  bool (*between)(Op);
  bool (*second)(Op);
  const char* consequence;
};

constexpr Pattern kPatterns[] = {
    {reads, writes, overwrites, "{0} writes a value computed from stale data"},
    {reads, writes, reads, "{0} reads two different values"},
    {writes, reads, writes, "{1} sees a state that {0} has not finished"},
    {writes, writes, reads, "{0} does not read what it has written"},
};

struct Enclosed {
  const ToldStep* first;
  const ToldStep* between;
  const ToldStep* second;
  const Pattern* pattern;
};

const ToldStep* next_on_same(const Narration& narration, std::size_t after, bool (*fits)(Op)) {
  const ToldStep& first = narration.steps[after];
  for (std::size_t i = after + 1; i < narration.steps.size(); ++i) {
    const ToldStep& step = narration.steps[i];
    if (step.task == first.task && same_memory(step, first) && fits(step.operation.op)) return &step;
  }
  return nullptr;
}

std::optional<Enclosed> enclosed_by(const Narration& narration, std::size_t index, const Pattern& pattern) {
  const ToldStep& first = narration.steps[index];
  // What makes and destroys the state always encloses all the rest.
  if (first.task == kMain || !pattern.first(first.operation.op)) return std::nullopt;
  const ToldStep* const second = next_on_same(narration, index, pattern.second);
  if (second == nullptr) return std::nullopt;
  for (const ToldStep* step = &first + 1; step < second; ++step) {
    if (step->task == first.task || !same_memory(*step, first) || !pattern.between(step->operation.op)) continue;
    if (!all_updates(first, *step, *second)) return Enclosed{&first, step, second, &pattern};
  }
  return std::nullopt;
}

std::optional<Enclosed> first_enclosed(const Narration& narration) {
  for (const Pattern& pattern : kPatterns) {
    for (std::size_t i = 0; i < narration.steps.size(); ++i) {
      if (const auto found = enclosed_by(narration, i, pattern)) return found;
    }
  }
  return std::nullopt;
}

std::string described(const Account& account, const Narration& narration, const ToldStep& step) {
  return account.words(narration, word_for(narration, step), step.operation);
}

std::string in_words(const Account& account, const Narration& narration, const Enclosed& enclosed) {
  const std::string owner = account.thread(enclosed.first->task);
  const std::string other = account.thread(enclosed.between->task);
  return fmt::format("{}'s {} lies between {}'s {} and {}: {}", other,
                     described(account, narration, *enclosed.between), owner, word_for(narration, *enclosed.first),
                     word_for(narration, *enclosed.second),
                     fmt::format(fmt::runtime(enclosed.pattern->consequence), owner, other));
}

// The first lock that was tried in vain, and who had it.
std::optional<std::string> failed_try(const Account& account, const Narration& narration) {
  for (const ToldStep& step : narration.steps) {
    if (step.operation.op != Op::failed_try) continue;
    const TaskId owner = owner_of(narration, step.operation.object, &step);
    if (owner == kNoTask) continue;
    return fmt::format("{}'s {} comes while {} holds it", account.thread(step.task),
                       described(account, narration, step), account.thread(owner));
  }
  return std::nullopt;
}

// The first thread that another one came in between of.
std::string interruption(const Account& account, const Narration& narration) {
  for (std::size_t i = 1; i < narration.steps.size(); ++i) {
    const ToldStep& before = narration.steps[i - 1];
    const ToldStep& switched = narration.steps[i];
    if (switched.task == before.task || before.task == kMain) continue;
    for (std::size_t k = i + 1; k < narration.steps.size(); ++k) {
      const ToldStep& after = narration.steps[k];
      if (after.task != before.task) continue;
      return fmt::format("{}'s {} comes between {}'s {} and {}", account.thread(switched.task),
                         described(account, narration, switched), account.thread(before.task),
                         described(account, narration, before), described(account, narration, after));
    }
  }
  return "no thread is interrupted: the order in which they run is enough";
}

std::string in_words(const Access& access) {
  return fmt::format("{}'s {} ({}:{})", access.thread, access.op,
                     access.where.file.substr(access.where.file.rfind('/') + 1), access.where.line);
}

std::string reason_of_read(const AnomalyReport& report) {
  if (report.accesses.empty()) return report.detail;
  return fmt::format(
      "{} gets what happened to be in that memory, and with something else there the same schedule is "
      "another execution",
      in_words(report.accesses.front()));
}

std::string reason_of_race(const AnomalyReport& report) {
  return fmt::format("nothing orders {} and {} of {}", in_words(report.accesses[0]), in_words(report.accesses[1]),
                     report.location);
}

bool stands_still(const Narration& narration, Anomaly kind) {
  const bool stuck = narration.ending == Ending::deadlock || narration.ending == Ending::livelock;
  return stuck && (kind == Anomaly::deadlock || kind == Anomaly::lost_wakeup || kind == Anomaly::livelock);
}

}  // namespace

std::string reason_of_outcome(const Account& account, const Narration& narration) {
  if (narration.steps.empty())
    return "no step of it is visible to others: there is no choice, it always comes to this";
  if (const auto enclosed = first_enclosed(narration)) return in_words(account, narration, *enclosed);
  if (const auto tried = failed_try(account, narration)) return *tried;
  return interruption(account, narration);
}

std::string reason_of_anomaly(const Account& account, const Narration& narration, const AnomalyReport& report) {
  if (report.kind == Anomaly::data_race) return reason_of_race(report);
  if (report.kind == Anomaly::uninitialised_read) return reason_of_read(report);
  return stands_still(narration, report.kind) ? report.detail : reason_of_outcome(account, narration);
}

std::string reason_of_all(const std::vector<std::string>& reasons) {
  constexpr std::size_t kMost = 3;
  std::vector<std::string> told;
  for (const std::string& reason : reasons) {
    if (std::find(told.begin(), told.end(), reason) == told.end()) told.push_back(reason);
  }
  const std::size_t more = told.size() - std::min(told.size(), kMost);
  told.resize(told.size() - more);
  return fmt::format("{}{}", fmt::join(told, "; "), more == 0 ? "" : fmt::format("; and {} more", more));
}

}  // namespace tenter::explore
