// Findings told to a reader: each one's execution run once more, and put into words.
#pragma once

#include <string>
#include <unordered_map>

#include "explore/engine/account.h"
#include "explore/engine/findings.h"
#include "explore/engine/places.h"
#include "model/evidence.h"
#include "model/schedule.h"

namespace tenter::explore {

struct Subject;

// Thread safety: none. Not while an execution runs.
class Teller {
 public:
  // REQUIRES: the subject outlives it.
  explicit Teller(const Subject& subject);

  const Account& account() const { return account_; }

  Schedule schedule_of(const Course& course) const;
  // Throws std::invalid_argument when it is of another compiler's plugin, or names what is not there.
  Course course_of(const Schedule& schedule) const;

  // Adds what `finding` is to the evidence: a witness, and for what is no outcome an anomaly. Told once, it is
  // remembered as long as the finding's course stays the same.
  void tell(const Finding& finding, Evidence& evidence);

  // What was told may not be so any more.
  void forget() { told_.clear(); }

  // Who waits in this course for what is outside of the scenario; empty when nobody does.
  std::string waits_outside(const Course& course) const { return account_.waits_outside(narration_of(course)); }

  // What the execution of this course shows, whatever that is.
  void tell_all(const Course& course, Evidence& evidence);

 private:
  struct Told {
    std::string schedule;
    Witness witness;
    AnomalyReport report;
  };

  Told told(const Finding& finding) const;
  Narration narration_of(const Course& course) const;
  AnomalyReport report_of(const Finding& finding, const Narration& narration) const;

  const Subject& subject_;
  Places places_;
  Account account_;
  std::string compiler_;
  std::unordered_map<std::uint64_t, Told> told_;  // by key of the finding
};

// "g12" for "g++ 12.2.0".
std::string short_name_of_compiler(const std::string& compiler);

}  // namespace tenter::explore
