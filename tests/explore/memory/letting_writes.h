// Handles SIGSEGV as whoever guards memory has to.
#pragma once

#include <signal.h>

#include <functional>
#include <utility>

namespace tenter::explore::test {

// Lets through what `let_write` lets through; anything else is a crash, as it was before. One at a time.
class LettingWrites {
 public:
  explicit LettingWrites(std::function<bool(const void*)> let_write) {
    let_write_ = std::move(let_write);
    struct sigaction action {};
    action.sa_flags = SA_SIGINFO;
    action.sa_sigaction = [](int signal, siginfo_t* info, void*) {
      if (!let_write_(info->si_addr)) ::signal(signal, SIG_DFL);
    };
    ::sigaction(SIGSEGV, &action, &before_);
  }
  ~LettingWrites() { ::sigaction(SIGSEGV, &before_, nullptr); }
  LettingWrites(const LettingWrites&) = delete;
  LettingWrites& operator=(const LettingWrites&) = delete;

 private:
  inline static std::function<bool(const void*)> let_write_;
  struct sigaction before_ {};
};

}  // namespace tenter::explore::test
