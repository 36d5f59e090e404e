#include "explore/witness/reason.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "explore/witness/block_report.h"

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

const ToldStep* end_of(const Narration& narration) { return narration.steps.data() + narration.steps.size(); }

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
  if (is_of_history(step.operation.op)) {
    return fmt::format("{} of {}", name_of(step.operation.op), account.object(narration, step));
  }
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

std::string place_of(const Frame& where) {
  return fmt::format("({}:{})", where.file.substr(where.file.rfind('/') + 1), where.line);
}

// Who ran after whom, where that is all there is to it.
std::string order_of_turns(const Account& account, const Narration& narration) {
  constexpr std::size_t kMost = 6;
  std::vector<std::string> turns;
  for (const ToldStep& step : narration.steps) {
    const bool same = &step != narration.steps.data() && (&step - 1)->task == step.task;
    if (step.task != kMain && !same) turns.push_back(account.thread(step.task));
  }
  const std::string_view begin = "no thread is interrupted: ";
  if (turns.size() < 2 || turns.size() > kMost) return fmt::format("{}the order in which they run is enough", begin);
  return fmt::format("{}it is enough that they run in the order {}", begin, fmt::join(turns, ", "));
}

// The first thread that could have gone on when another one came in between.
std::string interruption(const Account& account, const Narration& narration) {
  const auto told = [&](const ToldStep& step) {
    const Frame where = account.where(step.stack);
    return described(account, narration, step) + (where.file.empty() ? "" : " " + place_of(where));
  };
  for (const std::uint32_t preemption : narration.preemptions) {
    const ToldStep& before = narration.steps[preemption - 1];
    const ToldStep& switched = narration.steps[preemption];
    for (const ToldStep* after = &switched + 1; after != end_of(narration); ++after) {
      if (after->task != before.task) continue;
      return fmt::format("{}'s {} comes between {}'s {} and {}", account.thread(switched.task), told(switched),
                         account.thread(before.task), told(before), told(*after));
    }
  }
  return order_of_turns(account, narration);
}

std::string in_words(const Access& access) {
  return fmt::format("{}'s {} {}", access.thread, access.op, place_of(access.where));
}

// Who reads what somebody else is still to write, and would not wait for it.
std::optional<std::string> read_too_early(const Account& account, const Narration& narration) {
  for (const Race& race : narration.races) {
    if (race.earlier.write || !race.later.write || race.later.frees) continue;
    if (!account.why_harmless(narration, race).empty()) continue;
    const AnomalyReport report = account.race(narration, race);
    const Access& read = report.accesses[0];
    return fmt::format("{}'s {} of {} {} comes before {}, and nothing orders the two", read.thread, read.op,
                       report.location, place_of(read.where), in_words(report.accesses[1]));
  }
  return std::nullopt;
}

// The same where something orders the two this time. Plain accesses are steps only if they can race.
std::optional<std::string> read_before_write(const Account& account, const Narration& narration) {
  for (const ToldStep& read : narration.steps) {
    if (read.operation.op != Op::read || read.task == kMain) continue;
    const auto writes_it = [&](const ToldStep& step) {
      return step.operation.op == Op::write && step.task != read.task && step.task != kMain &&
             same_memory(step, read);
    };
    const ToldStep* const write = std::find_if(&read + 1, end_of(narration), writes_it);
    if (write == end_of(narration)) continue;
    return fmt::format("{}'s {} {} comes before {}'s write {}", account.thread(read.task),
                       described(account, narration, read), place_of(account.where(read.stack)),
                       account.thread(write->task), place_of(account.where(write->stack)));
  }
  return std::nullopt;
}

std::uintptr_t mutex_taken_by(const ToldStep& step) {
  for (const Operation& part : step.footprint) {
    if (part.taken_mutex() != 0) return part.taken_mutex();
  }
  return 0;
}

// The notification that a step wakes by; null when nobody gave one.
const ToldStep* given_to(const Narration& narration, const ToldStep& wake) {
  for (const ToldStep* step = &wake; step-- != narration.steps.data();) {
    if (step->operation.object != wake.operation.object) continue;
    if (step->operation.op == Op::wait && step->task == wake.task) return nullptr;
    if (step->operation.op == Op::release && !step->in_vain()) return step;
  }
  return nullptr;
}

// Who is notified, and somebody else, who was not, has the mutex before: what the notification was about may be gone.
std::optional<std::string> overtaken(const Account& account, const Narration& narration) {
  for (const ToldStep& wake : narration.steps) {
    const std::uintptr_t mutex = mutex_taken_by(wake);
    if (wake.operation.op != Op::wake || mutex == 0) continue;
    const ToldStep* const given = given_to(narration, wake);
    if (given == nullptr) continue;
    for (const ToldStep* step = given + 1; step != &wake; ++step) {
      const bool woken = step->operation.op == Op::wake && step->operation.object == wake.operation.object;
      if (woken || step->task == wake.task || step->task == given->task || mutex_taken_by(*step) != mutex) continue;
      return fmt::format("{}'s {} comes between {}'s {} and {}'s wake: what that one is told of may be gone",
                         account.thread(step->task), described(account, narration, *step),
                         account.thread(given->task), described(account, narration, *given),
                         account.thread(wake.task));
    }
  }
  return std::nullopt;
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

// Of a block that somebody has used and somebody has freed (block_report.h).
std::string reason_of_misuse(const AnomalyReport& report) {
  const Access& freed = report.accesses[1];
  const Access& misused = report.accesses[0];
  return fmt::format("{} freed it {} before {} {} {}", freed.thread, place_of(freed.where), misused.thread,
                     report.kind == Anomaly::double_free ? "freed it again" : "used it", place_of(misused.where));
}

bool is_race(const AnomalyReport& report) { return report.accesses.size() == 2 && !report.location.empty(); }

bool is_misuse(const AnomalyReport& report) {
  const bool freed = report.kind == Anomaly::use_after_free || report.kind == Anomaly::double_free;
  return freed && report.accesses.size() >= 2 && report.accesses[1].op == kFreed;
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
  if (const auto early = read_too_early(account, narration)) return *early;
  if (const auto early = read_before_write(account, narration)) return *early;
  if (const auto overtaking = overtaken(account, narration)) return *overtaking;
  if (const auto tried = failed_try(account, narration)) return *tried;
  return interruption(account, narration);
}

std::string reason_of_anomaly(const Account& account, const Narration& narration, const AnomalyReport& report) {
  if (is_race(report)) return reason_of_race(report);
  if (is_misuse(report)) return reason_of_misuse(report);
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
