// Time as the gaps between events. Events are numbered in the order of time, calls before returns where times are
// equal; gap g lies before event g, and the last one after all of them. From event a to a later event b there are the
// gaps a + 1 to b.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "oracle/monitors/passages.h"

namespace tenter::oracle {

// A value's passage in gaps: numbers of its four events, the number of all events for what never happened.
struct GapPassage {
  std::uint32_t in_call;
  std::uint32_t in_return;
  std::uint32_t out_call;
  std::uint32_t out_return;

  bool stays() const { return in_return < out_call; }
};

class Gaps {
 public:
  explicit Gaps(const std::vector<Passage>& read) : passages_(read.size()) {
    std::vector<Event> events;
    events.reserve(read.size() * 4);
    for (std::uint32_t i = 0; i < read.size(); ++i) {
      add(events, read[i].in.invoked, 4 * i);
      add(events, read[i].in.responded, 4 * i + 1);
      add(events, read[i].out.invoked, 4 * i + 2);
      add(events, read[i].out.responded, 4 * i + 3);
    }
    std::sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
      return a.time != b.time ? a.time < b.time : a.which % 2 < b.which % 2;
    });
    events_ = static_cast<std::uint32_t>(events.size());
    std::vector<std::uint32_t> numbers(read.size() * 4, events_);
    for (std::uint32_t i = 0; i < events_; ++i) numbers[events[i].which] = i;
    for (std::size_t i = 0; i < read.size(); ++i) {
      passages_[i] = {numbers[4 * i], numbers[4 * i + 1], numbers[4 * i + 2], numbers[4 * i + 3]};
    }
  }

  const std::vector<GapPassage>& passages() const { return passages_; }
  std::uint32_t count() const { return events_ + 1; }

 private:
  struct Event {
    std::uint64_t time;
    std::uint32_t which;
  };

  static void add(std::vector<Event>& events, std::uint64_t time, std::uint32_t which) {
    if (time != kPending) events.push_back({time, which});
  }

  std::vector<GapPassage> passages_;
  std::uint32_t events_ = 0;
};

}  // namespace tenter::oracle
