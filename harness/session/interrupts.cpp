#include "session/interrupts.h"

#include <signal.h>
#include <unistd.h>

#include <atomic>

namespace tenter::session {
namespace {

constexpr int kInterrupted = 3;
constexpr int kPatience = 3;

std::atomic<int> count{0};
static_assert(std::atomic<int>::is_always_lock_free);

void on_interrupt(int) {
  if (count.fetch_add(1, std::memory_order_relaxed) + 1 >= kPatience) ::_exit(kInterrupted);
}

}  // namespace

// SA_RESTART keeps reports whole; poll() is woken regardless.
void count_interrupts() {
  struct sigaction action = {};
  action.sa_handler = on_interrupt;
  action.sa_flags = SA_RESTART;
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::sigaction(signal, &action, nullptr);
}

int interrupts() { return count.load(std::memory_order_relaxed); }

}  // namespace tenter::session
