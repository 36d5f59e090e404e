#include "oracle/linearizability.h"

#include <bit>
#include <numeric>

namespace tenter::oracle::detail {
namespace {

struct Event {
  std::uint64_t time;
  bool is_response;  // at the same time, invocations come first: such operations overlap
  std::uint32_t rank;

  friend auto operator<=>(const Event&, const Event&) = default;
};

std::vector<std::uint32_t> by_invocation(std::span<const Interval> operations) {
  std::vector<std::uint32_t> order(operations.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return operations[a].invoked < operations[b].invoked; });
  return order;
}

void set(std::vector<std::uint64_t>& bits, std::uint32_t number, bool to) {
  const std::uint64_t bit = std::uint64_t{1} << number % 64U;
  std::uint64_t& word = bits[number / 64U];
  word = to ? word | bit : word & ~bit;
}

bool has(const std::vector<std::uint64_t>& bits, std::uint32_t number) {
  return (bits[number / 64U] >> number % 64U & 1U) != 0;
}

}  // namespace

Unplaced::Unplaced(std::span<const Interval> operations) : operations_(by_invocation(operations)) {
  std::vector<Event> events;
  std::uint32_t returned = 0;
  std::uint32_t pending = 0;
  for (std::uint32_t rank = 0; rank < operations_.size(); ++rank) {
    const Interval& interval = operations[operations_[rank]];
    events.push_back({interval.invoked, false, rank});
    if (interval.responded != kPending) events.push_back({interval.responded, true, rank});
    number_.push_back(interval.responded != kPending ? returned++ : pending++);
  }
  std::sort(events.begin(), events.end());
  placed_.resize(returned / kBits + 1);
  pending_.resize((pending + kBits - 1) / kBits);
  first_missing_.push_back(0);
  returned_ = responses_left_ = returned;

  const std::size_t nodes = events.size() + 1;
  next_.resize(nodes);
  previous_.resize(nodes);
  rank_.resize(nodes);
  is_response_.resize(nodes);
  response_of_.assign(operations_.size(), kHead);
  for (Node node = 0; node < nodes; ++node) {
    next_[node] = static_cast<Node>((node + 1) % nodes);
    previous_[next_[node]] = node;
    if (node == kHead) continue;
    const Event& event = events[node - 1];
    rank_[node] = event.rank;
    is_response_[node] = event.is_response;
    if (event.is_response) response_of_[event.rank] = node;
  }
}

void Unplaced::place(Node node) {
  const std::uint32_t rank = rank_[node];
  remove(node);
  std::uint32_t missing = first_missing_.back();
  if (returns(rank)) {
    remove(response_of_[rank]);
    --responses_left_;
    set(placed_, number_[rank], true);
    while (has(placed_, missing)) ++missing;  // the bit after the last is never set
  } else {
    set(pending_, number_[rank], true);
  }
  first_missing_.push_back(missing);
}

void Unplaced::take_back(Node node) {
  const std::uint32_t rank = rank_[node];
  first_missing_.pop_back();
  if (returns(rank)) {
    put_back(response_of_[rank]);
    ++responses_left_;
    set(placed_, number_[rank], false);
  } else {
    set(pending_, number_[rank], false);
  }
  put_back(node);
}

void Unplaced::describe(std::vector<std::uint64_t>& words) const {
  const std::uint32_t missing = first_missing_.back();
  words.back() |= std::uint64_t{missing} << 32U;
  words.insert(words.end(), pending_.begin(), pending_.end());
  // All that is placed overlaps with the one that is missing, or is behind it.
  std::size_t left = returned_ - responses_left_ - missing;
  for (std::size_t at = missing / kBits; left != 0; ++at) {
    const std::uint64_t behind = at == missing / kBits ? ~std::uint64_t{0} << missing % kBits : ~std::uint64_t{0};
    words.push_back(placed_[at] & behind);
    left -= static_cast<std::size_t>(std::popcount(words.back()));
  }
}

}  // namespace tenter::oracle::detail
