#include "explore/engine/teller.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <stdexcept>
#include <utility>

#include "explore/engine/explorer.h"
#include "explore/sandbox/uninitialised.h"
#include "explore/witness/block_report.h"
#include "explore/witness/divergence_note.h"
#include "explore/witness/reason.h"

namespace tenter::explore {
namespace {

using What = Sighting::What;

// Where a task was when it died, or last made a step.
const ToldStep* last_step_of(const Narration& narration, TaskId task) {
  const auto found = std::find_if(narration.steps.rbegin(), narration.steps.rend(),
                                  [&](const ToldStep& step) { return step.task == task; });
  return found == narration.steps.rend() ? nullptr : &*found;
}

std::vector<std::uint8_t> tasks_of(const Narration& narration) {
  std::vector<std::uint8_t> tasks;
  for (const ToldStep& step : narration.steps) tasks.push_back(static_cast<std::uint8_t>(step.task));
  return tasks;
}

void add(std::vector<AnomalyReport>& anomalies, const AnomalyReport& report) {
  const auto same = [&](AnomalyReport known) {
    known.count = report.count;
    return known == report;
  };
  const auto found = std::find_if(anomalies.begin(), anomalies.end(), same);
  if (found == anomalies.end()) {
    anomalies.push_back(report);
  } else {
    found->count += report.count;
  }
}

// A reduced search abandons an execution when nothing new can come of it, and a race of its own may have been seen by
// then: what is told of it, and can be replayed, is the execution as it goes on to its end.
Course whole(const Course& course, const Narration& narration) {
  if (!narration.divergence || narration.divergence->wanted != kNoTask) return course;
  return {tasks_of(narration), course.places};
}

// What `after` has more than `before`, which it begins with.
std::vector<AnomalyReport> added_since(const std::vector<AnomalyReport>& before, std::vector<AnomalyReport> after) {
  for (std::size_t i = 0; i < before.size(); ++i) after[i].count -= before[i].count;
  std::erase_if(after, [](const AnomalyReport& report) { return report.count == 0; });
  return after;
}

// The witnesses of races, by their schedules.
class RaceWitnesses {
 public:
  explicit RaceWitnesses(std::vector<Witness>& witnesses) : witnesses_(witnesses) {}

  void add(const Witness& witness) {
    const auto [known, is_new] = shown_.try_emplace(witness.schedule, Shown{witnesses_.size(), {}});
    if (is_new) witnesses_.push_back(witness);
    Shown& shown = known->second;
    shown.reasons.push_back(witness.why);
    Witness& joint = witnesses_[shown.index];
    joint.minimal = joint.minimal && witness.minimal;
    joint.why = reason_of_all(shown.reasons);
  }

