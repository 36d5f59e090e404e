// Accesses of any size: what the compiler announces of aggregates, and the bulk functions of libc, which plugins call
// by these names (scenario_code/bulk_memory.cpp), or tell of (scenario_code/library_memory.h).
#include <cstdint>
#include <cstring>
#include <vector>

#include "explore/abi/access.h"

namespace {

using tenter::explore::Ignored;
using tenter::explore::kNoTask;
using tenter::explore::Op;
using tenter::explore::Operation;
using tenter::explore::Runtime;
using tenter::explore::TaskId;

// gcc copies an aggregate by announcing the write and the read, in either order, before it does both: inline, or by
// calling memcpy. So the first announcement belongs to the step of the second as well, and the call repeats them.
class Announced {
 public:
  void range(Runtime& runtime, const void* address, std::size_t size, bool write, std::uintptr_t pc) {
    const Range first = is_fresh(last_, runtime) ? last_ : Range{};
    const auto at = reinterpret_cast<std::uintptr_t>(address);
    const bool visible = runtime.plain_access(at, size, write, pc);
    if (visible && first.visible) runtime.add_effect(first.operation);
    last_ = {{write ? Op::write : Op::read, static_cast<std::uint32_t>(size), at, pc},
             visible,
             runtime.current(),
             runtime.step().number(),
             Runtime::execution()};
    before_ = first.task == runtime.current() && first.operation.op != last_.operation.op ? first : Range{};
  }

  // True when it has just been announced, so that it need not be once more.
  bool covers(const Runtime& runtime, Op op, const void* address, std::size_t size) const {
    if (!is_fresh(last_, runtime)) return false;
    const auto same = [&](const Range& range) {
      return range.task != kNoTask && range.operation.op == op && range.operation.size == size &&
             range.operation.object == reinterpret_cast<std::uintptr_t>(address);
    };
    return same(last_) || same(before_);
  }

 private:
  struct Range {
    Operation operation;
    bool visible = false;
    TaskId task = kNoTask;
    std::size_t steps = 0;  // there were, right after it
    std::uint64_t execution = 0;
  };

  // Nobody has made a step since.
  static bool is_fresh(const Range& range, const Runtime& runtime) {
    return range.task == runtime.current() && range.steps == runtime.step().number() &&
           range.execution == Runtime::execution();
  }

  Range last_, before_;
};

Announced announced;

// Where there is no memory, that is the program's fault, and found before the runtime is entered.
void touch(const void* memory, std::size_t size) {
  tenter::explore::touch(memory);
  tenter::explore::touch(static_cast<const char*>(memory) + size - 1);
}

void announce(const void* address, std::size_t size, bool write, void* pc) {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr || size == 0 || Ignored::any(*runtime)) return;
  const Runtime::Inside inside(runtime);
  announced.range(*runtime, address, size, write, reinterpret_cast<std::uintptr_t>(pc));
}

// Reads all, then writes all.
void copy(Runtime& runtime, void* to, const void* from, std::size_t size, std::uintptr_t pc) {
  const bool tell_read = !announced.covers(runtime, Op::read, from, size);
  const bool tell_write = !announced.covers(runtime, Op::write, to, size);
  std::vector<std::byte> seen;
  if (tell_read && runtime.plain_access(reinterpret_cast<std::uintptr_t>(from), size, false, pc)) {
    // Others may write there before this one writes.
    const auto* const bytes = static_cast<const std::byte*>(from);
    seen.assign(bytes, bytes + size);
  }
  if (tell_write) runtime.plain_access(reinterpret_cast<std::uintptr_t>(to), size, true, pc);
  std::memmove(to, seen.empty() ? from : seen.data(), size);
}

void* copy(void* to, const void* from, std::size_t size, void* pc) {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr || size == 0 || Ignored::any(*runtime)) return std::memmove(to, from, size);
  touch(from, size);
  touch(to, size);
  const Runtime::Inside inside(runtime);
  copy(*runtime, to, from, size, reinterpret_cast<std::uintptr_t>(pc));
  return to;
}

void* fill(void* to, int value, std::size_t size, void* pc) {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr || size == 0 || Ignored::any(*runtime)) return std::memset(to, value, size);
  touch(to, size);
  const Runtime::Inside inside(runtime);
  if (!announced.covers(*runtime, Op::write, to, size)) {
    runtime->plain_access(reinterpret_cast<std::uintptr_t>(to), size, true, reinterpret_cast<std::uintptr_t>(pc));
  }
  return std::memset(to, value, size);
}

}  // namespace

#define TENTER_PC __builtin_return_address(0)

#pragma GCC visibility push(default)
extern "C" {

void __tsan_read_range(void* at, unsigned long size) { announce(at, size, false, TENTER_PC); }
void __tsan_write_range(void* at, unsigned long size) { announce(at, size, true, TENTER_PC); }

void* __tsan_memcpy(void* to, const void* from, unsigned long size) { return copy(to, from, size, TENTER_PC); }
void* __tsan_memmove(void* to, const void* from, unsigned long size) { return copy(to, from, size, TENTER_PC); }
void* __tsan_memset(void* to, int value, unsigned long size) { return fill(to, value, size, TENTER_PC); }

void tenter_library_access(const void* at, std::size_t size, bool write, void* pc) {
  tenter::explore::access(at, size, write, pc);
}
}
#pragma GCC visibility pop
