// Dining philosophers.
#include <tenter/scenario.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <mutex>

namespace philosophers {
namespace {

using enum tenter::Anomaly;

template <std::size_t N>
struct Table {
  std::array<std::mutex, N> forks;
  std::array<int, N> meals{};

  int eaten() const {
    int sum = 0;
    for (const int meal : meals) sum += meal;
    return sum;
  }

  void left_first(std::size_t self) {
    const std::lock_guard left(forks[self]);
    const std::lock_guard right(forks[(self + 1) % N]);
    ++meals[self];
  }
  void lower_first(std::size_t self) {
    const std::size_t other = (self + 1) % N;
    const std::lock_guard one(forks[std::min(self, other)]);
    const std::lock_guard two(forks[std::max(self, other)]);
    ++meals[self];
  }
  void both_at_once(std::size_t self) {
    const std::scoped_lock both(forks[self], forks[(self + 1) % N]);
    ++meals[self];
  }
  // Puts the first fork back when the second is not there, and goes hungry.
  void polite(std::size_t self) {
    const std::lock_guard left(forks[self]);
    const std::unique_lock right(forks[(self + 1) % N], std::try_to_lock);
    if (right) ++meals[self];
  }

  template <class Eat>
  static auto named(std::string_view name, Eat eat) {
    return tenter::scenario<Table>(name).copies(N, eat).observes(&Table::eaten).acceptable({int{N}}, "all ate");
  }
};

const tenter::Registered registered[] = {
    tenter::Registered{Table<2>::named("philosophers/2/lower-first", &Table<2>::lower_first)},
    tenter::Registered{Table<3>::named("philosophers/3/lower-first", &Table<3>::lower_first)},
    tenter::Registered{Table<2>::named("philosophers/2/both-at-once", &Table<2>::both_at_once)},
    tenter::Registered{Table<2>::named("philosophers/2/left-first", &Table<2>::left_first).breaks(deadlock)},
    tenter::Registered{Table<3>::named("philosophers/3/left-first", &Table<3>::left_first).breaks(deadlock)},
    tenter::Registered{Table<2>::named("philosophers/2/polite", &Table<2>::polite)
                           .forbidden({1}, "one found its second fork taken", missing)
                           .forbidden({0}, "neither found the second fork", missing)
                           .breaks(missing)},
};

}  // namespace
}  // namespace philosophers
