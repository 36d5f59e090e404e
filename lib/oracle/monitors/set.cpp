#include "oracle/monitors/set.h"

#include <algorithm>
#include <array>
#include <queue>
#include <utility>

#include "oracle/models/set.h"

namespace tenter::oracle {
namespace {

struct Event {
  std::uint64_t time;
  std::uint32_t operation;
  bool returns;
};

// Calls come first among what has the same time.
std::vector<Event> events_of(const Part& part) {
  std::vector<Event> events;
  events.reserve(2 * part.intervals.size());
  for (std::uint32_t i = 0; i < part.intervals.size(); ++i) {
    events.push_back({part.intervals[i].invoked, i, false});
    if (part.intervals[i].responded != kPending) events.push_back({part.intervals[i].responded, i, true});
  }
  std::sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
    return std::pair(a.time, a.returns) < std::pair(b.time, b.returns);
  });
  return events;
}

// Sweeps one element's history.
class Sweep {
 public:
  explicit Sweep(const Part& part) : part_(part), placed_(part.operations.size()) {}

  MonitorVerdict verdict() {
    for (const Event& event : events_of(part_)) {
      if (!event.returns) {
        call(event.operation);
      } else if (!placed_[event.operation] && !place(event.operation)) {
        return refuted(event.operation);
      }
    }
    verdict_.answer = Answer::yes;
    return std::move(verdict_);
  }

 private:
  // The open operation that returns first.
  struct Later {
    bool operator()(const std::pair<std::uint64_t, std::uint32_t>& a,
                    const std::pair<std::uint64_t, std::uint32_t>& b) const {
      return a.first > b.first;
    }
  };
  using Changers = std::priority_queue<std::pair<std::uint64_t, std::uint32_t>,
                                       std::vector<std::pair<std::uint64_t, std::uint32_t>>, Later>;

  bool changes(std::uint32_t i) const {
    const ModelOperation& operation = part_.operations[i];
    return operation.code != SetModel::kContains && (operation.pending || operation.result == kTrue);
  }
  // Whether it has seen the element there, or will have put it there: an addition either way, or a removal neither
  // way, and contains() as it says.
  bool there(std::uint32_t i) const {
    const ModelOperation& operation = part_.operations[i];
    return operation.code == SetModel::kContains ? operation.result == kTrue : operation.code == SetModel::kAdd;
  }

  void call(std::uint32_t i) {
    if (changes(i)) {
      changers_[there(i)].emplace(part_.intervals[i].responded, i);
    } else if (part_.operations[i].pending || there(i) == there_) {
      placed_[i] = true;
    } else {
      lookers_[there(i)].push_back(i);
    }
  }

  // By its return.
  bool place(std::uint32_t i) {
    if (changes(i) && there_ == there(i) && !change()) return false;
    return change();
  }

  bool change() {
    Changers& changers = changers_[!there_];
    if (changers.empty()) return false;
    placed_[changers.top().second] = true;
    last_ = changers.top().second;
    changers.pop();
    there_ = !there_;
    for (const std::uint32_t looker : lookers_[there_]) placed_[looker] = true;
    lookers_[there_].clear();
    return true;
  }

  MonitorVerdict refuted(std::uint32_t i) {
    verdict_.answer = Answer::no;
    verdict_.why = there_ ? "the element had been added, and nobody can have removed it before this returned"
                          : "the element was not there, and nobody can have added it before this returned";
    if (last_ != kNobody) verdict_.conflict.push_back(last_);
    verdict_.conflict.push_back(i);
    return std::move(verdict_);
  }

  static constexpr std::uint32_t kNobody = ~std::uint32_t{0};

  const Part& part_;
  MonitorVerdict verdict_;
  std::vector<bool> placed_;
  bool there_ = false;
  std::array<Changers, 2> changers_;                   // open, by what they change it to
  std::array<std::vector<std::uint32_t>, 2> lookers_;  // open, by what they have seen
  std::uint32_t last_ = kNobody;                       // who changed it last
};

bool says_nothing(const ModelOperation& operation) {
  return !operation.pending && operation.result != kTrue && operation.result != kFalse;
}

}  // namespace

MonitorVerdict monitor_set(const Values&, const Part& part, ValueNumbers&) {
  if (std::any_of(part.operations.begin(), part.operations.end(), says_nothing)) {
    MonitorVerdict verdict;
    verdict.why = "there is an addition or a removal of which nobody knows whether it changed anything";
    return verdict;
  }
  return Sweep(part).verdict();
}

}  // namespace tenter::oracle
