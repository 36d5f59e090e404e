#include "explore/witness/account.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "explore/runtime/process_objects.h"
#include "explore/search/sightings.h"
#include "host/known_races.h"
#include "model/numbers.h"

namespace tenter::explore {
namespace {

constexpr std::uintptr_t kLeastAddress = 4096;  // of anything
constexpr std::uintptr_t kQueueBit = std::uintptr_t{1} << 63U;

// A futex's queue has the complement of the word's address (sync/futex.cpp).
std::uintptr_t address_of(std::uintptr_t object) { return (object & kQueueBit) != 0 ? ~object : object; }

std::string with_offset(std::string text, std::size_t offset) {
  return offset == 0 ? text : fmt::format("{} + {}", text, offset);
}

bool is_queue(const Narration& narration, std::uintptr_t object) {
  const auto queues = [&](const Operation& operation) {
    return operation.object == object && (operation.op == Op::wait || operation.op == Op::wake);
  };
  return std::any_of(narration.steps.begin(), narration.steps.end(),
                     [&](const ToldStep& step) { return queues(step.operation); }) ||
         std::any_of(narration.waiting.begin(), narration.waiting.end(),
                     [&](const ToldWait& wait) { return queues(wait.operation); });
}

// A step that waits for others only because it would be made again and again.
bool only_looks(Op op) {
  return op == Op::read || op == Op::atomic_load || op == Op::atomic_update || op == Op::atomic_store ||
         op == Op::try_lock || op == Op::failed_try || op == Op::yield || op == Op::sleep;
}

bool has_value(Op op) {
  return op == Op::read || op == Op::write || op == Op::atomic_load || op == Op::atomic_store ||
         op == Op::atomic_update || op == Op::allocate;
}

// A variable of the standard library's with a name that only it may use.
bool is_internal(const std::string& variable) {
  return variable.starts_with("std::") && variable.find("::_") != std::string::npos;
}

std::string frame_in_words(const Frame& frame) {
  if (frame.file.empty()) return "";
  return fmt::format(" ({}:{})", frame.file.substr(frame.file.rfind('/') + 1), frame.line);
}

}  // namespace

std::string word_for(const Narration& narration, const ToldStep& step) {
  switch (step.operation.op) {
    case Op::atomic_load:
      return step.footprint.front().op == Op::wait ? "wait, value changed" : "load";
    case Op::atomic_store:
      return "store";
    case Op::release:
      if (step.in_vain()) return "notify (nobody waits)";
      return is_queue(narration, step.operation.object) ? "notify" : "release";
    case Op::sleep:
      return "time passes";
    default:
      return std::string(name_of(step.operation.op));
  }
}

TaskId owner_of(const Narration& narration, std::uintptr_t mutex, const ToldStep* before) {
  TaskId owner = kNoTask;
  for (const ToldStep& step : narration.steps) {
    if (&step == before) break;
    for (const Operation& operation : step.footprint) {
      if (operation.given_mutex() == mutex) owner = kNoTask;
      if (operation.taken_mutex() == mutex) owner = step.task;
    }
  }
  return owner;
}

namespace {

bool takes(const ToldStep& step, std::uintptr_t mutex) {
  return std::any_of(step.footprint.begin(), step.footprint.end(),
                     [&](const Operation& part) { return part.taken_mutex() == mutex; });
}

// Whether who waits may not have seen what the notification was about. Without a mutex nobody knows. With one, who
// took it twice has seen it the first time, and so has who was woken; and where somebody else was first, it may be
// gone.
bool may_not_have_seen(const Narration& narration, const ToldStep* given, const ToldWait& wait) {
  if (wait.operation.mutex == 0) return true;
  int times = 0;
  for (const ToldStep* step = given + 1; step != narration.steps.data() + narration.steps.size(); ++step) {
    if (!takes(*step, wait.operation.mutex)) continue;
    if (step->task == wait.task && (step->operation.op == Op::wake || ++times > 1)) return false;
    if (step->task != wait.task && step->task != given->task && times == 0) return false;
  }
  return true;
}

std::optional<LostNotification> given_to_nobody(const Narration& narration, const ToldWait& wait) {
  for (const ToldStep& step : narration.steps) {
    if (!step.in_vain() || step.operation.object != wait.operation.object) continue;
    if (may_not_have_seen(narration, &step, wait)) return LostNotification{&step, kNoTask};
  }
  return std::nullopt;
}

const ToldStep* next_of(const Narration& narration, const ToldStep& after, TaskId task) {
  for (const ToldStep* step = &after + 1; step != narration.steps.data() + narration.steps.size(); ++step) {
    if (step->task == task) return step;
  }
  return nullptr;
}

// Given while this one waited as well, to one that had no use for it.
std::optional<LostNotification> given_to_another(const Narration& narration, const ToldWait& wait) {
  const auto on_same = [&](const ToldStep& step) { return step.operation.object == wait.operation.object; };
  const ToldStep* given = nullptr;
  for (const ToldStep& step : narration.steps) {
    if (!on_same(step)) continue;
    if (step.operation.op == Op::wait && step.task == wait.task) given = nullptr;
    if (step.operation.op == Op::release && !step.in_vain()) given = &step;
    if (step.operation.op != Op::wake || step.task == wait.task || given == nullptr) continue;
    const ToldStep* const then = next_of(narration, step, step.task);
    if (then != nullptr && then->operation.op == Op::wait && on_same(*then))
      return LostNotification{given, step.task};
  }
  return std::nullopt;
}

// The last that was given while this one waited, and woke another.
std::optional<LostNotification> passed_by(const Narration& narration, const ToldWait& wait) {
  std::optional<LostNotification> passed;
  const ToldStep* given = nullptr;
  bool waits = false;
  for (const ToldStep& step : narration.steps) {
    if (step.operation.object != wait.operation.object) continue;
    if (step.operation.op == Op::wait && step.task == wait.task) waits = true;
    if (step.operation.op == Op::release && !step.in_vain()) given = waits ? &step : nullptr;
    if (step.operation.op != Op::wake) continue;
    if (step.task == wait.task) {
      waits = false;
      passed.reset();
    } else if (given != nullptr) {
      passed = LostNotification{given, step.task};
    }
  }
  return passed;
}

}  // namespace

std::optional<LostNotification> lost_notification(const Narration& narration) {
  for (const auto& found : {&given_to_nobody, &given_to_another}) {
    for (const ToldWait& wait : narration.waiting) {
      if (wait.operation.op != Op::wake) continue;
      if (const auto lost = found(narration, wait)) return lost;
    }
  }
  return std::nullopt;
}

std::string Account::thread(TaskId task) const {
  if (task == 0) return "main";
  return task <= scenario_.actors.size() ? scenario_.actors[task - 1] : fmt::format("thread {}", task);
}

Access Account::place(std::string what, TaskId task, const Stack& stack) const {
  Access access;
  access.op = std::move(what);
  access.thread = thread(task);
  access.where = where(stack);
  access.stack = names_.frames(stack);
  return access;
}

std::string Account::object(const Narration& narration, const ToldStep& step) const {
  const Operation& operation = step.operation;
  if (!is_of_history(operation.op)) return object(narration, operation.object, operation.size);
  return step.made ? reinterpret_cast<const char*>(step.value) : "";  // NOLINT: as abi/history.cpp put it there
}

std::string Account::object(const Narration& narration, std::uintptr_t operand, std::size_t size) const {
  const std::uintptr_t address = address_of(operand);
  if (Arena::is_object(address)) return "the heap";
  if (const std::string_view shared = process_object(address); !shared.empty()) return std::string(shared);
  if (address < kLeastAddress) return "";  // sync/yield.h
  const auto state = reinterpret_cast<std::uintptr_t>(executor_.state().first);
  if (state <= address && address < state + executor_.state().stride) {
    const std::string member = names_.member(address - state, size);
    return member.empty() ? with_offset("the state", address - state) : member;
  }
  const auto* const bytes = reinterpret_cast<const std::byte*>(address);
  for (const Arena::Block& block : narration.blocks) {
    if (bytes < block.first || bytes >= block.first + std::max<std::size_t>(block.size, 1)) continue;
    return with_offset("heap block of " + counted(block.size, "byte"), static_cast<std::size_t>(bytes - block.first));
  }
  if (const TaskId task = executor_.task_with_stack(bytes); task != kNoTask) return "stack of " + thread(task);
  const std::string variable = names_.variable(address, size);
  if (is_internal(variable)) return "std internals";
  return variable.empty() ? fmt::format("{:#x}", address) : variable;
}

std::string Account::words(const Narration& narration, const std::string& word, const Operation& operation) const {
  const std::string what = object(narration, operation.object, operation.size);
  return what.empty() ? word : fmt::format("{} of {}", word, what);
}

Witness Account::steps_of(const Narration& narration) const {
  Witness witness;
  std::vector<TaskId> columns;
  const auto column_of = [&](TaskId task) {
    const auto found = std::find(columns.begin(), columns.end(), task);
    return static_cast<std::uint32_t>(found - columns.begin());
  };
  for (const ToldStep& step : narration.steps) columns.push_back(step.task);
  for (const ToldWait& wait : narration.waiting) columns.push_back(wait.task);
  std::sort(columns.begin(), columns.end());
  columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
  for (const TaskId task : columns) witness.threads.push_back(thread(task));
  for (const ToldStep& step : narration.steps) {
    const Operation& operation = step.operation;
    const bool known = step.made && has_value(operation.op) && operation.size <= sizeof step.value;
    const bool writes = modifies(operation.op) && operation.op != Op::allocate;
    witness.steps.push_back({column_of(step.task), word_for(narration, step), object(narration, step),
                             known ? number(step.value, operation.size) : "", writes, where(step.stack)});
  }
  for (const ToldWait& wait : narration.waiting) {
    witness.steps.push_back({column_of(wait.task), fmt::format("waits for ever: {}", name_of(wait.operation.op)),
                             object(narration, wait.operation.object, wait.operation.size), "", false,
                             where(wait.stack)});
  }
  return witness;
}

// As the signed number that most are; the type is not known here.
std::string Account::number(std::uint64_t value, std::size_t size) {
  switch (size) {
    case 1:
      return fmt::format("{}", static_cast<std::int8_t>(value));
    case 2:
      return fmt::format("{}", static_cast<std::int16_t>(value));
    case 4:
      return fmt::format("{}", static_cast<std::int32_t>(value));
    default:
      break;
  }
  constexpr std::uint64_t kPointers = std::uint64_t{1} << 40U;
  const bool pointer = value >= kPointers && value < kQueueBit;
  return pointer ? fmt::format("{:#x}", value) : fmt::format("{}", static_cast<std::int64_t>(value));
}

namespace {

std::string in_words(Anomaly kind_of_race) {
  switch (kind_of_race) {
    case Anomaly::double_free:
      return "the same memory is freed twice, and nothing orders the two";
    case Anomaly::use_after_free:
      return "memory is freed and used, and nothing orders the two";
    default:
      return "two accesses to the same memory that nothing orders";
  }
}

std::string in_words(const RecordedAccess& access) {
  if (access.frees) return "free";
  return fmt::format("{}{}", access.atomic ? "atomic " : "", access.write ? "write" : "read");
}

// The last step that was this access; null when it was none.
const ToldStep* step_of(const Narration& narration, const RecordedAccess& recorded, std::uintptr_t address) {
  const auto same = [&](const ToldStep& step) {
    return step.task == recorded.task && step.operation.pc == recorded.pc &&
           detail::overlap(step.operation.object, step.operation.size, address, 1);
  };
  const auto found = std::find_if(narration.steps.rbegin(), narration.steps.rend(), same);
  return found == narration.steps.rend() ? nullptr : &*found;
}

}  // namespace

AnomalyReport Account::race(const Narration& narration, const Race& race) const {
  AnomalyReport report;
  report.kind = kind_of(race);
  report.detail = in_words(report.kind);
  report.accesses = {access(narration, race.earlier, race.address), access(narration, race.later, race.address)};
  report.location = object(narration, race.address, 1);
  return report;
}

Access Account::access(const Narration& narration, const RecordedAccess& recorded, std::uintptr_t address) const {
  Access result;
  result.op = in_words(recorded);
  result.thread = thread(recorded.task);
  const ToldStep* const step = step_of(narration, recorded, address);
  const Stack stack = step == nullptr ? Stack{recorded.pc} : step->stack;
  if (step != nullptr) {
    if (step->operation.size == 0) result.op = word_for(narration, *step);
    result.size = step->operation.size;
  }
  result.where = where(stack);
  result.stack = names_.frames(stack);
  return result;
}

std::string_view Account::why_harmless(const Narration& narration, const Race& race) const {
  AnomalyReport whole;
  whole.kind = kind_of(race);
  for (const RecordedAccess* recorded : {&race.earlier, &race.later}) {
    const ToldStep* const step = step_of(narration, *recorded, race.address);
    whole.accesses.emplace_back().stack = names_.all_frames(step == nullptr ? Stack{recorded->pc} : step->stack);
  }
  return tenter::why_harmless(whole);
}

std::string Account::waits_in_words(const Narration& narration, const ToldWait& wait) const {
  const Operation& operation = wait.operation;
  const std::string what = object(narration, operation.object, operation.size);
  const std::string place = frame_in_words(where(wait.stack));
  const std::string who = thread(wait.task);
  if (what.empty())
    return fmt::format("{} gives way{} again and again, and nobody changes what it looks at", who, place);
  if (only_looks(operation.op)) {
    return fmt::format("{} looks{} at {} again and again, and nobody changes it", who, place, what);
  }
  if (operation.op == Op::wake) return fmt::format("{} waits{} to be notified through {}", who, place, what);
  const TaskId owner = owner_of(narration, operation.object);
  if (owner == wait.task) return fmt::format("{} waits{} for {}, which it holds itself", who, place, what);
  if (owner != kNoTask) return fmt::format("{} waits{} for {}, held by {}", who, place, what, thread(owner));
  return fmt::format("{} waits{} for {}", who, place, what);
}

namespace {

// Whether somebody waits for what takes another thread to come, as a lock that somebody holds does not.
bool needs_others(const Narration& narration) {
  return std::any_of(narration.waiting.begin(), narration.waiting.end(), [&](const ToldWait& wait) {
    return !only_looks(wait.operation.op) && owner_of(narration, wait.operation.object) == kNoTask;
  });
}

}  // namespace

// Why those that wait are not helped, where it is no lock that somebody holds.
void Account::add_what_passed_by(const Narration& narration, std::vector<std::string>& sentences) const {
  if (!needs_others(narration)) return;
  for (const ToldWait& wait : narration.waiting) {
    const auto passed = wait.operation.op == Op::wake ? passed_by(narration, wait) : std::nullopt;
    if (!passed) continue;
    sentences.push_back(fmt::format("{}'s notification{} woke {}", thread(passed->given->task),
                                    frame_in_words(where(passed->given->stack)), thread(passed->woken)));
    break;
  }
  sentences.push_back("nobody else is left");
}

AnomalyReport Account::standstill(const Narration& narration) const {
  AnomalyReport report;
  const std::optional<LostNotification> lost = lost_notification(narration);
  report.kind = narration.ending == Ending::livelock ? Anomaly::livelock
                : lost                               ? Anomaly::lost_wakeup
                                                     : Anomaly::deadlock;
  std::vector<std::string> sentences;
  for (const ToldWait& wait : narration.waiting) {
    sentences.push_back(waits_in_words(narration, wait));
    Access blocked;
    blocked.op = std::string(name_of(wait.operation.op));
    blocked.thread = thread(wait.task);
    blocked.where = where(wait.stack);
    blocked.stack = names_.frames(wait.stack);
    report.accesses.push_back(std::move(blocked));
  }
  if (!lost) add_what_passed_by(narration, sentences);
  if (lost) {
    const std::string given = thread(lost->given->task) + " had notified" + frame_in_words(where(lost->given->stack));
    sentences.push_back(lost->woken == kNoTask ? given + " when nobody waited"
                                               : fmt::format("{}, but that woke {}, which only waited again", given,
                                                             thread(lost->woken)));
  }
  report.detail = fmt::format("{}", fmt::join(sentences, "; "));
  return report;
}

std::string Account::waits_outside(const Narration& narration) const {
  std::vector<std::string> waits;
  for (const ExternalWait& outside : narration.waits_outside) {
    const auto wait = std::find_if(narration.waiting.begin(), narration.waiting.end(),
                                   [&](const ToldWait& told) { return told.task == outside.task; });
    const std::string place = wait == narration.waiting.end() ? "" : frame_in_words(where(wait->stack));
    waits.push_back(outside.call == kThreadsNeeded
                        ? fmt::format("{} starts more threads than the {} that there can be{}", thread(outside.task),
                                      kMaxTasks, place)
                        : fmt::format("{} waits in {}(){} for what nobody in the scenario does", thread(outside.task),
                                      outside.call, place));
  }
  return fmt::format("{}", fmt::join(waits, "; "));
}

}  // namespace tenter::explore
