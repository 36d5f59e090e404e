#include "oracle/monitors/stack.h"

#include <algorithm>
#include <bit>
#include <limits>

#include "oracle/monitors/gaps.h"

namespace tenter::oracle {
namespace {

// How many values must be there in each gap; fewer and fewer. A tree of the least count below each node.
class Covered {
 public:
  explicit Covered(std::uint32_t gaps) : size_(std::bit_ceil(gaps)), least_(2 * size_), added_(2 * size_) {
    for (std::uint32_t gap = gaps; gap < size_; ++gap) least_[size_ + gap] = kTaken;
  }

  // Before anything is taken: counts as they are at first, by what changes from each gap to the next.
  void start(const std::vector<std::int32_t>& changes) {
    std::int32_t count = 0;
    for (std::uint32_t gap = 0; gap < changes.size(); ++gap) least_[size_ + gap] = count += changes[gap];
    for (std::uint32_t node = size_ - 1; node > 0; --node) update(node);
  }

  void lower(std::uint32_t first, std::uint32_t last) { lower(1, 0, size_ - 1, first, last); }

  // A gap in which nothing must be there, each once; false when there is none.
  bool take_free(std::uint32_t& gap) {
    if (least_[1] != 0) return false;
    std::uint32_t node = 1;
    for (std::int32_t sought = 0; node < size_;) {
      sought -= added_[node];
      node = 2 * node + (least_[2 * node] == sought ? 0 : 1);
    }
    gap = node - size_;
    least_[node] = kTaken;
    while ((node /= 2) > 0) update(node);
    return true;
  }

 private:
  static constexpr std::int32_t kTaken = std::numeric_limits<std::int32_t>::max() / 2;

  void update(std::uint32_t node) { least_[node] = added_[node] + std::min(least_[2 * node], least_[2 * node + 1]); }

  void lower(std::uint32_t node, std::uint32_t begin, std::uint32_t end, std::uint32_t first, std::uint32_t last) {
    if (first <= begin && end <= last) {
      --least_[node];
      --added_[node];
      return;
    }
    const std::uint32_t middle = begin + (end - begin) / 2;
    if (first <= middle) lower(2 * node, begin, middle, first, last);
    if (last > middle) lower(2 * node + 1, middle + 1, end, first, last);
    update(node);
  }

  std::uint32_t size_;
  std::vector<std::int32_t> least_;
  std::vector<std::int32_t> added_;  // to all below a node, beside what the nodes there say
};

// Operations that wait for a free gap while they are called. A tree of the latest end, in the order of the
// beginnings.
class Waiting {
 public:
  struct Range {
    std::uint32_t first;
    std::uint32_t last;
    std::uint32_t value;
  };

  explicit Waiting(std::vector<Range> ranges)
      : ranges_(std::move(ranges)),
        size_(std::bit_ceil(std::max<std::size_t>(ranges_.size(), 1))),
        latest_(2 * size_) {
    std::sort(ranges_.begin(), ranges_.end(), [](const Range& a, const Range& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < ranges_.size(); ++i) latest_[size_ + i] = ranges_[i].last + 1;
    for (std::size_t node = size_ - 1; node > 0; --node)
      latest_[node] = std::max(latest_[2 * node], latest_[2 * node + 1]);
  }

  // The value of a range that contains the gap, each once; false when there is none.
  bool take(std::uint32_t gap, std::uint32_t& value) {
    std::size_t node = 1;
    if (latest_[node] <= gap) return false;
    while (node < size_) node = 2 * node + (latest_[2 * node] > gap ? 0 : 1);
    // The first that ends late enough; if it begins too late, so do those behind it.
    const Range& range = ranges_[node - size_];
    if (range.first > gap) return false;
    value = range.value;
    latest_[node] = 0;
    while ((node /= 2) > 0) latest_[node] = std::max(latest_[2 * node], latest_[2 * node + 1]);
    return true;
  }

 private:
  std::vector<Range> ranges_;
  std::size_t size_;
  std::vector<std::uint32_t> latest_;  // one more than it; 0 for what is taken
};

class Peeling {
 public:
  explicit Peeling(const Passages& read)
      : read_(read), gaps_(read.passages), covered_(gaps_.count()), waiting_(ranges()), waits_for_(waits()) {
    std::vector<std::int32_t> changes(gaps_.count() + 1);
    for (const GapPassage& passage : gaps_.passages()) {
      if (!passage.stays()) continue;
      ++changes[passage.in_return + 1];
      --changes[passage.out_call + 1];
    }
    changes.pop_back();
    covered_.start(changes);
  }

  // The values that can never be at the bottom.
  std::vector<std::uint32_t> left() {
    std::uint32_t gap = 0;
    std::uint32_t value = 0;
    while (covered_.take_free(gap)) {
      while (waiting_.take(gap, value)) {
        if (--waits_for_[value] == 0) peel(gaps_.passages()[value]);
      }
    }
    std::vector<std::uint32_t> left;
    for (std::uint32_t i = 0; i < waits_for_.size(); ++i) {
      if (waits_for_[i] > 0) left.push_back(i);
    }
    return left;
  }

 private:
  void peel(const GapPassage& passage) { covered_.lower(passage.in_return + 1, passage.out_call); }

  bool taken(std::size_t i) const { return read_.passages[i].takes != Passage::kNobody; }

  // What does not certainly stay is in nobody's way.
  std::vector<Waiting::Range> ranges() const {
    std::vector<Waiting::Range> ranges;
    for (std::uint32_t i = 0; i < gaps_.passages().size(); ++i) {
      const GapPassage& passage = gaps_.passages()[i];
      if (!passage.stays()) continue;
      ranges.push_back({passage.in_call + 1, passage.in_return, i});
      if (taken(i)) ranges.push_back({passage.out_call + 1, passage.out_return, i});
    }
    return ranges;
  }

  std::vector<std::uint8_t> waits() const {
    std::vector<std::uint8_t> waits(gaps_.passages().size());
    for (std::size_t i = 0; i < waits.size(); ++i) {
      if (gaps_.passages()[i].stays()) waits[i] = taken(i) ? 2 : 1;
    }
    return waits;
  }

  const Passages& read_;
  Gaps gaps_;
  Covered covered_;
  Waiting waiting_;
  std::vector<std::uint8_t> waits_for_;  // of each value: so many of its operations wait
};

bool can_be_peeled(const Passages& read, MonitorVerdict& verdict) {
  constexpr std::size_t kTold = 8;
  std::vector<std::uint32_t> conflict;
  const std::vector<std::uint32_t> left = Peeling(read).left();
  if (left.empty()) return true;
  if (left.size() > kTold) return refute(verdict, "of many values none can be at the bottom of the stack", {});
  for (const std::uint32_t i : left) {
    conflict.push_back(read.passages[i].puts);
    conflict.push_back(read.passages[i].takes);
  }
  return refute(verdict, "none of these values can be at the bottom of the stack", conflict);
}

}  // namespace

MonitorVerdict monitor_stack(const Values&, const Part& part, ValueNumbers& numbers) {
  return monitor_passages(part, numbers, can_be_peeled);
}

}  // namespace tenter::oracle
