#include "oracle/monitors/register.h"

#include <algorithm>

#include "oracle/models/register.h"

namespace tenter::oracle {
namespace {

constexpr std::uint32_t kNone = ValueNumbers::kNone;

// One value: the operations that return first and are called last among those that write and read it.
struct Cluster {
  std::uint32_t writer = kNone;
  std::uint32_t first_read = kNone;  // the one that returned first
  std::uint64_t first_return = kPending;
  std::uint64_t last_call = 0;
  std::uint32_t returns_first = kNone;
  std::uint32_t called_last = kNone;
  bool initial = false;

  void include(const Part& part, std::uint32_t i) {
    const Interval& interval = part.intervals[i];
    if (returns_first == kNone || interval.responded < first_return) {
      first_return = interval.responded;
      returns_first = i;
    }
    if (called_last == kNone || interval.invoked > last_call) {
      last_call = interval.invoked;
      called_last = i;
    }
  }
  bool read() const { return first_read != kNone; }
  bool forward() const { return initial ? read() : first_return < last_call; }
};

class RegisterMonitor {
 public:
  RegisterMonitor(const Part& part, ValueNumbers& numbers) : part_(part), numbers_(numbers) {}

  MonitorVerdict verdict() {
    MonitorVerdict result;
    cluster(kNil).initial = true;
    if (!read_writes(result.why)) return result;
    if (read_reads(result) && zones_fit(result)) result.answer = Answer::yes;
    return result;
  }

 private:
  Cluster& cluster(Value value) {
    const std::uint32_t number = numbers_.number_of(value);
    if (number == clusters_.size()) clusters_.emplace_back();
    return clusters_[number];
  }

  bool read_writes(std::string& why) {
    for (std::uint32_t i = 0; i < part_.operations.size(); ++i) {
      const ModelOperation& operation = part_.operations[i];
      if (operation.code == RegisterModel::kRead) continue;
      if (operation.code == RegisterModel::kCas) {
        why = "there are compare-and-sets";
        return false;
      }
      Cluster& written = cluster(operation.argument);
      if (written.writer != kNone || written.initial) {
        why = "a value was written twice";
        return false;
      }
      written.writer = i;
      written.include(part_, i);
    }
    return true;
  }

  bool refute(MonitorVerdict& result, std::string why, std::vector<std::uint32_t> conflict) const {
    result.answer = Answer::no;
    result.why = std::move(why);
    result.conflict = std::move(conflict);
    return false;
  }

  bool read_reads(MonitorVerdict& result) {
    for (std::uint32_t i = 0; i < part_.operations.size(); ++i) {
      const ModelOperation& operation = part_.operations[i];
      if (operation.code != RegisterModel::kRead || operation.pending) continue;
      Cluster& seen = cluster(operation.result);
      if (!seen.initial && seen.writer == kNone)
        return refute(result, "a value was read that was never written", {i});
      if (!seen.initial && part_.intervals[i].responded < part_.intervals[seen.writer].invoked) {
        return refute(result, "a value was read before it was written", {i, seen.writer});
      }
      if (!seen.read() || part_.intervals[i].responded < part_.intervals[seen.first_read].responded)
        seen.first_read = i;
      seen.include(part_, i);
    }
    return true;
  }

  // A pending write that nobody saw is left out. The first value was there before everything.
  bool zones_fit(MonitorVerdict& result) const {
    std::vector<const Cluster*> forward;
    std::vector<const Cluster*> backward;
    for (const Cluster& one : clusters_) {
      const bool unseen = one.initial || part_.operations[one.writer].pending;
      if (unseen && !one.read()) continue;
      (one.forward() ? forward : backward).push_back(&one);
    }
    const auto begin = [](const Cluster* zone) { return zone->initial ? 0 : zone->first_return; };
    std::sort(forward.begin(), forward.end(), [&](const Cluster* a, const Cluster* b) {
      return begin(a) != begin(b) ? begin(a) < begin(b) : a->initial && !b->initial;
    });
    for (std::size_t i = 1; i < forward.size(); ++i) {
      if (begin(forward[i]) < forward[i - 1]->last_call) {
        return refute(result, "both values must have been there at the same time",
                      ends(*forward[i - 1], *forward[i]));
      }
    }
    for (const Cluster* inner : backward) {
      // The last forward zone that begins before the backward one: the others end before this one begins.
      auto outer = std::partition_point(forward.begin(), forward.end(), [&](const Cluster* zone) {
        return begin(zone) < inner->last_call || zone->initial;
      });
      if (outer == forward.begin()) continue;
      --outer;
      if (inner->first_return < (*outer)->last_call) {
        return refute(result, "a value was there while another must have been", ends(**outer, *inner));
      }
    }
    return true;
  }

  static std::vector<std::uint32_t> ends(const Cluster& one, const Cluster& other) {
    std::vector<std::uint32_t> operations;
    for (const std::uint32_t i :
         {one.writer, one.returns_first, one.called_last, other.writer, other.returns_first, other.called_last}) {
      if (i != kNone && std::find(operations.begin(), operations.end(), i) == operations.end())
        operations.push_back(i);
    }
    return operations;
  }

  const Part& part_;
  ValueNumbers& numbers_;
  std::vector<Cluster> clusters_;
};

}  // namespace

MonitorVerdict monitor_register(const Values&, const Part& part, ValueNumbers& numbers) {
  numbers.clear();
  return RegisterMonitor(part, numbers).verdict();
}

}  // namespace tenter::oracle
