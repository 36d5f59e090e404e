// The work-stealing deque of D. Chase and Y. Lev, "Dynamic circular work-stealing deque", SPAA 2005, with the memory
// orders of N. M. Le, A. Pop, A. Cohen and F. Zappa Nardelli, "Correct and efficient work-stealing for weak memory
// models", PPoPP 2013, but for its fences: these are sequentially consistent accesses here. It has a fixed size.
#include <tenter/tenter.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <deque>
#include <optional>

namespace objects::chase_lev_deque {
namespace {

using enum tenter::Anomaly;

template <bool kExchangesForTheLast>
class ChaseLevDeque {
 public:
  void push(int item) {
    const long bottom = bottom_.load(std::memory_order_relaxed);
    at(bottom).store(item, std::memory_order_relaxed);
    bottom_.store(bottom + 1, std::memory_order_release);
  }

  // Of the owner: the item that came last.
  std::optional<int> take() {
    const long bottom = bottom_.load(std::memory_order_relaxed) - 1;
    bottom_.store(bottom);
    long top = top_.load();
    if (top > bottom) {
      bottom_.store(bottom + 1, std::memory_order_relaxed);
      return std::nullopt;
    }
    const int item = at(bottom).load(std::memory_order_relaxed);
    if (top < bottom) return item;
    const bool mine = wins(top);
    bottom_.store(bottom + 1, std::memory_order_relaxed);
    return mine ? std::optional(item) : std::nullopt;
  }

  // Of anybody: the item that came first. Tries again when another thief was first.
  std::optional<int> steal() {
    for (;;) {
      long top = top_.load();
      if (top >= bottom_.load()) return std::nullopt;
      const int item = at(top).load(std::memory_order_relaxed);
      if (top_.compare_exchange_strong(top, top + 1)) return item;
    }
  }

 private:
  // Of the last item, which a thief may want, too.
  bool wins(long top) {
    if (kExchangesForTheLast) return top_.compare_exchange_strong(top, top + 1);
    top_.store(top + 1);
    return true;
  }

  std::atomic<int>& at(long index) { return items_[static_cast<std::size_t>(index) % items_.size()]; }

  std::array<std::atomic<int>, 32> items_{};
  std::atomic<long> top_{0};
  std::atomic<long> bottom_{0};
};

struct DequeSpec {
  std::deque<int> items;

  void push(int item) { items.push_back(item); }
  std::optional<int> take() {
    if (items.empty()) return std::nullopt;
    const int last = items.back();
    items.pop_back();
    return last;
  }
  std::optional<int> steal() {
    if (items.empty()) return std::nullopt;
    const int first = items.front();
    items.pop_front();
    return first;
  }

  friend bool operator==(const DequeSpec&, const DequeSpec&) = default;
};

template <class Deque>
auto deque(std::string_view name) {
  return tenter::object<Deque, DequeSpec>(name)
      .operation("push", &Deque::push, &DequeSpec::push, tenter::range(1, 2))
      .by_one_thread("owner")
      .operation("take", &Deque::take, &DequeSpec::take)
      .by_one_thread("owner")
      .operation("steal", &Deque::steal, &DequeSpec::steal);
}

const tenter::Registered right{deque<ChaseLevDeque<true>>("objects/chase-lev-deque/right")
                                   .summary("its owner works at one end, thieves at the other")
                                   .reason("Only the last item is wanted by both, and an exchange decides who has "
                                           "it.")};
const tenter::Registered takes_the_last{deque<ChaseLevDeque<false>>("objects/chase-lev-deque/takes-the-last")
                                            .summary("the owner takes the last item without an exchange")
                                            .reason("A thief may have read it and win its exchange before.")
                                            .breaks(not_linearizable)};

}  // namespace
}  // namespace objects::chase_lev_deque
