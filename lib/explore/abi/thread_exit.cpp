// A thread ends in the midst of what it does: its stack is unwound, destructors run, and handlers that catch
// everything have to throw again, as in glibc. There the unwinding ends in the frame that started the thread; here at
// the bottom of the fiber.
#include <pthread.h>
#include <threads.h>
#include <unwind.h>

#include <array>

#include "explore/abi/hook.h"

namespace {

using tenter::explore::kMaxTasks;
using tenter::explore::Runtime;

// Outlives the frames that are unwound.
struct Leaving {
  _Unwind_Exception exception{};
  void* result = nullptr;
};
std::array<Leaving, kMaxTasks> leaving;

_Unwind_Reason_Code go_on(int, _Unwind_Action actions, _Unwind_Exception_Class, _Unwind_Exception*, _Unwind_Context*,
                          void* argument) {
  if ((actions & _UA_END_OF_STACK) == 0) return _URC_NO_REASON;
  Runtime* const runtime = Runtime::running();
  const Runtime::Inside inside(runtime);
  runtime->scheduler().end_task(static_cast<const Leaving*>(argument)->result);
}

// A handler has caught it and not thrown it again.
void stopped(_Unwind_Reason_Code, _Unwind_Exception*) {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return;
  const Runtime::Inside inside(runtime);
  runtime->die(tenter::Anomaly::abort, "a handler kept a thread that exits from exiting: it did not throw again");
}

// On the way out the thread is the program's own, so not inside.
[[noreturn]] void leave(Runtime& runtime, void* result) {
  Leaving& own = leaving[runtime.current()];
  own = {};
  own.exception.exception_cleanup = &stopped;
  own.result = result;
  _Unwind_ForcedUnwind(&own.exception, &go_on, &own);
  const Runtime::Inside inside(&runtime);
  runtime.die(tenter::Anomaly::abort, "the stack of a thread that exits could not be unwound");
}

}  // namespace

#pragma GCC visibility push(default)
extern "C" {

void pthread_exit(void* result) {
  Runtime* const runtime = Runtime::running();
  if (runtime != nullptr) leave(*runtime, result);
  TENTER_REAL(pthread_exit)(result);
  __builtin_unreachable();
}

void thrd_exit(int result) {
  Runtime* const runtime = Runtime::running();
  if (runtime != nullptr) leave(*runtime, reinterpret_cast<void*>(static_cast<std::intptr_t>(result)));
  TENTER_REAL(thrd_exit)(result);
  __builtin_unreachable();
}
}
#pragma GCC visibility pop
