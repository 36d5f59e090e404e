// Invocations and responses of an object's operations, which object scenarios tell of
// (tenter/detail/history_clock.h). Steps of their own: which operation was over before which began is what their
// histories are judged by.
#include "explore/abi/hook.h"

namespace {

using tenter::explore::Op;
using tenter::explore::Runtime;

std::uint64_t made(Op op, const char* call, std::uintptr_t pc) {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return 0;
  const Runtime::Inside inside(runtime);
  runtime->point({op, 0, 0, pc});
  runtime->step().value(reinterpret_cast<std::uintptr_t>(call));
  return runtime->step().number();
}

}  // namespace

#pragma GCC visibility push(default)
extern "C" {

std::uint64_t tenter_history_invoke(const char* call) { return made(Op::invoke, call, TENTER_CALLER); }
std::uint64_t tenter_history_respond(const char* call) { return made(Op::respond, call, TENTER_CALLER); }
}
#pragma GCC visibility pop
