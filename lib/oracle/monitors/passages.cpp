#include "oracle/monitors/passages.h"

#include <algorithm>
#include <utility>

namespace tenter::oracle {
namespace {

// Times at which the object was certainly not empty.
struct Stay {
  std::uint64_t begin;
  std::uint64_t end;
};

std::vector<Stay> united_stays(const std::vector<Passage>& passages) {
  std::vector<Stay> stays;
  for (const Passage& passage : passages) {
    if (passage.stays()) stays.push_back({passage.in.responded, passage.out.invoked});
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

class PassageReader {
 public:
  PassageReader(const Part& part, ValueNumbers& numbers) : part_(part), numbers_(numbers) {}

  // False when a value was put in twice.
  bool read_puts() {
    for (std::uint32_t i = 0; i < part_.operations.size(); ++i) {
      const ModelOperation& operation = part_.operations[i];
      if (operation.code != kPuts) continue;
      if (numbers_.number_of(operation.argument) != read_.passages.size()) return false;
      Passage& passage = read_.passages.emplace_back();
      passage.value = operation.argument;
      passage.in = part_.intervals[i];
      passage.puts = i;
    }
    return true;
  }

  bool read_takes(MonitorVerdict& verdict) {
    for (std::uint32_t i = 0; i < part_.operations.size(); ++i) {
      const ModelOperation& operation = part_.operations[i];
      if (operation.code == kPuts) continue;
      if (operation.pending) {
        first_pending_ = std::min(first_pending_, part_.intervals[i].invoked);
      } else if (operation.result == kNil) {
        read_.empty.push_back(i);
      } else if (!take(i, numbers_.number_of(operation.result), verdict)) {
        return false;
      }
    }
    std::erase_if(read_.passages,
                  [](const Passage& one) { return one.in.responded == kPending && one.takes == Passage::kNobody; });
    return true;
  }

  const Passages& read() const { return read_; }

  // As if the missing values had been taken out as early as they can have been. False when they cannot have been.
  bool take_missing() {
    for (Passage& passage : read_.passages) {
      if (passage.takes == Passage::kNobody) passage.out.invoked = first_pending_;
    }
    return first_pending_ != kPending;
  }

 private:
  bool take(std::uint32_t taker, std::uint32_t number, MonitorVerdict& verdict) {
    if (number >= read_.passages.size()) return refute(verdict, "a value came out that was never put in", {taker});
    Passage& passage = read_.passages[number];
    if (passage.takes != Passage::kNobody) return refute(verdict, "a value came out twice", {passage.takes, taker});
    passage.out = part_.intervals[taker];
    passage.takes = taker;
    if (passage.out.responded >= passage.in.invoked) return true;
    return refute(verdict, "a value came out before it was put in", {taker, passage.puts});
  }

  const Part& part_;
  ValueNumbers& numbers_;
  Passages read_;
  std::uint64_t first_pending_ = kPending;
};

}  // namespace

bool refute(MonitorVerdict& verdict, std::string why, std::vector<std::uint32_t> conflict) {
  verdict.answer = Answer::no;
  verdict.why = std::move(why);
  std::erase(conflict, Passage::kNobody);
  verdict.conflict = std::move(conflict);
  return false;
}

bool empty_when_told(const Part& part, const Passages& passages, MonitorVerdict& verdict) {
  const std::vector<Stay> stays = united_stays(passages.passages);
  for (const std::uint32_t i : passages.empty) {
    const Interval& told = part.intervals[i];
    const auto next =
        std::partition_point(stays.begin(), stays.end(), [&](const Stay& stay) { return stay.begin < told.invoked; });
    if (next == stays.begin() || std::prev(next)->end <= told.responded) continue;
    return refute(verdict, "it was told to be empty, and certainly never was meanwhile", {i});
  }
  return true;
}

MonitorVerdict monitor_passages(const Part& part, ValueNumbers& numbers, const PassageCheck& check) {
  numbers.clear();
  PassageReader reader(part, numbers);
  MonitorVerdict verdict;
  if (!reader.read_puts()) {
    verdict.why = "a value was put in twice";
    return verdict;
  }
  if (!reader.read_takes(verdict)) return verdict;
  const auto fits = [&](MonitorVerdict& told) {
    return check(reader.read(), told) && empty_when_told(part, reader.read(), told);
  };
  if (fits(verdict)) {
    verdict.answer = Answer::yes;
    return verdict;
  }
  if (!reader.take_missing()) return verdict;
  MonitorVerdict at_best;
  if (fits(at_best)) return {Answer::unknown, "it depends on what pending operations took", {}};
  return at_best;
}

}  // namespace tenter::oracle
