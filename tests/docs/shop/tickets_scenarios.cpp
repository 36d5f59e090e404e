// [predicates]
#include <tenter/scenario.h>

#include <algorithm>
#include <array>

struct Tickets {
  std::atomic<int> next{1};
  std::array<int, 3> drawn{};

  void draws(std::size_t customer) { drawn[customer] = next.fetch_add(1, std::memory_order_relaxed); }

  void sort() { std::sort(drawn.begin(), drawn.end()); }
  bool all_different() const { return std::adjacent_find(drawn.begin(), drawn.end()) == drawn.end(); }
};

const tenter::Registered every_order{
    tenter::scenario<Tickets>("shop/tickets/every-order")
        .summary("three customers draw a ticket each")
        .reason("fetch_add reads and writes in one step: no number is given twice, none is left out.")
        .copies(3, &Tickets::draws)
        .observes(&Tickets::drawn)
        .acceptable(
            [](const auto& drawn) {
              return std::is_permutation(drawn.begin(), drawn.end(), std::array{1, 2, 3}.begin());
            },
            "one ticket each, whoever came first")
        .otherwise(tenter::Grade::forbidden, "a number was drawn twice, or left out", tenter::Anomaly::duplicate)};
// [/predicates]

// [observer]
const tenter::Registered all_different{
    tenter::scenario<Tickets>("shop/tickets/all-different")
        .summary("three customers draw a ticket each")
        .reason("fetch_add reads and writes in one step.")
        .copies(3, &Tickets::draws)
        .observer(&Tickets::sort)
        .observer([](Tickets& tickets) { tenter::check(tickets.all_different(), "a number was drawn twice"); })};
// [/observer]
