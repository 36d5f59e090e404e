// [shows]
#include <tenter/scenario.h>

struct Doors {
  std::atomic<bool> left_busy{false}, right_busy{false};
  bool left_entered = false, right_entered = false;

  void left() {
    left_busy.store(true, std::memory_order_release);
    left_entered = !right_busy.load(std::memory_order_acquire);
  }
  void right() {
    right_busy.store(true, std::memory_order_release);
    right_entered = !left_busy.load(std::memory_order_acquire);
  }
};

const tenter::Registered release_acquire{
    tenter::scenario<Doors>("shop/doors/release-acquire")
        .summary("each raises a flag, then enters if the other's is down")
        .reason("A load may overtake an earlier store to another variable, unless all are seq_cst.")
        .actor("left", &Doors::left)
        .actor("right", &Doors::right)
        .observes(&Doors::left_entered, &Doors::right_entered)
        .acceptable({true, false}, "left was first")
        .acceptable({false, true}, "right was first")
        .acceptable({false, false}, "both saw the other's flag and stayed out")
        .interesting({true, true}, "both entered: neither flag was out when the other looked")
        .shows({true, true})};
// [/shows]
