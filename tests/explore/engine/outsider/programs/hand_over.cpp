// Handing over a value by atomic wait and notify.
#include <tenter/scenario.h>

#include <atomic>

namespace hand_over {
namespace {

using enum tenter::Anomaly;

template <std::memory_order Store = std::memory_order_release>
struct HandOver {
  std::atomic<int> full{0};
  int value = 0;
  int seen = 0;

  void give() {
    value = 5;
    full.store(1, Store);
    full.notify_one();
  }
  void give_silently() {
    value = 5;
    full.store(1, Store);
  }
  void notify_too_early() {
    value = 5;
    full.notify_one();
    full.store(1, Store);
  }
  void take() {
    full.wait(0, std::memory_order_acquire);
    seen = value;
  }

  template <class Give>
  static auto named(std::string_view name, Give give) {
    return tenter::scenario<HandOver>(name)
        .actor("giver", give)
        .actor("taker", &HandOver::take)
        .observes(&HandOver::seen)
        .acceptable({5}, "what was given");
  }
};

// There and back again.
struct PingPong {
  std::atomic<int> turn{0};
  int value = 0;

  void play(int self) {
    turn.wait(1 - self);
    ++value;
    turn.store(1 - self);
    turn.notify_one();
  }
};

// A turn for each of three; one notification wakes one, perhaps not the one whose turn it is.
struct Turns {
  std::atomic<int> turn{0};

  void play(std::size_t self) {
    const int mine = static_cast<int>(self);
    for (int now = turn.load(); now != mine; now = turn.load()) turn.wait(now);
    turn.store(mine + 1);
    turn.notify_one();
  }
};

const tenter::Registered registered[] = {
    tenter::Registered{HandOver<>::named("hand-over/wait", &HandOver<>::give)},
    tenter::Registered{HandOver<>::named("hand-over/silent", &HandOver<>::give_silently).breaks(deadlock)},
    tenter::Registered{HandOver<>::named("hand-over/too-early", &HandOver<>::notify_too_early).breaks(deadlock)},
    tenter::Registered{
        HandOver<std::memory_order_relaxed>::named("hand-over/relaxed", &HandOver<std::memory_order_relaxed>::give)
            .breaks(data_race)},
    tenter::Registered{tenter::scenario<PingPong>("hand-over/ping-pong")
                           .actor("ping", [](PingPong& game) { game.play(0); })
                           .actor("pong", [](PingPong& game) { game.play(1); })
                           .observes(&PingPong::value)
                           .acceptable({2}, "both played")},
    tenter::Registered{
        tenter::scenario<Turns>("hand-over/turns-notify-one").copies(3, &Turns::play).breaks(deadlock)},
};

}  // namespace
}  // namespace hand_over
