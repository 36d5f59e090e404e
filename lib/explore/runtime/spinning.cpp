#include "explore/runtime/spinning.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "explore/runtime/local_state.h"

namespace tenter::explore {
namespace {

bool same_place(const Operation& a, const Operation& b) {
  return a.pc == b.pc && a.object == b.object && a.op == b.op;
}

// What they do to a mutex; together, nothing.
constexpr std::uint64_t kLocked = 1;
constexpr std::uint64_t kUnlocked = ~std::uint64_t{0};

std::uint64_t number_of(std::uintptr_t mutex) { return (mutex | 1) * 0x9e3779b97f4a7c15ULL; }

bool is_of_a_mutex(Op op) { return op == Op::lock || op == Op::try_lock || op == Op::unlock; }

// As one that only looks: what has to come before it is what modifies the object.
Operation look_at(const Operation& operation) {
  Operation look = operation;
  look.op = operation.size == 0 ? Op::failed_try : Op::atomic_load;
  look.mutex = 0;
  return look;
}

}  // namespace

void Spinning::begin() {
  count_ = 0;
  unique_ = 0;
  tried_ = {};
}

void Spinning::start(TaskId task) {
  count_ = task + 1;
  Rounds& rounds = rounds_[task];
  rounds.size = rounds.pending = 0;
  rounds.visits[0].count = 0;
  rounds.objects = rounds.changes = rounds.net = rounds.owned = 0;
  rounds.clock = rounds.disturbed = rounds.locks = rounds.round = 0;
  rounds.has_written = rounds.dirty = rounds.disturbed_now = rounds.spins = rounds.tries_again =
      rounds.exceeded_bound = false;
}

// A bit for every eight bytes, modulo 64.
std::uint64_t Spinning::bits_of(std::uintptr_t object, std::size_t size) {
  const std::uintptr_t first = object / 8;
  const std::uintptr_t count = size == 0 ? 1 : (object + size - 1) / 8 - first + 1;
  if (count >= 64) return ~std::uint64_t{0};
  return std::rotl((std::uint64_t{1} << count) - 1, static_cast<int>(first % 64));
}

// The one there is, or a new one in the place of the one that is the longest ago.
Spinning::Visit& Spinning::visit_of(Rounds& rounds, const Operation& operation) {
  const auto end = rounds.visits.begin() + static_cast<std::ptrdiff_t>(rounds.size);
  const auto found = std::find_if(rounds.visits.begin(), end,
                                  [&](const Visit& visit) { return same_place(visit.operation, operation); });
  if (found != end) return *found;
  Visit& visit = rounds.size < kMostVisits
                     ? rounds.visits[rounds.size++]
                     : *std::min_element(rounds.visits.begin(), rounds.visits.end(),
                                         [](const Visit& a, const Visit& b) { return a.last < b.last; });
  visit = {};
  visit.operation = operation;
  rounds.objects |= bits_of(operation.object.code(), operation.size);
  return visit;
}

// What it has looked at from that moment on has the value that it saw each time.
bool Spinning::undisturbed_since(const Rounds& rounds, std::uint32_t moment) {
  if (rounds.disturbed > moment || rounds.disturbed_now) return false;
  return std::none_of(rounds.visits.begin(), rounds.visits.begin() + static_cast<std::ptrdiff_t>(rounds.size),
                      [&](const Visit& visit) { return visit.last >= moment && visit.delta != 0; });
}

// As it was at the visit before, which from now on is this one.
bool Spinning::in_same_state(Rounds& rounds, Visit& visit, const std::byte* top) {
  const std::uint64_t before = visit.state;
  const bool comparable = visit.changes == rounds.changes && visit.owned == rounds.owned;
  visit.state = comparable && visit.count > 1 ? local_state(visit.operation.pc, top) : 0;
  return before != 0 && visit.state == before;
}

// Since it was here before: then this is no round of a loop that waits. To lock a mutex again and again and to write
// something each time is work.
bool Spinning::has_worked(const Rounds& rounds, const Visit& visit) {
  return visit.net != rounds.net || (is_of_a_mutex(visit.operation.op) && visit.changes != rounds.changes);
}

void Spinning::comes_to(TaskId task, const Operation& operation, const std::byte* top) {
  Rounds& rounds = rounds_[task];
  Visit& visit = visit_of(rounds, operation);
  rounds.pending = static_cast<std::size_t>(&visit - rounds.visits.data());
  const std::uint32_t before = visit.last;
  const bool undisturbed = undisturbed_since(rounds, before);
  const bool works = has_worked(rounds, visit);
  visit.count = undisturbed && !works ? visit.count + 1 : 1;
  const bool same_state = in_same_state(rounds, visit, top);
  rounds.disturbed_now = false;
  visit.changes = rounds.changes;
  visit.net = rounds.net;
  visit.owned = rounds.owned;
  visit.last = ++rounds.clock;
  ++visit.total;
  rounds.exceeded_bound = (operation.op == Op::yield ? visit.total : visit.count) > kPatience;
  rounds.spins = undisturbed && same_state;
  if (!rounds.spins) return;
  rounds.round = before;
  if (rounds.tries_again) tried_ |= TaskSet(task);
  rounds.tries_again = false;
}

void Spinning::goes_on(TaskId task, std::vector<Operation>& footprint) {
  Rounds& rounds = rounds_[task];
  if (!rounds.tries_again) tried_ = {};
  if (!rounds.spins) return;
  rounds.spins = false;
  if (rounds.tries_again) return;
  const Visit& pending = rounds.visits[rounds.pending];
  for (std::size_t i = 0; i < rounds.size; ++i) {
    const Visit& visit = rounds.visits[i];
    if (visit.last >= rounds.round && &visit != &pending) footprint.push_back(look_at(visit.operation));
  }
}

TaskId Spinning::try_again(TaskSet spinning) {
  const TaskSet rest = spinning - tried_;
  if (rest.empty()) return kNoTask;
  const TaskId task = rest.lowest();
  rounds_[task].tries_again = true;
  return task;
}

void Spinning::did(TaskId task, const Operation& operation, std::uint64_t by, bool watched) {
  switch (operation.op) {
    case Op::atomic_store:
    case Op::atomic_update:
    case Op::write:
      if (by != 0) return changed(task, operation, by);
      [[fallthrough]];
    case Op::read:
    case Op::atomic_load:
    case Op::failed_try:
      return looked(task, operation);
    case Op::lock:
    case Op::try_lock:
      looked(task, operation);
      return took(task, operation.object.code(), watched);
    case Op::unlock:
      return gave(task, operation.object.code(), watched);
    case Op::wait:
      changed(task, operation, unique());
      return gave(task, operation.mutex, true);
    case Op::wake:
      changed(task, operation, unique());
      return took(task, operation.mutex, true);
    case Op::acquire:
    case Op::release:
    case Op::allocate:
      return changed(task, operation, unique());
    case Op::sleep:
      return slept(task, operation);
    case Op::free:
    case Op::destroy:
      return changed(task, operation, 1);
    case Op::fence:
    case Op::yield:
    case Op::invoke:
    case Op::respond:
      return;
  }
}

// What it has come to may have been announced as something else.
void Spinning::looked(TaskId task, const Operation& operation) {
  Rounds& rounds = rounds_[task];
  Visit& announced = rounds.visits[rounds.pending];
  const bool is_announced = announced.operation.object == operation.object && announced.operation.pc == operation.pc;
  Visit& visit = is_announced ? announced : visit_of(rounds, operation);
  if (visit.delta != 0) rounds.disturbed = rounds.clock;
  visit.delta = 0;
  visit.last = rounds.clock;
}

// Merged with a sleep, or with what has come to one: it has moved the clock, and there are others who read it.
void Spinning::slept(TaskId task, const Operation& operation) {
  Rounds& rounds = rounds_[task];
  if (rounds.visits[rounds.pending].operation.object != operation.object) ++rounds.changes;
}

void Spinning::changed(TaskId task, const Operation& operation, std::uint64_t by) {
  Rounds& rounds = rounds_[task];
  ++rounds.changes;
  rounds.net += number_of(operation.object.code()) * (std::exchange(rounds.has_written, false) ? unique() : by);
  rounds.dirty = true;
  rounds.tries_again = false;
  note_change(task, operation.object.code(), operation.size, by);
}

void Spinning::took(TaskId task, std::uintptr_t mutex, bool watched) {
  Rounds& rounds = rounds_[task];
  if (rounds.locks++ == 0) rounds.dirty = false;
  // What code without instrumentation writes is not seen: only of one that goes round nothing is expected.
  if (rounds.visits[rounds.pending].total < 2) rounds.dirty = true;
  rounds.owned += number_of(mutex);
  if (watched) ++rounds.changes;
  note_change(task, mutex, 0, kLocked);
}

void Spinning::gave(TaskId task, std::uintptr_t mutex, bool watched) {
  Rounds& rounds = rounds_[task];
  if (rounds.locks != 0) --rounds.locks;
  rounds.owned -= number_of(mutex);
  if (watched) ++rounds.changes;
  note_change(task, mutex, 0, rounds.dirty ? unique() : kUnlocked);
}

// Where only a part of what was looked at has changed, or more, by how much is not known.
void Spinning::note_change(TaskId by, std::uintptr_t object, std::size_t size, std::uint64_t delta) {
  const std::uint64_t bits = bits_of(object, size);
  for (TaskId task = 0; task < count_; ++task) {
    Rounds& rounds = rounds_[task];
    if (task == by || (rounds.objects & bits) == 0) continue;
    for (std::size_t i = 0; i < rounds.size; ++i) {
      Visit& visit = rounds.visits[i];
      const Operation& seen = visit.operation;
      if (!detail::overlap(seen.object.code(), seen.size, object, size)) continue;
      visit.delta += seen.object.code() == object && seen.size == size ? delta : unique();
    }
  }
}

}  // namespace tenter::explore
