#include "worker/last_moments.h"

#include <fmt/core.h>
#include <pthread.h>
#include <signal.h>
#include <tenter/detail/exception_text.h>

#include <cstdio>
#include <cstdlib>
#include <exception>

#include "worker/channel.h"
#include "worker/stack_watch.h"

namespace tenter::worker {
namespace {

protocol::WorkerMemory* the_memory = nullptr;

[[noreturn]] void on_terminate() {
  if (std::current_exception() != nullptr) {
    the_memory->last_words.say(Anomaly::uncaught_exception, detail::text_of_current_exception());
  } else {
    the_memory->last_words.say(
        Anomaly::abort, "std::terminate was called without an exception, as by destroying a joinable std::thread");
  }
  std::abort();
}

void on_exit_called(int status, void*) {
  the_memory->last_words.say(Anomaly::exit, fmt::format("it called exit({})", status));
  end_process(status);
}

void on_quick_exit() {
  the_memory->last_words.say(Anomaly::exit, "it called quick_exit()");
  end_process(0);
}

void in_forked_child() {
  __atomic_fetch_add(&the_memory->forks, 1, __ATOMIC_RELAXED);
  end_process(0);
}

// Returning runs the faulting instruction again, now with the default action: the session sees the true signal.
void on_fault(int signal, siginfo_t* info, void*) {
  constexpr std::uintptr_t kNearZero = 4096;
  const auto address = reinterpret_cast<std::uintptr_t>(info->si_addr);
  if (info->si_code <= 0) {
    ::raise(signal);
  } else if (StackWatch::overflowed_at(address)) {
    the_memory->last_words.say(Anomaly::stack_overflow, "a thread ran out of stack");
  } else if (signal == SIGSEGV && address < kNearZero) {
    the_memory->last_words.say(Anomaly::crash, "SIGSEGV: it followed a null pointer");
  }
}

void handle_faults() {
  struct sigaction action = {};
  action.sa_sigaction = on_fault;
  action.sa_flags = static_cast<int>(SA_SIGINFO | SA_ONSTACK | SA_RESETHAND);
  for (const int signal : {SIGSEGV, SIGBUS}) ::sigaction(signal, &action, nullptr);
}

}  // namespace

void record_last_moments(protocol::WorkerMemory& shared) {
  the_memory = &shared;
  std::set_terminate(on_terminate);
  handle_faults();
  ::pthread_atfork(nullptr, nullptr, in_forked_child);
  record_exit();
}

void assertion_failed(const char* condition, const char* file, unsigned line, const char* function) noexcept {
  if (the_memory != nullptr) the_memory->last_words.say(Anomaly::assertion, condition, file, line);
  std::fprintf(stderr, "%s:%u: %s: assertion failed: %s\n", file, line, function, condition);
  std::abort();
}

void record_exit() {
  ::on_exit(on_exit_called, nullptr);
  ::at_quick_exit(on_quick_exit);
}

}  // namespace tenter::worker
