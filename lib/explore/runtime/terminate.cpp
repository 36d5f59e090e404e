#include "explore/runtime/terminate.h"

#include <cstdlib>
#include <string>

#include "explore/runtime/runtime.h"

namespace tenter::explore {
namespace {

// REQUIRES: an exception is being handled.
std::string described() {
  try {
    throw;
  } catch (const std::exception& exception) {
    return exception.what();
  } catch (...) {
    return "not a std::exception";
  }
}

// libstdc++'s own handler works once a process, and prints.
[[noreturn]] void on_terminate() {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) std::abort();
  Runtime::Inside inside(runtime);
  if (std::current_exception() == nullptr) runtime->die(Anomaly::abort, "std::terminate");
  runtime->die(Anomaly::uncaught_exception, described());
}

}  // namespace

TerminateHandler::TerminateHandler() noexcept : before_(std::set_terminate(&on_terminate)) {}

TerminateHandler::~TerminateHandler() { std::set_terminate(before_); }

}  // namespace tenter::explore
