#include "oracle/monitors/queue_monitor.h"

#include <algorithm>

namespace tenter::oracle {
namespace {

constexpr std::uint32_t kNone = ~std::uint32_t{0};

// A value's way through the queue.
struct Item {
  std::uint32_t put = kNone;
  std::uint32_t take = kNone;
};

class QueueMonitor {
 public:
  QueueMonitor(std::span<const QueueOperation> operations, std::span<const Interval> times)
      : operations_(operations), times_(times) {}

  Judgement judge() {
    if (!collect()) return {};
    for (const auto look : {&QueueMonitor::unfounded, &QueueMonitor::out_of_order, &QueueMonitor::not_empty}) {
      if (auto found = (this->*look)()) return {Answer::no, std::move(found)};
    }
    return {Answer::yes, std::nullopt};
  }

 private:
  using Found = std::optional<Contradiction>;

  // A time without a gap in which something is certainly there, and what it consists of.
  struct Stretch {
    std::uint64_t from;
    std::uint64_t to;
    std::vector<Item> items;
  };

  bool collect();
  std::vector<Stretch> certain_stretches() const;
  Found unfounded() const;
  Found out_of_order() const;
  Found not_empty() const;

  std::uint64_t invoked(std::uint32_t operation) const { return times_[operation].invoked; }
  std::uint64_t responded(std::uint32_t operation) const { return times_[operation].responded; }
  // What was never taken is taken after the end.
  std::uint64_t taken_from(const Item& item) const { return item.take == kNone ? kPending : invoked(item.take); }

  std::span<const QueueOperation> operations_;
  std::span<const Interval> times_;
  std::vector<Item> items_;  // by value
  std::vector<std::uint32_t> in_vain_;
  Found twice_;
};

// False where the values do not tell which put belongs to which take.
bool QueueMonitor::collect() {
  for (std::uint32_t i = 0; i < operations_.size(); ++i) {
    const QueueOperation& operation = operations_[i];
    if (!operation.put && responded(i) == kPending) return false;
    if (operation.value == 0) {
      in_vain_.push_back(i);
      continue;
    }
    const auto value = static_cast<std::size_t>(operation.value);
    if (items_.size() <= value) items_.resize(std::max(value + 1, 2 * items_.size()));
    std::uint32_t& place = operation.put ? items_[value].put : items_[value].take;
    if (place != kNone && operation.put) return false;
    if (place != kNone && !twice_)
      twice_ = {{place, i}, "{0} and {1} have taken the same value, which was put in once"};
    place = i;
  }
  return true;
}

QueueMonitor::Found QueueMonitor::unfounded() const {
  for (const Item& item : items_) {
    if (item.take == kNone) continue;
    if (item.put == kNone) return {{{item.take}, "nobody has put in what {0} has taken"}};
    if (responded(item.take) < invoked(item.put)) {
      return {{{item.put, item.take}, "{1} returned before {0} was invoked"}};
    }
  }
  return twice_;
}

// In the order in which they were put in: of all that certainly were before, the one that was taken last.
QueueMonitor::Found QueueMonitor::out_of_order() const {
  std::vector<Item> by_start;
  for (const Item& item : items_) {
    if (item.put != kNone) by_start.push_back(item);
  }
  std::vector<Item> by_end = by_start;
  std::sort(by_start.begin(), by_start.end(),
            [&](const Item& a, const Item& b) { return invoked(a.put) < invoked(b.put); });
  std::sort(by_end.begin(), by_end.end(),
            [&](const Item& a, const Item& b) { return responded(a.put) < responded(b.put); });
  Item last;
  auto ended = by_end.begin();
  for (const Item& item : by_start) {
    for (; ended != by_end.end() && responded(ended->put) < invoked(item.put); ++ended) {
      if (last.put == kNone || taken_from(*ended) > taken_from(last)) last = *ended;
    }
    if (last.put == kNone || item.take == kNone || responded(item.take) >= taken_from(last)) continue;
    if (last.take == kNone) {
      return {
          {{last.put, item.put, item.take}, "{0} came before {1}, but {2} took the latter, and nobody the former"}};
    }
    return {{{last.put, item.put, item.take, last.take}, "{0} came before {1}, but {2} came before {3}"}};
  }
  return std::nullopt;
}

// Something is certainly there from the response of its put to the invocation of its take. Where such times, one
// after the other, cover all of a take, it cannot have found nothing.
QueueMonitor::Found QueueMonitor::not_empty() const {
  const std::vector<Stretch> stretches = certain_stretches();
  for (const std::uint32_t take : in_vain_) {
    auto after = std::lower_bound(stretches.begin(), stretches.end(), invoked(take),
                                  [](const Stretch& stretch, std::uint64_t time) { return stretch.from < time; });
    if (after == stretches.begin() || (--after)->to <= responded(take)) continue;
    Contradiction found{{take}, "{0} found nothing, but all the time something was certainly there"};
    for (const Item& item : after->items) {
      if (responded(item.put) >= responded(take) || taken_from(item) <= invoked(take)) continue;
      found.operations.push_back(item.put);
      if (item.take != kNone) found.operations.push_back(item.take);
    }
    return found;
  }
  return std::nullopt;
}

std::vector<QueueMonitor::Stretch> QueueMonitor::certain_stretches() const {
  std::vector<Item> certain;
  for (const Item& item : items_) {
    if (item.put != kNone && responded(item.put) < taken_from(item)) certain.push_back(item);
  }
  std::sort(certain.begin(), certain.end(),
            [&](const Item& a, const Item& b) { return responded(a.put) < responded(b.put); });
  std::vector<Stretch> stretches;
  for (const Item& item : certain) {
    if (stretches.empty() || responded(item.put) >= stretches.back().to) {
      stretches.push_back({responded(item.put), 0, {}});
    }
    Stretch& stretch = stretches.back();
    if (taken_from(item) <= stretch.to) continue;  // others cover it
    stretch.to = taken_from(item);
    stretch.items.push_back(item);
  }
  return stretches;
}

}  // namespace

Judgement judge_queue(std::span<const QueueOperation> operations, std::span<const Interval> times) {
  return QueueMonitor(operations, times).judge();
}

}  // namespace tenter::oracle
