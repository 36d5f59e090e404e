#include "explore/runtime/watchdog.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "explore/runtime/hooks.h"
#include "explore/runtime/signal_context.h"

namespace tenter::explore {
namespace {

constexpr int kSignal = SIGVTALRM;

Watchdog* on_duty = nullptr;

timer_t timer_for_this_thread() {
  sigevent event{};
  event.sigev_notify = SIGEV_THREAD_ID;
  event.sigev_signo = kSignal;
  event._sigev_un._tid = ::gettid();
  timer_t timer{};
  if (::timer_create(CLOCK_THREAD_CPUTIME_ID, &event, &timer) != 0) {
    throw std::system_error(errno, std::generic_category(), "no timer");
  }
  return timer;
}

void start(timer_t timer, Watchdog::Duration period) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(period);
  const timespec time{seconds.count(), std::chrono::nanoseconds(period - seconds).count()};
  const itimerspec setting{time, time};
  ::timer_settime(timer, 0, &setting, nullptr);
}

}  // namespace

Watchdog::Watchdog(Duration patience) : patience_(patience), timer_(timer_for_this_thread()) {
  on_duty = this;
  struct sigaction action {};
  action.sa_sigaction = &on_tick;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER | SA_RESTART;
  ::sigaction(kSignal, &action, &before_);
  start(timer_, std::max(patience / kTicks, Duration(1)));
}

void Watchdog::adopt_thread() {
  timer_ = timer_for_this_thread();
  start(timer_, std::max(patience_ / kTicks, Duration(1)));
}

Watchdog::~Watchdog() {
  ::timer_delete(timer_);
  ::sigaction(kSignal, &before_, nullptr);
  on_duty = nullptr;
}

void Watchdog::on_tick(int, siginfo_t*, void* context) {
  const int error_number = errno;
  if (on_duty != nullptr) on_duty->tick(pc_of(context));
  errno = error_number;
}

// What is interrupted within the runtime is left alone: it will ask.
void Watchdog::tick(std::uintptr_t pc) {
  const std::uint64_t progress = Runtime::progress();
  if (progress == 0 || progress != progress_) {
    progress_ = progress;
    ticks_ = 0;
    return;
  }
  ++ticks_;
  if (ticks_ <= 3 * kTicks && beat_ != nullptr) __atomic_fetch_add(beat_, 1, __ATOMIC_RELAXED);
  if (ticks_ == kTicks) {
    reads_left_ = kReads;
    alarm_ = Alarm::asking;
    return;
  }
  const bool nothing_to_ask = ticks_ > kTicks && reads_left_ == kReads;
  if (ticks_ == 2 * kTicks) alarm_ = Alarm::given_up;
  if ((nothing_to_ask || has_given_up()) && Runtime::running() != nullptr) end_task(pc);
}

bool Watchdog::asks_for_read() {
  if (reads_left_ == 0) return false;
  --reads_left_;
  return true;
}

void Watchdog::end_task(std::uintptr_t pc) {
  Runtime& runtime = *Runtime::running();
  const Runtime::Inside inside(&runtime);
  runtime.die_of_step_timeout(pc);
}

}  // namespace tenter::explore