 private:
  struct Shown {
    std::size_t index;
    std::vector<std::string> reasons;
  };
  std::vector<Witness>& witnesses_;
  std::map<std::string, Shown> shown_;
};

}  // namespace

std::string short_name_of_compiler(const std::string& compiler) {
  const std::size_t number = compiler.find_first_of("0123456789");
  if (number == std::string::npos) return "unknown";
  return compiler.substr(0, 1) + compiler.substr(number, compiler.find_first_not_of("0123456789", number) - number);
}

std::string long_name_of_compiler(const std::string& short_name) {
  const std::string version = short_name.substr(std::min<std::size_t>(short_name.size(), 1));
  if (short_name.starts_with('g')) return "g++ " + version;
  if (short_name.starts_with('c')) return "clang++ " + version;
  return short_name;
}

std::uint32_t Teller::ThreadNames::current() const noexcept {
  const TaskId task = executor_.running_task();
  return task == kNoTask ? kMost : task;
}

Teller::Teller(const Subject& subject, Executor& executor)
    : subject_(subject),
      executor_(executor),
      places_(subject.plugin_path, executor.heap()),
      account_(executor, subject.program.info, subject.names),
      thread_names_(account_, executor),
      named_(subject.log, thread_names_),
      compiler_(short_name_of_compiler(subject.compiler)) {
  static_assert(kMaxTasks <= AnomalyLog::Threads::kMost);
}

Schedule Teller::schedule_of(const Course& course) const {
  return {compiler_, course.tasks, places_.texts_of(course.places), subject_.program.info.program};
}

Course Teller::course_of(const Schedule& schedule) const {
  if (schedule.compiler != compiler_) {
    throw std::invalid_argument(
        fmt::format("it was compiled by {}, and the schedule is one of {}: its steps are others; find it anew with "
                    "tenter run",
                    subject_.compiler, long_name_of_compiler(schedule.compiler)));
  }
  return {schedule.tasks, places_.places_of(schedule.places)};
}

AnomalyReport Teller::report_of(const Death& death, const Narration& narration) const {
  AnomalyReport report;
  report.kind = death.kind;
  report.detail = death.detail;
  if (death.object != 0) {
    report.accesses = accesses_of_block(account_, narration, death.object);
  } else if (const ToldStep* const last = last_step_of(narration, death.task); last != nullptr) {
    report.accesses.push_back(account_.place("last step: " + word_for(narration, *last), last->task, last->stack));
  }
  return report;
}

AnomalyReport Teller::report_of(const Leak& leak, const Narration& narration) const {
  const Sighting sighting = sighting_of(leak);
  AnomalyReport report;
  report.kind = sighting.kind;
  report.detail = sighting.detail;
  report.accesses = accesses_of_block(account_, narration, leak.block);
  return report;
}

AnomalyReport Teller::report_of(const UnwrittenRead& read, const Narration& narration) const {
  const Sighting sighting = sighting_of(read);
  AnomalyReport report;
  report.kind = sighting.kind;
  report.detail = sighting.detail;
  report.accesses = accesses_of_read(account_, narration, read);
  return report;
}

AnomalyReport Teller::report_of(const Finding& finding, const Narration& narration) const {
  const Sighting& sighting = finding.sighting;
  if (sighting.what == What::standstill || sighting.what == What::livelock) return account_.standstill(narration);
  if (sighting.what == What::race) return account_.race(narration, *sighting.race);
  if (sighting.what == What::leak) return report_of(Leak{sighting.block, sighting.size}, narration);
  if (sighting.what == What::uninitialised) return report_of(*sighting.read, narration);
  return report_of(Death{sighting.task, sighting.kind, sighting.detail, 0, sighting.block}, narration);
}

Teller::Told Teller::narrated(const Finding& finding) const {
  const AnomalyLog::Deaf deaf(subject_.log);
  const Narration narration = narrate(executor_, subject_.program, finding.course);
  const Sighting& sighting = finding.sighting;
  Told told;
  told.schedule = to_text(schedule_of(finding.course));
  told.witness = account_.steps_of(narration);
  told.witness.schedule = to_text(schedule_of(whole(finding.course, narration)));
  told.witness.kind = sighting.kind;
  if (sighting.what == What::outcome) {
    told.witness.outcome = sighting.outcome;
    told.witness.why = reason_of_outcome(account_, narration);
    return told;
  }
  told.report = report_of(finding, narration);
  if (sighting.what == What::race) told.why_harmless = account_.why_harmless(narration, *sighting.race);
  told.witness.kind = told.report.kind;
  told.witness.detail = told.report.detail;
  told.witness.why = reason_of_anomaly(account_, narration, told.report);
  return told;
}

const Teller::Told& Teller::told(const Finding& finding) {
  Told& known = told_[finding.sighting.key];
  if (known.schedule != to_text(schedule_of(finding.course))) known = narrated(finding);
  return known;
}

void Teller::tell(const std::vector<const Finding*>& findings, Evidence& evidence) {
  RaceWitnesses races(evidence.exploration->witnesses);
  for (const Finding* const finding : findings) {
    const Told& known = told(*finding);
    Witness witness = known.witness;
    witness.preemptions = finding->preemptions;
    witness.minimal = finding->minimal;
    const What what = finding->sighting.what;
    AnomalyReport report = known.report;
    report.count = std::max<std::uint64_t>(finding->count, 1);
    if (!known.why_harmless.empty()) {
      evidence.suppressed.push_back({report, std::string(known.why_harmless)});
      continue;
    }
    if (what == What::race) {
      races.add(witness);
    } else {
      evidence.exploration->witnesses.push_back(std::move(witness));
    }
    if (what != What::outcome && what != What::report) add(evidence.anomalies, report);
  }
}

std::vector<AnomalyReport> Teller::anomalies_of(const Narration& narration,
                                                std::vector<AnomalyReport> reported) const {
  std::vector<AnomalyReport> anomalies;
  for (const Death& death : narration.deaths) add(anomalies, report_of(death, narration));
  for (const Leak& leak : narration.leaks) add(anomalies, report_of(leak, narration));
  if (narration.ending == Ending::deadlock || narration.ending == Ending::livelock) {
    add(anomalies, account_.standstill(narration));
  }
  for (const AnomalyReport& report : reported) add(anomalies, report);
  for (const Race& race : narration.races) {
    if (account_.why_harmless(narration, race).empty()) add(anomalies, account_.race(narration, race));
  }
  return anomalies;
}

std::vector<SuppressedReport> Teller::harmless_of(const Narration& narration) const {
  std::vector<SuppressedReport> harmless;
  for (const Race& race : narration.races) {
    const std::string_view why = account_.why_harmless(narration, race);
    if (!why.empty()) harmless.push_back({account_.race(narration, race), std::string(why)});
  }
  return harmless;
}

// Of the outcome if that is remarkable or all that there is, else of the gravest anomaly, and of all of its races.
Witness Teller::witness_of_all(const Narration& narration, const Evidence& evidence) const {
  Witness witness = account_.steps_of(narration);
  witness.preemptions = static_cast<std::uint32_t>(narration.preemptions.size());
  if (!evidence.outcomes.empty()) {
    const Expectation& expected = expectation_at(subject_.program.info, evidence.outcomes.front().expectation);
    if (evidence.anomalies.empty() || expected.grade != Grade::acceptable) {
      witness.kind = expected.anomaly;
      witness.outcome = evidence.outcomes.front().outcome;
      witness.why = reason_of_outcome(account_, narration);
      return witness;
    }
  }
  if (evidence.anomalies.empty()) return witness;
  const AnomalyReport& gravest = evidence.anomalies.front();
  witness.kind = gravest.kind;
  witness.detail = gravest.detail;
  std::vector<std::string> reasons;
  for (const AnomalyReport& report : evidence.anomalies) {
    if (report.kind == gravest.kind) reasons.push_back(reason_of_anomaly(account_, narration, report));
  }
  witness.why = reason_of_all(reasons);
  return witness;
}

std::string Teller::waits_outside(const Course& course) const {
  const AnomalyLog::Deaf deaf(subject_.log);
  return account_.waits_outside(narrate(executor_, subject_.program, course));
}

void Teller::tell_steps(const Course& course, Evidence& evidence) const {
  const Narration narration = narrate_short_of_last(executor_, subject_.program, course);
  Witness witness = account_.steps_of(narration);
  witness.preemptions = static_cast<std::uint32_t>(narration.preemptions.size());
  evidence.exploration->witnesses.push_back(std::move(witness));
}

void Teller::tell_all(const Course& course, Uninitialised* uninitialised, Evidence& evidence) {
  subject_.schedule.frame(schedule_of({{}, course.places}));
  const std::vector<AnomalyReport> before = subject_.log.anomalies();
  const Narration narration = narrate(executor_, subject_.program, course, &subject_.schedule);
  evidence.outcomes = narration.outcome;
  evidence.anomalies = anomalies_of(narration, added_since(before, subject_.log.anomalies()));
  if (uninitialised != nullptr) {
    const Course made{tasks_of(narration), course.places};
    for (const UnwrittenRead& read : uninitialised->deciding(made, narration.unwritten_reads)) {
      add(evidence.anomalies, report_of(read, narration));
    }
  }
  evidence.suppressed = harmless_of(narration);
  Witness witness = witness_of_all(narration, evidence);
  witness.schedule = to_text(schedule_of({tasks_of(narration), course.places}));
  evidence.exploration->witnesses.push_back(std::move(witness));
  if (narration.ending == Ending::outside) evidence.uncontrolled.push_back(account_.waits_outside(narration));
  if (narration.divergence) {
    evidence.exploration->followed = false;
    evidence.notes.push_back(divergence_note(account_, narration, *narration.divergence));
  }
}

}  // namespace tenter::explore
