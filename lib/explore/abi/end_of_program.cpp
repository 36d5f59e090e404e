// What ends the program, but in an execution only the task that calls it.
#include <fmt/core.h>
#include <unistd.h>

#include <cassert>
#include <cstdlib>

#include "explore/abi/real.h"
#include "explore/runtime/hooks.h"

namespace {

using tenter::Anomaly;
using tenter::explore::Runtime;

void exits(const char* function, int status) {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return;
  Runtime::Inside inside(runtime);
  runtime->die(Anomaly::exit, fmt::format("it called {}({})", function, status));
}

}  // namespace

#pragma GCC visibility push(default)
extern "C" {

void abort() noexcept {
  if (Runtime* const runtime = Runtime::running()) {
    Runtime::Inside inside(runtime);
    runtime->die(Anomaly::abort, "std::abort");
  }
  TENTER_REAL(abort)();
  __builtin_unreachable();
}

void __assert_fail(const char* condition, const char* file, unsigned line, const char* function) noexcept {
  if (Runtime* const runtime = Runtime::running()) {
    Runtime::Inside inside(runtime);
    runtime->die(Anomaly::assertion, fmt::format("{}:{}: {}", file, line, condition));
  }
  TENTER_REAL(__assert_fail)(condition, file, line, function);
  __builtin_unreachable();
}

void exit(int status) noexcept {
  exits("exit", status);
  TENTER_REAL(exit)(status);
  __builtin_unreachable();
}

void quick_exit(int status) noexcept {
  exits("quick_exit", status);
  TENTER_REAL(quick_exit)(status);
  __builtin_unreachable();
}

void _exit(int status) {
  exits("_exit", status);
  TENTER_REAL(_exit)(status);
  __builtin_unreachable();
}

void _Exit(int status) noexcept {
  exits("_Exit", status);
  TENTER_REAL(_Exit)(status);
  __builtin_unreachable();
}
}
#pragma GCC visibility pop
