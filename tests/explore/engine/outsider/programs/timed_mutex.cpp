// A lock that is waited for only so long.
#include <tenter/scenario.h>

#include <chrono>
#include <mutex>
#include <thread>

namespace timed_mutex {
namespace {

using enum tenter::Anomaly;
using namespace std::chrono_literals;

struct Account {
  std::timed_mutex mutex;
  int balance = 0;
  int refused = 0;

  void pay_in_slowly() {
    const std::lock_guard lock(mutex);
    const int before = balance;
    std::this_thread::sleep_for(10ms);
    balance = before + 1;
  }
  void try_to_pay_in() {
    const std::unique_lock lock(mutex, 5ms);
    if (lock) {
      ++balance;
    } else {
      refused = 1;
    }
  }
  // Forgets to look whether it has the lock.
  void pay_in_anyway() {
    const bool mine = mutex.try_lock_for(5ms);
    ++balance;
    if (mine) mutex.unlock();
  }
  // Looks, but gives back what it may not have.
  void give_back_anyway() {
    if (mutex.try_lock_for(5ms)) ++balance;
    mutex.unlock();
  }

  static auto named(std::string_view name, void (Account::*pay_in)()) {
    return tenter::scenario<Account>(name)
        .actor("slow", &Account::pay_in_slowly)
        .actor("quick", pay_in)
        .observes(&Account::balance, &Account::refused)
        .acceptable({2, 0}, "both paid in")
        .acceptable({1, 1}, "the second gave up, and says so")
        .forbidden({1, 0}, "a payment was lost", lost_update);
  }
};

// Two accounts, each thread locks its own first and waits for the other's for a moment only: no deadlock, but a
// payment that nobody has made up for.
struct Transfer {
  std::timed_mutex left, right;
  int moved = 0;

  static bool both(std::timed_mutex& mine, std::timed_mutex& other) {
    const std::lock_guard first(mine);
    const std::unique_lock second(other, 1ms);
    return second.owns_lock();
  }
  void to_right() {
    if (both(left, right)) right_moved = 1;
  }
  void to_left() {
    if (both(right, left)) left_moved = 1;
  }
  int right_moved = 0, left_moved = 0;
  int sum() const { return right_moved + left_moved; }
};

const tenter::Registered registered[] = {
    tenter::Registered{Account::named("timed-mutex/gives-up", &Account::try_to_pay_in)},
    tenter::Registered{Account::named("timed-mutex/anyway", &Account::pay_in_anyway).breaks(data_race, lost_update)},
    tenter::Registered{
        Account::named("timed-mutex/gives-back-anyway", &Account::give_back_anyway).breaks(assertion, data_race)},
    tenter::Registered{tenter::scenario<Transfer>("timed-mutex/transfer")
                           .actors(&Transfer::to_right, &Transfer::to_left)
                           .observes(&Transfer::sum)
                           .acceptable({2}, "both moved")
                           .forbidden({1}, "one gave up", missing)
                           .forbidden({0}, "both gave up", missing)
                           .breaks(missing)},
};

}  // namespace
}  // namespace timed_mutex
