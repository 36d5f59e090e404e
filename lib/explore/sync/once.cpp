#include "explore/sync/once.h"

#include "explore/memory/modules.h"

namespace tenter::explore {
namespace {

// As glibc and libstdc++ have them: 0 is untouched; the rest are their bits for done and begun.
template <class Control>
struct Bits;
template <>
struct Bits<pthread_once_t> {
  static constexpr pthread_once_t kDone = 2;
  static constexpr pthread_once_t kBegun = 1;
};
template <>
struct Bits<Guard> {
  static constexpr Guard kDone = 1;
  static constexpr Guard kBegun = 0x100;
};

template <class Control>
std::uintptr_t address(const Control& control) {
  return reinterpret_cast<std::uintptr_t>(&control);
}

template <class Control>
bool can_begin(const Fairness&, TaskId, void* control) {
  return *static_cast<const Control*>(control) != Bits<Control>::kBegun;
}

template <class Control>
bool begin(Runtime& runtime, Control& control, std::uintptr_t pc) {
  if (!is_a_c_runtimes(&control) || !can_begin<Control>(runtime.fairness(), runtime.current(), &control)) {
    runtime.point({Op::lock, 0, address(control), pc}, &can_begin<Control>, &control);
  }
  runtime.races().acquire(runtime.current(), address(control));
  if (control == Bits<Control>::kDone) {
    runtime.add_effect({Op::unlock, 0, address(control), pc});
    return false;
  }
  control = Bits<Control>::kBegun;
  return true;
}

template <class Control>
void end(Runtime& runtime, Control& control, bool done, std::uintptr_t pc) {
  runtime.add_effect({Op::unlock, 0, address(control), pc});
  runtime.races().release(runtime.current(), address(control));
  control = done ? Bits<Control>::kDone : 0;
}

}  // namespace

bool begin_once(Runtime& runtime, pthread_once_t& control, std::uintptr_t pc) { return begin(runtime, control, pc); }
bool begin_once(Runtime& runtime, Guard& control, std::uintptr_t pc) { return begin(runtime, control, pc); }

void end_once(Runtime& runtime, pthread_once_t& control, bool done, std::uintptr_t pc) {
  end(runtime, control, done, pc);
}
void end_once(Runtime& runtime, Guard& control, bool done, std::uintptr_t pc) { end(runtime, control, done, pc); }

void do_once(Runtime& runtime, pthread_once_t& control, void (*routine)(), std::uintptr_t pc) {
  if (!begin_once(runtime, control, pc)) return;
  try {
    const Runtime::Outside outside(runtime);
    routine();
  } catch (...) {
    end_once(runtime, control, false, pc);
    throw;
  }
  end_once(runtime, control, true, pc);
}

}  // namespace tenter::explore
