#include "oracle/monitors/queue.h"

#include <algorithm>

#include "oracle/models/queue.h"

namespace tenter::oracle {
namespace {

constexpr std::uint32_t kNone = ValueNumbers::kNone;

// A value's way through the queue; kPending for what never happened.
struct Passage {
  Interval in;
  Interval out{kPending, kPending};
  std::uint32_t enqueue = kNone;
  std::uint32_t dequeue = kNone;
};

// Times at which the queue was certainly not empty, from some value's having been put in to its being taken out.
struct Stay {
  std::uint64_t begin;
  std::uint64_t end;
};

class QueueMonitor {
 public:
  QueueMonitor(const Part& part, ValueNumbers& numbers) : part_(part), numbers_(numbers) {}

  MonitorVerdict verdict() {
    MonitorVerdict result;
    if (!read_enqueues()) {
      result.why = "a value was put in twice";
      return result;
    }
    if (!read_dequeues(result)) return result;
    if (ordered(result) && empty_when_told(result)) result.answer = Answer::yes;
    if (result.answer == Answer::yes || first_pending_dequeue_ == kPending) return result;
    take_missing();
    MonitorVerdict at_best;
    if (ordered(at_best) && empty_when_told(at_best)) return {Answer::unknown, "it depends on pending dequeues", {}};
    return at_best;
  }

 private:
  bool read_enqueues() {
    for (std::uint32_t i = 0; i < part_.operations.size(); ++i) {
      const ModelOperation& operation = part_.operations[i];
      if (operation.code != QueueModel::kEnqueue) continue;
      const std::uint32_t number = numbers_.number_of(operation.argument);
      if (number != passages_.size()) return false;
      passages_.emplace_back();
      passages_[number].in = part_.intervals[i];
      passages_[number].enqueue = i;
    }
    return true;
  }

  bool read_dequeues(MonitorVerdict& result) {
    for (std::uint32_t i = 0; i < part_.operations.size(); ++i) {
      const ModelOperation& operation = part_.operations[i];
      if (operation.code != QueueModel::kDequeue) continue;
      const Interval& interval = part_.intervals[i];
      if (operation.pending) {
        first_pending_dequeue_ = std::min(first_pending_dequeue_, interval.invoked);
      } else if (operation.result == kNil) {
        empty_.push_back(i);
      } else if (!take(i, numbers_.number_of(operation.result), result)) {
        return false;
      }
    }
    std::erase_if(passages_, [](const Passage& one) { return one.in.responded == kPending && one.dequeue == kNone; });
    std::sort(passages_.begin(), passages_.end(),
              [](const Passage& a, const Passage& b) { return a.in.invoked < b.in.invoked; });
    return true;
  }

  bool take(std::uint32_t dequeue, std::uint32_t number, MonitorVerdict& result) {
    if (number >= passages_.size()) return refute(result, "a value came out that was never put in", {dequeue});
    Passage& passage = passages_[number];
    if (passage.dequeue != kNone) return refute(result, "a value came out twice", {passage.dequeue, dequeue});
    passage.out = part_.intervals[dequeue];
    passage.dequeue = dequeue;
    if (passage.out.responded >= passage.in.invoked) return true;
    return refute(result, "a value came out before it was put in", {dequeue, passage.enqueue});
  }

  void take_missing() {
    for (Passage& passage : passages_) {
      if (passage.dequeue == kNone) passage.out.invoked = first_pending_dequeue_;
    }
  }

  bool refute(MonitorVerdict& result, std::string why, std::vector<std::uint32_t> conflict) const {
    result.answer = Answer::no;
    result.why = std::move(why);
    std::erase(conflict, kNone);
    result.conflict = std::move(conflict);
    return false;
  }

  // In the order of the calls of enqueue: among those that had returned before, the value that came out last.
  bool ordered(MonitorVerdict& result) const {
    std::vector<const Passage*> by_return;
    for (const Passage& passage : passages_) by_return.push_back(&passage);
    std::sort(by_return.begin(), by_return.end(),
              [](const Passage* a, const Passage* b) { return a->in.responded < b->in.responded; });
    const Passage* last_out = nullptr;
    auto returned = by_return.begin();
    for (const Passage& passage : passages_) {
      for (; returned != by_return.end() && (*returned)->in.responded < passage.in.invoked; ++returned) {
        if (last_out == nullptr || (*returned)->out.invoked > last_out->out.invoked) last_out = *returned;
      }
      if (last_out == nullptr || last_out->out.invoked <= passage.out.responded) continue;
      const char* const why = last_out->dequeue == kNone ? "the value put in first is still there"
                                                         : "the value put in first came out last";
      return refute(result, why, {last_out->enqueue, passage.enqueue, passage.dequeue, last_out->dequeue});
    }
    return true;
  }

  bool empty_when_told(MonitorVerdict& result) const {
    const std::vector<Stay> stays = united_stays();
    for (const std::uint32_t i : empty_) {
      const Interval& told = part_.intervals[i];
      const auto next = std::partition_point(stays.begin(), stays.end(),
                                             [&](const Stay& stay) { return stay.begin <= told.invoked; });
      if (next == stays.begin() || std::prev(next)->end < told.responded) continue;
      return refute(result, "the queue was not empty at any time when it was told to be", {i});
    }
    return true;
  }

  std::vector<Stay> united_stays() const {
    std::vector<Stay> stays;
    for (const Passage& passage : passages_) {
      if (passage.in.responded < passage.out.invoked) stays.push_back({passage.in.responded, passage.out.invoked});
    }
    std::sort(stays.begin(), stays.end(), [](const Stay& a, const Stay& b) { return a.begin < b.begin; });
    std::size_t last = 0;
    for (std::size_t i = 1; i < stays.size(); ++i) {
      if (stays[i].begin < stays[last].end) {
        stays[last].end = std::max(stays[last].end, stays[i].end);
      } else {
        stays[++last] = stays[i];
      }
    }
    if (!stays.empty()) stays.resize(last + 1);
    return stays;
  }

  const Part& part_;
  ValueNumbers& numbers_;
  std::vector<Passage> passages_;
  std::vector<std::uint32_t> empty_;
  std::uint64_t first_pending_dequeue_ = kPending;
};

}  // namespace

MonitorVerdict monitor_queue(const Part& part, ValueNumbers& numbers) {
  numbers.clear();
  return QueueMonitor(part, numbers).verdict();
}

}  // namespace tenter::oracle
