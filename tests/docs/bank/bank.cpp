// The scenarios of the page on the explore engine.
#include <condition_variable>
#include <mutex>

// [transfers]
#include <tenter/scenario.h>

struct Account {
  std::mutex mutex;
  int balance = 100;
};

struct Transfers {
  Account alice, bob;

  static void transfer(Account& from, Account& to) {
    const std::scoped_lock from_lock(from.mutex);
    const std::scoped_lock to_lock(to.mutex);
    from.balance -= 10;
    to.balance += 10;
  }

  void there() { transfer(alice, bob); }
  void back() { transfer(bob, alice); }
  int total() const { return alice.balance + bob.balance; }
};

const tenter::Registered one_by_one{
    tenter::scenario<Transfers>("bank/transfers/one-by-one")
        .summary("two transfers in opposite directions, a lock for each account")
        .reason("Each takes the account that it gives from, then waits for the other's.")
        .actor("there", &Transfers::there)
        .actor("back", &Transfers::back)
        .observes(&Transfers::total)
        .acceptable({200}, "no money is made or lost")
        .breaks(tenter::Anomaly::deadlock)};
// [/transfers]

struct TransfersAtOnce : Transfers {
  static void transfer(Account& from, Account& to) {
    const std::scoped_lock both(from.mutex, to.mutex);
    from.balance -= 10;
    to.balance += 10;
  }

  void there() { transfer(alice, bob); }
  void back() { transfer(bob, alice); }
};

const tenter::Registered at_once{tenter::scenario<TransfersAtOnce>("bank/transfers/at-once")
                                     .summary("two transfers in opposite directions, both locks at once")
                                     .reason("std::scoped_lock gives back what it has rather than wait for the rest.")
                                     .actor("there", &TransfersAtOnce::there)
                                     .actor("back", &TransfersAtOnce::back)
                                     .observes(&TransfersAtOnce::total)
                                     .acceptable({200}, "no money is made or lost")};

// [letter]
struct Letterbox {
  std::mutex mutex;
  std::condition_variable filled;
  int letters = 0;

  void post() {
    const std::scoped_lock lock(mutex);
    ++letters;
    filled.notify_one();
  }
  void fetch() {
    std::unique_lock lock(mutex);
    filled.wait(lock);  // whether there are letters or not
    --letters;
  }
};

const tenter::Registered waits_blindly{
    tenter::scenario<Letterbox>("bank/letterbox/waits-blindly")
        .summary("waits to be notified, whatever has come before")
        .reason("A notification reaches those that wait. It is not kept for those that come later.")
        .actor("postman", &Letterbox::post)
        .actor("clerk", &Letterbox::fetch)
        .observes(&Letterbox::letters)
        .acceptable({0}, "the letter was fetched")
        .breaks(tenter::Anomaly::lost_wakeup)};
// [/letter]
