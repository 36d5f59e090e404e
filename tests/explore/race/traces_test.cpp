// What the detector reports of random traces is what happens-before says, computed naively.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <set>

#include "explore/race/race_detector.h"
#include "happens_before.h"

namespace tenter::explore::test {
namespace {

constexpr std::uintptr_t kMemory = 0x10000 - 8;  // a page's end among it
constexpr std::uintptr_t kObjects = 0x20000;
constexpr TaskId kTasks = 4;

int below(int end) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, end)); }

std::memory_order some_order() {
  using enum std::memory_order;
  constexpr std::memory_order kOrders[] = {relaxed, acquire, release, acq_rel, seq_cst, consume};
  return kOrders[below(6)];
}

// Makes what comes next sensible: who runs, who may be forked or joined.
class Teller {
 public:
  void tell() {
    constexpr Did kWhat[] = {Did::read,   Did::write, Did::read,    Did::write,   Did::load, Did::store, Did::store,
                             Did::update, Did::fence, Did::acquire, Did::release, Did::fork, Did::join};
    Event event;
    event.what = kWhat[below(13)];
    event.task = running_[static_cast<std::size_t>(below(static_cast<int>(running_.size())))];
    event.order = some_order();
    if (event.what == Did::fork) return fork(event);
    if (event.what == Did::join) return join(event);
    place(event);
    trace_.push_back(event);
  }
  void fork(Event event) {
    if (count_ == kTasks) return;
    event.other = count_++;
    running_.push_back(event.other);
    trace_.push_back(event);
  }
  const Trace& trace() const { return trace_; }

 private:
  void join(Event event) {
    const auto last = running_.back();
    if (last == event.task || running_.size() < 3) return;
    event.other = last;
    running_.pop_back();
    trace_.push_back(event);
  }

  // Atomics are always whole, plain accesses may be any part of one, or of two.
  static void place(Event& event) {
    if (is_atomic(event)) {
      event.size = 4;
      event.address = kMemory + 4 * static_cast<std::uintptr_t>(below(4));
    } else if (accesses_memory(event)) {
      event.size = static_cast<std::size_t>(1 + below(8));
      event.address = kMemory + static_cast<std::uintptr_t>(below(17));
    } else {
      event.address = kObjects + static_cast<std::uintptr_t>(below(3));
    }
  }

  Trace trace_;
  std::vector<TaskId> running_{0};
  TaskId count_ = 1;
};

Trace random_trace() {
  Teller teller;
  teller.fork({.what = Did::fork, .task = 0});
  const int length = below(40);
  for (int i = 0; i < length; ++i) teller.tell();
  return teller.trace();
}

std::string printed(const Trace& trace) {
  constexpr std::array<const char*, 10> kNames = {"read",  "write",   "load",    "store", "update",
                                                  "fence", "acquire", "release", "fork",  "join"};
  std::string text;
  for (std::size_t i = 0; i < trace.size(); ++i) {
    const Event& event = trace[i];
    text += fmt::format("{:2}: task {} {} {:#x}+{} order {} other {}\n", i, event.task,
                        kNames[static_cast<std::size_t>(event.what)], event.address, event.size,
                        static_cast<int>(event.order), static_cast<int>(event.other));
  }
  return text;
}

// Tells the detector of an event as the runtime would; the places in the trace stand for places in code.
void access(RaceDetector& detector, const Event& event, std::size_t place, RacyPairs& races) {
  const auto found = is_atomic(event) ? detector.atomic_access(event.task, event.address, event.size, writes(event),
                                                               event.order, place)
                                      : detector.access(event.task, event.address, event.size, writes(event), place);
  for (const Race& race : found) races.emplace(race.earlier.pc, race.later.pc);
}

void synchronise(RaceDetector& detector, const Event& event) {
  switch (event.what) {
    case Did::fence:
      return detector.fence(event.task, event.order);
    case Did::acquire:
      return detector.acquire(event.task, event.address);
    case Did::release:
      return detector.release(event.task, event.address);
    case Did::fork:
      return detector.forked(event.task, event.other);
    case Did::join:
      return detector.joined(event.task, event.other);
    default:
      return;
  }
}

RaceDetector::Atomic kind_of(const Event& event) {
  if (event.what == Did::load) return RaceDetector::Atomic::load;
  return event.what == Did::store ? RaceDetector::Atomic::store : RaceDetector::Atomic::update;
}

RacyPairs detected(RaceDetector& detector, const Trace& trace) {
  RacyPairs races;
  detector.begin();
  for (std::size_t i = 0; i < trace.size(); ++i) {
    const Event& event = trace[i];
    if (is_atomic(event)) {
      detector.begin_atomic(event.task, event.address, event.size, kind_of(event), event.order, i);
    }
    const bool loads = event.what == Did::load || event.what == Did::update;
    if (loads) detector.atomic_load(event.task, event.address, event.order);
    if (accesses_memory(event)) access(detector, event, i, races);
    if (event.what == Did::store) detector.atomic_store(event.task, event.address, event.order);
    if (event.what == Did::update) detector.atomic_update(event.task, event.address, event.order);
    synchronise(detector, event);
  }
  return races;
}

std::set<std::size_t> later_ones(const RacyPairs& races) {
  std::set<std::size_t> later;
  for (const auto& race : races) later.insert(race.second);
  return later;
}

void expect_right(RaceDetector& detector, const Trace& trace) {
  const RacyPairs found = detected(detector, trace);
  RC_LOG() << printed(trace);
  const RacyPairs all = all_races(trace);
  for (const auto& [earlier, later] : found) {
    if (!all.contains({earlier, later})) RC_FAIL(fmt::format("invented: {} and {}", earlier, later));
  }
  RC_ASSERT(later_ones(found) == later_ones(all));
  RC_ASSERT(found == latest_races(trace));
}

RC_GTEST_PROP(RaceDetectorTraces, RacesAreThoseOfHappensBefore, ()) {
  RaceDetector detector;
  expect_right(detector, random_trace());
}

// Without what would be a data race.
Trace of_atomics(Trace trace) {
  std::erase_if(trace, [](const Event& event) { return accesses_memory(event) && !is_atomic(event); });
  return trace;
}

// A few orders are weaker: where many are, one of them matters soon.
Trace mostly_seq_cst(Trace trace) {
  for (Event& event : trace) {
    if (below(8) != 0) event.order = std::memory_order_seq_cst;
  }
  return trace;
}

RC_GTEST_PROP(RaceDetectorTraces, WeakerOrdersMatterWhereNothingElseOrders, ()) {
  const Trace trace = mostly_seq_cst(of_atomics(random_trace()));
  RaceDetector detector;
  (void)detected(detector, trace);
  RC_LOG() << printed(trace);
  const bool matters = order_matters(trace);
  RC_CLASSIFY(matters, "matters");
  RC_ASSERT(detector.non_sc_race().has_value() == matters);
}

RC_GTEST_PROP(RaceDetectorTraces, NothingIsLeftOfExecutionsBefore, ()) {
  RaceDetector detector;
  const int executions = 1 + below(4);
  for (int i = 0; i < executions; ++i) expect_right(detector, random_trace());
}

}  // namespace
}  // namespace tenter::explore::test
