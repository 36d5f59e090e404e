// Ends loops that never come to a visible operation: `while (!flag) ;` on a plain flag, say, which the compiler has
// read once and for all, or any computation that does not end.
//
// A timer signal looks, by the processor time of the explorer's thread, so that a busy machine makes no difference,
// whether there has been a visible step since. Once the patience is over, it asks what plain memory the task reads:
// where the loop does read some, those reads become visible operations, as if they were known to race, so that others
// get their turn and what is wrong with the loop comes out. Where it does not, or when that has not helped, the task
// dies of a livelock.
//
// Thread safety: belongs to the thread that made it; one at a time.
#pragma once

#include <signal.h>
#include <time.h>

#include <chrono>
#include <cstdint>

namespace tenter::explore {

class Watchdog {
 public:
  using Duration = std::chrono::milliseconds;

  // Throws std::system_error when the kernel refuses a timer. REQUIRES: `patience` is positive.
  explicit Watchdog(Duration patience);
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

  // The calling thread is to be taken for the one that made it: its child after a fork, which inherits no timer.
  void adopt_thread();

  Duration patience() const { return patience_; }
  // From the next adopt_thread() on. REQUIRES: positive.
  void be_patient(Duration patience) { patience_ = patience; }
  // Is increased each time that it looks, until it should have ended the task.
  void beat(std::uint64_t* cell) { beat_ = cell; }

  // A plain access has something to ask: the patience is over.
  bool alarmed() const { return alarm_ != Alarm::none; }
  // It is a read, and becomes visible; there are more of them where it loops.
  bool asks_for_read();
  bool has_given_up() const { return alarm_ == Alarm::given_up; }
  // There has been a visible step after all.
  void calm_down() {
    if (alarmed()) alarm_ = Alarm::none;
  }

 private:
  enum class Alarm : int { none, asking, given_up };
  static constexpr int kTicks = 4;   // the timer's, while it is patient
  static constexpr int kReads = 64;  // visible from then on

  static void on_tick(int signal, siginfo_t* info, void* context);
  void tick(std::uintptr_t pc);
  [[noreturn]] static void end_task(std::uintptr_t pc);

  Duration patience_;
  timer_t timer_{};
  struct sigaction before_ {};
  // Written by the signal's handler, on this thread.
  volatile Alarm alarm_ = Alarm::none;
  int reads_left_ = 0;
  int ticks_ = 0;  // since there was progress
  std::uint64_t progress_ = 0;
  std::uint64_t* beat_ = nullptr;
};

}  // namespace tenter::explore
