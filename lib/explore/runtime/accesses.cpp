// Accesses to memory, as hooks tell of them: whether they are visible steps, whether they race, and whether the
// memory is there.
#include "explore/runtime/hooks.h"

namespace tenter::explore {

// The running task dies of an operation on memory that is no more.
inline void Runtime::expect_alive(const Operation& operation) {
  if (heap_checks_.may_be_dead(operation)) [[unlikely]]
    die_if_dead(operation);
}

// The same; and what it reads and writes is noted.
inline void Runtime::note_access(const Operation& operation, bool reads, bool writes) {
  const void* const at = operation.object.memory();
  if (!arena_.owns(at)) return expect_alive(operation);
  if (arena_.touches_freed(at, operation.size)) [[unlikely]]
    die_if_dead(operation);
  if (reads && arena_.unwritten().any(at, operation.size)) [[unlikely]]
    heap_checks_.read_unwritten(operation);
  if (writes) arena_.unwritten().written(at, operation.size);
}

void Runtime::die_if_dead(const Operation& operation) {
  if (auto death = heap_checks_.death_by(operation)) scheduler_.die(*std::move(death));
}

bool Runtime::plain_access(std::uintptr_t address, std::size_t size, bool write, std::uintptr_t pc) {
  if (watchdog_.alarmed()) answer_watchdog(pc, write);
  const Operation operation{write ? Op::write : Op::read, static_cast<std::uint32_t>(size), address, pc};
  const bool visible = access(operation);
  note_access(operation, !write, write);
  return visible;
}

// Returns whether it was a visible step.
bool Runtime::access(const Operation& operation) {
  const bool write = modifies(operation.op);
  const bool visible = visibility_.is_step(operation.pc);
  if (visible) {
    point(operation);
    const std::uint64_t content = content_of(operation);
    step_.begins_with(content);
    if (!write) step_.value(content);
  } else if (write && !tasks_.is_on_own_stack(operation.object.code())) {
    fairness_.spinning().wrote(current());
  }
  const auto races = operation.op == Op::free
                         ? races_.free(current(), operation.object.code(), operation.size, operation.pc)
                         : races_.access(current(), operation.object.code(), operation.size, write, operation.pc);
  for (const Race& race : races) observe_race(race);
  return visible;
}

void Runtime::atomic_access(std::uintptr_t address, std::size_t size, Op op, std::memory_order order,
                            std::uintptr_t pc) {
  const bool write = modifies(op);
  for (const Race& race : races_.atomic_access(current(), address, size, write, order, pc)) observe_race(race);
  const Operation operation{op, static_cast<std::uint32_t>(size), address, pc};
  note_access(operation, op != Op::atomic_store, write);
}

void Runtime::note_use_of_heap(const Operation& operation) {
  for (const Race& race :
       races_.atomic_access(current(), operation.object.code(), 1, false, std::memory_order_seq_cst, operation.pc)) {
    observe_race(race);
  }
  expect_alive(operation);
}

void Runtime::observe_race(const Race& race) {
  // Between two visible steps the loops that wait see by themselves what has changed.
  const bool between_steps = visibility_.was_step(race.earlier) && visibility_.was_step(race.later);
  if (race.later.write && !between_steps) fairness_.spinning().disturb(race.earlier.task);
  if (visibility_.learn(race)) result_.races.push_back(race);
}

void Runtime::answer_watchdog(std::uintptr_t pc, bool write) {
  if (watchdog_.has_given_up()) die_of_step_timeout(pc);
  if (!write && watchdog_.asks_for_read()) visibility_.make_step(pc);
}

void Runtime::has_allocated(void* block, std::size_t size) {
  races_.forget(reinterpret_cast<std::uintptr_t>(block), size);
  heap_checks_.allocated(block, size);
}

void Runtime::about_to_free(void* block, std::uintptr_t pc) {
  const auto address = reinterpret_cast<std::uintptr_t>(block);
  // What the runtimes free they count by atomics that nobody sees: that of an exception, say. So what orders it is
  // not known.
  if (arena_.is_live(block) && !is_code_of_c_runtimes(reinterpret_cast<void*>(pc))) {
    access({Op::free, static_cast<std::uint32_t>(arena_.size_of(block)), address, pc});
  }
  if (auto death = heap_checks_.free(block, pc)) scheduler_.die(*std::move(death));
}

}  // namespace tenter::explore
