#include "explore/runtime/terminate.h"

#include <tenter/detail/exception_text.h>

#include <cstdlib>

#include "explore/runtime/hooks.h"

namespace tenter::explore {
namespace {

// libstdc++'s own handler works once a process, and prints.
[[noreturn]] void on_terminate() {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) std::abort();
  Runtime::Inside inside(runtime);
  if (std::current_exception() == nullptr) {
    runtime->die(Anomaly::abort,
                 "std::terminate was called without an exception, as by destroying a joinable std::thread");
  }
  runtime->die(Anomaly::uncaught_exception, tenter::detail::text_of_current_exception());
}

}  // namespace

TerminateHandler::TerminateHandler() noexcept : before_(std::set_terminate(&on_terminate)) {}

TerminateHandler::~TerminateHandler() { std::set_terminate(before_); }

}  // namespace tenter::explore
