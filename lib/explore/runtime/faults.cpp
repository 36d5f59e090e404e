#include "explore/runtime/faults.h"

#include <fmt/format.h>
#include <string.h>

#include <cerrno>
#include <iterator>
#include <string>
#include <system_error>

#include "explore/runtime/runtime.h"

namespace tenter::explore {
namespace {

constexpr int kTick = SIGVTALRM;
constexpr std::uintptr_t kNearZero = 4096;

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

// On a stack of its own; not blocked afterwards, for a handler that kills a task never returns.
struct sigaction action_of(void (*handler)(int, siginfo_t*, void*)) {
  struct sigaction action {};
  action.sa_sigaction = handler;
  action.sa_flags = static_cast<int>(SA_SIGINFO | SA_ONSTACK | SA_NODEFER | SA_RESTART);
  return action;
}

std::string in_words(int signal, const siginfo_t& info) {
  const std::string name = fmt::format("SIG{}", ::sigabbrev_np(signal));
  const bool of_memory = signal == SIGSEGV || signal == SIGBUS;
  if (!of_memory) return fmt::format("{}: {}", name, ::sigdescr_np(signal));
  const bool null = info.si_code > 0 && reinterpret_cast<std::uintptr_t>(info.si_addr) < kNearZero;
  return fmt::format("{}: it followed a {} pointer", name, null ? "null" : "wild");
}

}  // namespace

Faults* Faults::instance_ = nullptr;

Faults::Faults(const FiberPool& pool, std::chrono::nanoseconds patience) : pool_(pool), patience_(patience) {
  instance_ = this;
  const struct sigaction on_fault = action_of(&Faults::on_fault);
  for (std::size_t i = 0; i < std::size(kSignals); ++i) ::sigaction(kSignals[i], &on_fault, &before_[i]);
  const struct sigaction on_tick = action_of(&Faults::on_tick);
  ::sigaction(kTick, &on_tick, &before_tick_);
  sigevent event{};
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = kTick;
  // Of processor time: a machine that is busy with others must not end anything.
  if (::timer_create(CLOCK_PROCESS_CPUTIME_ID, &event, &timer_) != 0) fail("no timer to watch over endless loops");
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(patience);
  const timespec period{seconds.count(), (patience - seconds).count()};
  const itimerspec times{period, period};
  if (::timer_settime(timer_, 0, &times, nullptr) != 0) fail("no timer to watch over endless loops");
}

Faults::~Faults() {
  ::timer_delete(timer_);
  ::sigaction(kTick, &before_tick_, nullptr);
  for (std::size_t i = 0; i < std::size(kSignals); ++i) ::sigaction(kSignals[i], &before_[i], nullptr);
  instance_ = nullptr;
}

void Faults::on_fault(int signal, siginfo_t* info, void*) {
  Runtime* const runtime = Runtime::running();
  if (runtime == nullptr) return pass_on(signal);
  const Runtime::Inside inside(runtime);
  const bool overflow = classify_fault(instance_->pool_, *info).kind == Fault::Kind::stack_overflow;
  if (overflow) runtime->die(Anomaly::stack_overflow, "a thread ran out of stack");
  runtime->die(Anomaly::crash, in_words(signal, *info));
}

// Twice the same count is a whole period without a hook.
void Faults::on_tick(int, siginfo_t*, void*) {
  Runtime* const runtime = Runtime::running();
  const std::uint64_t before = instance_->seen_;
  instance_->seen_ = Runtime::hooks_called();
  if (runtime == nullptr || instance_->seen_ != before) return;
  const Runtime::Inside inside(runtime);
  const std::chrono::duration<double> patience = instance_->patience_;
  runtime->die(Anomaly::livelock,
               fmt::format("a thread ran for {:.4g} s of processor time without a step", patience.count()));
}

// The instruction is run again, under the handler before.
void Faults::pass_on(int signal) {
  for (std::size_t i = 0; i < std::size(kSignals); ++i) {
    if (kSignals[i] == signal) ::sigaction(signal, &instance_->before_[i], nullptr);
  }
}

}  // namespace tenter::explore
