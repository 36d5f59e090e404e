// Findings as a reader gets them: each one's execution run once more, and put into words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "explore/engine/schedule_texts.h"
#include "explore/engine/subject.h"
#include "explore/engine/trace_recorder.h"
#include "explore/search/findings.h"

namespace tenter::explore {

// Thread safety: none. Not while an execution runs.
class WitnessBuilder {
 public:
  // REQUIRES: all of them outlive it.
  WitnessBuilder(const Subject& subject, const TraceRecorder& recorder, const ScheduleTexts& texts)
      : subject_(subject), recorder_(recorder), texts_(texts) {}

  // Of each finding a witness, and for what is no outcome an anomaly. Races that the same execution shows have one
  // witness. A finding is run only once as long as its schedule stays the same.
  void add_to(Evidence& evidence, const std::vector<const Finding*>& findings);

  // What was run may not be so any more.
  void forget() { known_.clear(); }

 private:
  struct Described {
    std::string schedule;
    Witness witness;
    AnomalyReport report;
    std::string_view why_harmless;  // of a race that does not count
    std::string why_suspected;      // of one that may be none
  };

  const Described& described(const Finding& finding);
  Described describe(const Finding& finding) const;
  std::string why_suspected(const PinnedSchedule& schedule, const Race& race) const;

  const Subject& subject_;
  const TraceRecorder& recorder_;
  const ScheduleTexts& texts_;
  std::unordered_map<std::uint64_t, Described> known_;  // by key of the finding
};

}  // namespace tenter::explore
