// Findings told to a reader: each one's execution run once more, and put into words.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "explore/search/findings.h"
#include "explore/witness/account.h"
#include "explore/witness/places.h"
#include "host/anomaly_log.h"
#include "model/evidence.h"
#include "model/schedule.h"

namespace tenter::explore {

struct Subject;
class Uninitialised;

// Thread safety: none. Not while an execution runs.
class Teller {
 public:
  // REQUIRES: both outlive it.
  Teller(const Subject& subject, Executor& executor);

  const Account& account() const { return account_; }

  Schedule schedule_of(const Course& course) const;
  // Throws std::invalid_argument when it is of another compiler's plugin, or names what is not there.
  Course course_of(const Schedule& schedule) const;

  // Adds what each finding is to the evidence: a witness, and for what is no outcome an anomaly. Races that the same
  // execution shows have one witness. Told once, a finding is remembered as long as its course stays the same.
  void tell(const std::vector<const Finding*>& findings, Evidence& evidence);

  // What was told may not be so any more.
  void forget() { told_.clear(); }

  // Who waits in this course for what is outside of the scenario; empty when nobody does.
  std::string waits_outside(const Course& course) const;

  // What the execution of this course shows, whatever that is: one witness, and anomalies. What the program reports
  // in it is taken down. Which reads of memory that nobody has written decide what it does, `uninitialised` says;
  // null where nobody can say.
  void tell_all(const Course& course, Uninitialised* uninitialised, Evidence& evidence);

  // The steps of this course, as those of a witness, the last one of which is not made.
  void tell_steps(const Course& course, Evidence& evidence) const;

 private:
  struct Told {
    std::string schedule;
    Witness witness;
    AnomalyReport report;
    std::string_view why_harmless;  // of a race that does not count
  };
  // Who reports, by the names of the scenario.
  class ThreadNames final : public AnomalyLog::Threads {
   public:
    ThreadNames(const Account& account, const Executor& executor) : account_(account), executor_(executor) {}
    std::uint32_t current() const noexcept override;
    std::string name(std::uint32_t thread) const override { return account_.thread(thread); }

   private:
    const Account& account_;
    const Executor& executor_;
  };

  const Told& told(const Finding& finding);
  Told narrated(const Finding& finding) const;
  AnomalyReport report_of(const Finding& finding, const Narration& narration) const;
  AnomalyReport report_of(const Death& death, const Narration& narration) const;
  AnomalyReport report_of(const Leak& leak, const Narration& narration) const;
  AnomalyReport report_of(const UnwrittenRead& read, const Narration& narration) const;
  std::vector<AnomalyReport> anomalies_of(const Narration& narration, std::vector<AnomalyReport> reported) const;
  std::vector<SuppressedReport> harmless_of(const Narration& narration) const;
  Witness witness_of_all(const Narration& narration, const Evidence& evidence) const;

  const Subject& subject_;
  Executor& executor_;
  Places places_;
  Account account_;
  ThreadNames thread_names_;
  AnomalyLog::Named named_;
  std::string compiler_;
  std::unordered_map<std::uint64_t, Told> told_;  // by key of the finding
};

// "g12" for "g++ 12.2.0".
std::string short_name_of_compiler(const std::string& compiler);
// "g++ 12" for "g12".
std::string long_name_of_compiler(const std::string& short_name);

}  // namespace tenter::explore
