#include "small_program.h"

#include <rapidcheck.h>

#include <algorithm>

namespace tenter::explore::test {
namespace {

int below(int end) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, end)); }

// Mostly the first, so that threads meet.
std::uint8_t object() { return static_cast<std::uint8_t>(std::max(0, below(2 * kObjects) - kObjects)); }

std::memory_order one_of(std::initializer_list<std::memory_order> orders) {
  return orders.begin()[below(static_cast<int>(orders.size()))];
}

// One that the operation may have.
std::memory_order order_for(Do what) {
  using enum std::memory_order;
  switch (what) {
    case Do::load:
      return one_of({relaxed, consume, acquire, seq_cst});
    case Do::store:
      return one_of({relaxed, release, seq_cst});
    default:
      return one_of({relaxed, consume, acquire, release, acq_rel, seq_cst});
  }
}

Op on_memory(const Shape& shape) {
  constexpr Do kWhat[] = {Do::load, Do::store, Do::add, Do::exchange, Do::compare_exchange, Do::read, Do::write};
  const Do what = kWhat[below(shape.plain ? 7 : 5)];
  return {what, object(), static_cast<std::uint8_t>(1 + below(2)), order_for(what)};
}

Op on_condition(std::uint8_t mutex, const Shape& shape) {
  constexpr Do kWhat[] = {Do::wait, Do::notify_one, Do::notify_all, Do::timed_wait};
  return {kWhat[below(shape.time ? 4 : 3)], mutex, static_cast<std::uint8_t>(1 + below(2))};
}

Op in_time() {
  constexpr Do kWhat[] = {Do::sleep, Do::now, Do::yield};
  return {kWhat[below(3)], 0, static_cast<std::uint8_t>(1 + below(2))};
}

// lock, up to two operations, unlock
std::vector<Op> block(const Shape& shape) {
  const std::uint8_t mutex = object();
  std::vector<Op> ops{{Do::lock, mutex, 0}};
  const int within = below(3);
  for (int i = 0; i < within; ++i) {
    ops.push_back(shape.conditions && below(2) == 0 ? on_condition(mutex, shape) : on_memory(shape));
  }
  ops.push_back({Do::unlock, mutex, 0});
  if (below(4) == 0) ops.front() = {Do::try_lock, mutex, static_cast<std::uint8_t>(ops.size() - 1)};
  // A second lock inside the first: of the other mutex, or, rarely, of the same one, which nobody survives.
  if (below(4) == 0) {
    const auto other = static_cast<std::uint8_t>(below(8) == 0 ? mutex : 1 - mutex);
    ops.insert(ops.begin() + 1, {Do::lock, other, 0});
    ops.insert(ops.end() - 1, {Do::unlock, other, 0});
    if (ops.front().what == Do::try_lock) ops.front().value = static_cast<std::uint8_t>(ops.size() - 1);
  }
  return ops;
}

// A lock for readers or writers, around one operation.
std::vector<Op> shared_block(const Shape& shape) {
  constexpr Do kHow[] = {Do::read_lock, Do::write_lock, Do::try_write_lock};
  const std::uint8_t lock = object();
  const Do how = kHow[below(3)];
  return {{how, lock, 2}, on_memory(shape), {Do::read_write_unlock, lock, 0}};
}

std::vector<Op> loop(const Shape& shape) {
  constexpr Do kWhat[] = {Do::await, Do::await, Do::await_any, Do::spin_lock, Do::try_until};
  Op op{kWhat[below(5)], object(), static_cast<std::uint8_t>(1 + below(2))};
  if (op.what == Do::spin_lock) op.value = 1;  // of two that exchange different values neither waits
  if (op.what == Do::spin_lock) return {op, on_memory(shape), {Do::store, op.object, 0}};
  if (op.what == Do::try_until) return {op, on_memory(shape), {Do::unlock, op.object, 0}};
  return {op};
}

std::vector<Op> item(const Shape& shape) {
  if (shape.loops && below(3) == 0) return loop(shape);
  if (shape.barriers && below(2) == 0) return {{Do::meet, object(), 0}};
  if (shape.sharing && below(3) == 0) {
    if (below(2) == 0) return shared_block(shape);
    return {{below(3) == 0 ? Do::take : Do::post, object(), 0}};
  }
  if (shape.time && below(4) == 0) return {in_time()};
  if (shape.plain && below(8) == 0) return {{Do::fence, 0, 0, order_for(Do::fence)}};
  if (!shape.locks || below(2) == 0) return {on_memory(shape)};
  if (shape.conditions && below(4) == 0) return {{below(2) == 0 ? Do::notify_one : Do::notify_all, object(), 0}};
  return block(shape);
}

}  // namespace

SmallProgram random_program(const Shape& shape) {
  SmallProgram program;
  for (int thread = 0; thread < shape.threads; ++thread) {
    std::vector<Op>& ops = program.threads.emplace_back();
    const int items = 1 + below(shape.items);
    for (int i = 0; i < items; ++i) {
      const std::vector<Op> more = item(shape);
      if (ops.size() + more.size() > kMostOps) break;
      ops.insert(ops.end(), more.begin(), more.end());
    }
  }
  return program;
}

std::ostream& operator<<(std::ostream& out, const SmallProgram& program) {
  constexpr const char* kNames[] = {"read",       "write",      "load",       "store",     "add",       "exchange",
                                    "cas",        "fence",      "lock",       "try",       "unlock",    "wait",
                                    "notify_one", "notify_all", "rdlock",     "wrlock",    "trywrlock", "rwunlock",
                                    "post",       "take",       "timed_wait", "sleep",     "now",       "yield",
                                    "await",      "await_any",  "spin_lock",  "try_until", "meet"};
  for (const auto& thread : program.threads) {
    out << "\n  ";
    for (const Op& op : thread) {
      out << kNames[static_cast<std::size_t>(op.what)] << " " << int{op.object} << "," << int{op.value} << ","
          << static_cast<int>(op.order) << "; ";
    }
  }
  return out;
}

std::ostream& operator<<(std::ostream& out, const Final& final) {
  out << (final.stuck ? "stuck;" : "finished;");
  for (const auto& thread : final.seen) {
    out << " |";
    for (const std::int8_t seen : thread) {
      if (seen != kNotReached) out << ' ' << int{seen};
    }
  }
  out << "; memory";
  for (const std::int8_t value : final.memory) out << ' ' << int{value};
  return out;
}

}  // namespace tenter::explore::test
