// [state]
#include <tenter/scenario.h>

#include <array>

#include "stock.h"

struct LastOne {
  shop::Stock stock{1};
  std::array<bool, 2> got_it{};

  void looks_then_takes(std::size_t buyer) {
    if (stock.count() == 0) return;
    stock.take();
    got_it[buyer] = true;
  }

  int sold() const { return got_it[0] + got_it[1]; }
};
// [/state]

// [scenario]
const tenter::Registered looks_then_takes{
    tenter::scenario<LastOne>("shop/last-one/looks-then-takes")
        .summary("two buyers, one thing left, a look and then a sale")
        .reason("Both calls are safe, but between them the other buyer may come: what was seen is no longer true.")
        .copies(2, &LastOne::looks_then_takes)
        .observes(&LastOne::sold, [](LastOne& shop) { return shop.stock.count(); })
        .acceptable({1, 0}, "one buyer got it")
        .forbidden({2, -1}, "it was sold twice", tenter::Anomaly::duplicate)
        .breaks(tenter::Anomaly::duplicate)};
// [/scenario]

// [twin]
struct LastOneAtOnce : LastOne {
  void takes_if_any(std::size_t buyer) { got_it[buyer] = stock.take_if_any(); }
};

const tenter::Registered takes_if_any{
    tenter::scenario<LastOneAtOnce>("shop/last-one/takes-if-any")
        .summary("two buyers, one thing left, look and sale in one call")
        .reason("The look and the sale are under one lock, so that nobody can come between.")
        .copies(2, &LastOneAtOnce::takes_if_any)
        .observes(&LastOneAtOnce::sold, [](LastOneAtOnce& shop) { return shop.stock.count(); })
        .acceptable({1, 0}, "one buyer got it")
        .forbidden({2, -1}, "it was sold twice", tenter::Anomaly::duplicate)
        .forbidden({0, 0}, "it left the shop, but nobody has it", tenter::Anomaly::missing)};
// [/twin]
