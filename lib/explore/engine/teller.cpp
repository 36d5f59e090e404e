#include "explore/engine/teller.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "explore/engine/explorer.h"
#include "explore/engine/reason.h"
#include "model/numbers.h"

namespace tenter::explore {
namespace {

using What = Sighting::What;

// Where a task was when it died, or last made a step.
const ToldStep* last_step_of(const Narration& narration, TaskId task) {
  const auto found = std::find_if(narration.steps.rbegin(), narration.steps.rend(),
                                  [&](const ToldStep& step) { return step.task == task; });
  return found == narration.steps.rend() ? nullptr : &*found;
}

std::string reason_of_race(const AnomalyReport& report) {
  const auto in_words = [](const Access& access) {
    return fmt::format("{}'s {} ({}:{})", access.thread, access.op,
                       access.where.file.substr(access.where.file.rfind('/') + 1), access.where.line);
  };
  return fmt::format("nothing orders {} and {} of {}", in_words(report.accesses[0]), in_words(report.accesses[1]),
                     report.location);
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

std::string why_not(const Account& account, const Narration& narration, const Divergence& divergence) {
  if (divergence.wanted == kNoTask) return "the program goes on where the schedule ends";
  const std::string wanted = account.thread(divergence.wanted);
  if (divergence.enabled == 0) return fmt::format("the program is over where {} should go on", wanted);
  if (!divergence.pending) return fmt::format("it is the turn of {}, which has not started or is finished", wanted);
  return fmt::format("it is the turn of {}, which cannot go on with its {} of {}", wanted,
                     name_of(divergence.pending->op),
                     account.object(narration, divergence.pending->object, divergence.pending->size));
}

}  // namespace

std::string short_name_of_compiler(const std::string& compiler) {
  const std::size_t number = compiler.find_first_of("0123456789");
  if (number == std::string::npos) return "unknown";
  return compiler.substr(0, 1) + compiler.substr(number, compiler.find_first_not_of("0123456789", number) - number);
}

Teller::Teller(const Subject& subject)
    : subject_(subject),
      places_(subject.plugin_path, subject.runtime.arena()),
      account_(subject.runtime, subject.program.info, subject.names),
      compiler_(short_name_of_compiler(subject.compiler)) {}

Schedule Teller::schedule_of(const Course& course) const {
  return {compiler_, course.tasks, places_.texts_of(course.places)};
}

Course Teller::course_of(const Schedule& schedule) const {
  if (schedule.compiler != compiler_) {
    throw std::invalid_argument(
        fmt::format("the schedule is of a plugin that {} has compiled, and this one is {}'s: "
                    "steps are not the same",
                    schedule.compiler, compiler_));
  }
  return {schedule.tasks, places_.places_of(schedule.places)};
}

Narration Teller::narration_of(const Course& course) const {
  return narrate(subject_.runtime, subject_.program, subject_.log, course);
}

AnomalyReport Teller::report_of(const Finding& finding, const Narration& narration) const {
  const Sighting& sighting = finding.sighting;
  if (sighting.what == What::standstill || sighting.what == What::livelock) return account_.standstill(narration);
  if (sighting.what == What::race) return account_.race(narration, *sighting.race);
  AnomalyReport report;
  report.kind = sighting.kind;
  report.detail = sighting.detail;
  if (const ToldStep* const last = last_step_of(narration, sighting.task); last != nullptr) {
    Access access;
    access.op = "last step: " + word_for(narration, *last);
    access.thread = account_.thread(last->task);
    access.where = account_.where(last->stack);
    access.stack = subject_.names.frames(last->stack);
    report.accesses.push_back(std::move(access));
  }
  return report;
}

Teller::Told Teller::told(const Finding& finding) const {
  const Narration narration = narration_of(finding.course);
  const Sighting& sighting = finding.sighting;
  Told told;
  told.schedule = to_text(schedule_of(finding.course));
  told.witness = account_.steps_of(narration);
  told.witness.kind = sighting.kind;
  if (sighting.what == What::outcome) {
    told.witness.outcome = sighting.outcome;
    told.witness.why = reason_of_outcome(account_, narration);
    return told;
  }
  told.report = report_of(finding, narration);
  told.witness.kind = told.report.kind;
  told.witness.detail = told.report.detail;
  told.witness.why = sighting.what == What::race ? reason_of_race(told.report)
                     : sighting.what == What::standstill || sighting.what == What::livelock
                         ? told.report.detail
                         : reason_of_outcome(account_, narration);
  return told;
}

void Teller::tell(const Finding& finding, Evidence& evidence) {
  const std::string schedule = to_text(schedule_of(finding.course));
  Told& known = told_[finding.sighting.key];
  if (known.schedule != schedule) known = told(finding);
  Witness witness = known.witness;
  witness.schedule = schedule;
  witness.preemptions = finding.preemptions;
  witness.minimal = finding.minimal;
  evidence.exploration->witnesses.push_back(std::move(witness));
  if (finding.sighting.what == What::outcome || finding.sighting.what == What::report) return;
  AnomalyReport report = known.report;
  report.count = std::max<std::uint64_t>(finding.count, 1);
  add(evidence.anomalies, report);
}

void Teller::tell_all(const Course& course, Evidence& evidence) {
  const Narration narration = narration_of(course);
  Witness witness = account_.steps_of(narration);
  witness.schedule = to_text(schedule_of(course));
  evidence.executions = 1;
  evidence.outcomes = narration.outcome;
  for (const Death& death : narration.deaths) {
    Finding finding;
    finding.sighting.what = What::death;
    finding.sighting.kind = death.kind;
    finding.sighting.detail = death.detail;
    finding.sighting.task = death.task;
    add(evidence.anomalies, report_of(finding, narration));
  }
  if (narration.ending == Ending::deadlock || narration.ending == Ending::livelock)
    add(evidence.anomalies, account_.standstill(narration));
  for (const Race& race : narration.races) add(evidence.anomalies, account_.race(narration, race));
  if (!evidence.outcomes.empty()) witness.outcome = evidence.outcomes.front().outcome;
  if (!evidence.anomalies.empty()) {
    witness.kind = evidence.anomalies.front().kind;
    witness.detail = evidence.anomalies.front().detail;
  }
  witness.why = reason_of_outcome(account_, narration);
  if (const auto& divergence = narration.divergence) {
    evidence.exploration->followed = false;
    evidence.notes.push_back(
        fmt::format("the schedule was followed for {} only: then {}; it is of another version of the program",
                    counted(divergence->step, "step"), why_not(account_, narration, *divergence)));
  }
  evidence.exploration->witnesses.push_back(std::move(witness));
}

}  // namespace tenter::explore
