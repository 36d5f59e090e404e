#include "property/object_run.h"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <limits>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include "model/merge.h"
#include "model/numbers.h"
#include "model/schedule.h"
#include "oracle/verdict.h"
#include "property/coverage.h"
#include "property/enumeration.h"
#include "property/program_run.h"
#include "property/program_text.h"
#include "property/program_words.h"
#include "property/sampler.h"
#include "property/shrinking.h"
#include "property/waiting.h"

namespace tenter::property {
namespace {

using std::chrono::nanoseconds;
using Clock = std::chrono::steady_clock;

struct SizeInGroup {
  Shape shape;
  std::size_t group;
};

// In this order, a group at a time. What one is proved for, one needs to have seen all of.
std::vector<SizeInGroup> sizes() {
  return {{{{1, 1}, 0, 0}, 0},    {{{1, 1}, 1, 0}, 0}, {{{1, 1}, 0, 1}, 0}, {{{2, 2}, 0, 0}, 1},
          {{{1, 1, 1}, 0, 0}, 1}, {{{1, 1}, 1, 1}, 1}, {{{2, 2}, 1, 0}, 2}, {{{2, 1, 1}, 0, 0}, 2}};
}

// Passes on what all programs so far have shown.
class Relay final : public RunMonitor {
 public:
  Relay(RunMonitor& outer, const Evidence& so_far) : outer_(outer), so_far_(so_far) {}

  bool stop_requested() override { return outer_.stop_requested(); }
  void evidence_so_far(const Evidence& evidence) override {
    Evidence total = so_far_;
    merge(total, evidence);
    outer_.evidence_so_far(total);
  }

 private:
  RunMonitor& outer_;
  const Evidence& so_far_;
};

class Runner {
 public:
  explicit Runner(const ObjectRun& object_run)
      : run_(object_run),
        object_(*object_run.scenario.object),
        claim_(object_run.scenario.info.claim),
        sampler_(object_, object_run.request.seed) {
    total_.seed = run_.request.seed;
    if (run_.request.budget.time) deadline_ = began_ + *run_.request.budget.time;
  }

  Evidence run() {
    if (run_.enumerates) enumerate();
    while (!over()) sample();
    if (failed_) add_smallest();
    conclude();
    return std::move(total_);
  }

 private:
  // Executions of one program. Many programs find more than many executions of one, and what is decided by a number
  // of executions is decided alike each time.
  static constexpr std::uint64_t kLooks[] = {200, 3'200, 51'200, 819'200, 13'107'200};
  static constexpr std::uint64_t kMostOfOne = 2'000;
  static constexpr double kShare = 0.1;         // of the time that is left
  static constexpr double kShareOfPast = 0.02;  // of the time that is over
  static constexpr nanoseconds kLeastSlice = std::chrono::milliseconds(20);
  static constexpr std::uint64_t kNoLimit = std::numeric_limits<std::uint64_t>::max();
  static constexpr std::size_t kMostOutcomes = 32;

  // All programs of a size.
  struct Size {
    bool complete() const { return listed && unfinished.empty(); }
    bool done() const { return complete() || looks == std::size(kLooks); }

    Shape shape;
    std::size_t group;
    std::size_t looks = 0;                         // that its programs have had
    std::vector<ParallelProgram> unfinished = {};  // of which not all was seen
    bool listed = false;                           // none is missing there
    std::uint64_t programs = 0;
    std::uint64_t covering = 0;
  };

  // Each small program for a short time; then those that want it for a longer one, and larger ones for a short one,
  // and so on. Between, a quarter as long, programs that are drawn: an object with many steps is tried with more
  // than the first of its programs.
  void enumerate() {
    for (auto& [shape, group] : sizes()) sizes_.push_back({std::move(shape), group});
    for (std::size_t round = 0; !over() && !std::ranges::all_of(sizes_, &Size::done); ++round) {
      const std::uint64_t before = total_.executions;
      for (Size& size : sizes_) {
        if (size.group <= round && !size.done()) see(size, kLooks[size.looks++]);
      }
      const std::uint64_t enough = total_.executions + (total_.executions - before) / 4;
      while (!over() && total_.executions < enough) sample();
    }
  }

  void see(Size& size, std::uint64_t most) {
    if (size.listed) {
      for (const ParallelProgram& program : std::exchange(size.unfinished, {})) see(size, program, most);
      return;
    }
    Enumeration programs(object_, size.shape);
    while (const auto program = programs.next()) {
      if (over()) return;
      ++size.programs;
      see(size, *program, most);
    }
    size.listed = true;
  }

  void see(Size& size, const ParallelProgram& program, std::uint64_t most) {
    const bool seen = !over() && [&] {
      const Evidence evidence = try_program(program, most);
      size.covering += evidence.coverage == Coverage::exhaustive ? interleavings(evidence) : 0;
      return evidence.coverage == Coverage::exhaustive;
    }();
    if (!seen) size.unfinished.push_back(program);
  }

  // On real threads a program must end.
  bool can_be_run(const ParallelProgram& program) const {
    return run_.enumerates || !may_wait_for_ever(program, object_);
  }

  void sample() {
    constexpr int kDraws = 1'000;
    for (int i = 0; i < kDraws && !over(); ++i) {
      const ParallelProgram program = sampler_.next();
      if (!can_be_run(program)) continue;
      try_program(program, run_.enumerates ? kMostOfOne : kNoLimit);
      return;
    }
    if (over()) return;
    notes_.push_back("in all programs that were drawn somebody may wait for ever: explore can run them");
    gives_up_ = true;
  }

  bool over() {
    if (failed_ || gives_up_ || run_.monitor.stop_requested()) return true;
    if (deadline_ && Clock::now() >= *deadline_) return true;
    return run_.request.budget.executions && total_.executions >= *run_.request.budget.executions;
  }

  Evidence run_program(const ParallelProgram& program, std::uint64_t most) {
    const Program its_scenario = as_scenario(run_.scenario, program);
    RunRequest request = run_.request;
    if (const SearchRequest* const search = search_of(run_.request)) request.exploration = *search;
    if (deadline_) request.budget.time = slice();
    request.budget.executions = std::min(most, executions_left());
    Relay relay(run_.monitor, total_);
    Evidence evidence = run_.run(its_scenario, request, relay);
    explain(its_scenario, evidence);
    ++programs_;
    return evidence;
  }

  // The time of one program. Where all of its executions are to be seen, a part of what is left; else short at first,
  // for many programs, and longer as time goes by, for those that need luck.
  nanoseconds slice() const {
    const Clock::time_point now = Clock::now();
    const auto share = run_.enumerates ? (*deadline_ - now) * kShare : (now - began_) * kShareOfPast;
    return std::max(kLeastSlice, std::chrono::duration_cast<nanoseconds>(share));
  }

  // At least one.
  std::uint64_t executions_left() const {
    const auto& most = run_.request.budget.executions;
    return most && !failed_ ? *most - std::min(*most - 1, total_.executions) : kNoLimit;
  }

  Evidence try_program(const ParallelProgram& program, std::uint64_t most) {
    Evidence evidence = run_program(program, most);
    pairs_.add(program);
    if (shows_it(evidence)) {
      failed_ = program;
      failing_ = evidence;
      return evidence;
    }
    add(evidence);
    return evidence;
  }

  // What is claimed; or, where nothing is, anything.
  bool shows_it(const Evidence& evidence) const {
    const auto is_wanted = [&](Anomaly kind) {
      return claim_.kind == ClaimKind::holds || (claim_.anomaly && oracle::witnesses(kind, *claim_.anomaly));
    };
    for (const AnomalyReport& anomaly : evidence.anomalies) {
      if (is_wanted(anomaly.kind)) return true;
    }
    return is_wanted(Anomaly::not_linearizable) &&
           std::any_of(evidence.outcomes.begin(), evidence.outcomes.end(), [](const OutcomeCount& row) {
             return row.expectation == ObjectSubject::kRefuted && row.count > 0;
           });
  }

  // Outcomes of many programs that are as they should be are one.
  void add(Evidence evidence) {
    std::vector<OutcomeCount> outcomes;
    std::uint64_t fine = 0;
    for (OutcomeCount& row : evidence.outcomes) {
      if (row.expectation == ObjectSubject::kAccepted) {
        fine += row.count;
      } else if (outcomes.size() + total_.outcomes.size() < kMostOutcomes) {
        outcomes.push_back(std::move(row));
      }
    }
    if (fine > 0) outcomes.push_back({kAsSpecified, fine, ObjectSubject::kAccepted});
    evidence.outcomes = std::move(outcomes);
    merge(total_, evidence);
  }

  // Smaller ones get as long as the time allows, and a little longer: a witness is what this is for.
  void add_smallest() {
    constexpr auto kAtLeast = std::chrono::seconds(1);
    if (deadline_) deadline_ = std::max(*deadline_, Clock::now() + kAtLeast);
    const std::size_t before = programs_;
    const auto shows = [&](const ParallelProgram& smaller) {
      if (!keeps_roles(smaller, object_) || !can_be_run(smaller)) return false;
      Evidence evidence = run_program(smaller, kMostOfOne);
      if (!shows_it(evidence)) return false;
      failing_ = std::move(evidence);
      return true;
    };
    const auto stop = [&] { return (deadline_ && Clock::now() >= *deadline_) || run_.monitor.stop_requested(); };
    const ParallelProgram smallest = shrunk(*failed_, shows, stop);
    std::string note = fmt::format("the program: {}", in_words(smallest, object_));
    if (smallest != *failed_) {
      note += fmt::format("; shrunk from {}, by {}", in_words(*failed_, object_),
                          counted(programs_ - before, "smaller program"));
    }
    notes_.push_back(std::move(note));
    failing_.coverage = Coverage::sampled;  // of all its programs
    if (failing_.exploration) failing_.exploration->covering = 0;
    add_failing();
  }

  void add_failing() {
    Evidence evidence = failing_;
    std::vector<OutcomeCount> rows;
    for (OutcomeCount& row : evidence.outcomes) {
      if (row.expectation != ObjectSubject::kAccepted) rows.push_back(std::move(row));
    }
    std::uint64_t fine = 0;
    for (const OutcomeCount& row : failing_.outcomes) {
      if (row.expectation == ObjectSubject::kAccepted) fine += row.count;
    }
    if (fine > 0) rows.push_back({kAsSpecified, fine, ObjectSubject::kAccepted});
    evidence.outcomes = std::move(rows);
    total_.coverage = Coverage::sampled;
    merge(total_, evidence);
  }

  // Those of which all was seen, and those that were begun. False when there is none of the first.
  bool add_coverage() {
    std::string complete;
    std::uint64_t programs = 0, covering = 0;
    for (const Size& size : sizes_) {
      if (size.programs == 0) continue;
      if (!size.complete()) {
        notes_.push_back(
            fmt::format("not all executions of every program of {} operations were seen", in_words(size.shape)));
        continue;
      }
      complete += (complete.empty() ? "" : ", ") + in_words(size.shape);
      programs += size.programs;
      covering += size.covering;
    }
    if (complete.empty() || !total_.exploration) return false;
    total_.coverage = Coverage::exhaustive;
    total_.exploration->covering = covering;
    total_.exploration->programs = fmt::format("every program ({}) of {} operations", programs, complete);
    return true;
  }

  void conclude() {
    total_.seconds = std::chrono::duration<double>(Clock::now() - began_).count();
    // That small programs do not show what is claimed says nothing of larger ones.
    if (failed_ || claim_.kind != ClaimKind::holds || !add_coverage()) {
      total_.coverage = Coverage::sampled;
      if (total_.exploration) total_.exploration->covering = 0;
    }
    notes_.push_back(fmt::format("{} run", counted(programs_, "program") + (programs_ == 1 ? " was" : " were")));
    if (const std::string untested = pairs_.untested(object_); !untested.empty()) {
      notes_.push_back("never side by side: " + untested);
    }
    total_.notes.insert(total_.notes.end(), notes_.begin(), notes_.end());
  }

  const ObjectRun& run_;
  const ObjectSubject& object_;
  const Claim& claim_;
  const Clock::time_point began_ = Clock::now();
  std::optional<Clock::time_point> deadline_;
  Evidence total_;
  PairCoverage pairs_;
  std::size_t programs_ = 0;
  Sampler sampler_;
  std::vector<Size> sizes_;
  bool gives_up_ = false;
  std::optional<ParallelProgram> failed_;
  Evidence failing_;  // of the smallest so far
  std::vector<std::string> notes_;
};

// In words or as a code, which has no brackets.
ParallelProgram program_named(const std::string& name, const ObjectSubject& object) {
  const bool is_code = name.find('(') == std::string::npos && name.find('-') != std::string::npos;
  ParallelProgram program = is_code ? program_of(name, object) : program_in_words(name, object);
  if (keeps_roles(program, object)) return program;
  throw std::invalid_argument(
      fmt::format("'{}' is no program of this object: two threads play a role that is for one", name));
}

Evidence run_given(const ObjectRun& object_run) {
  const ObjectSubject& object = *object_run.scenario.object;
  const ParallelProgram given = program_named(object_run.request.program, object);
  if (!object_run.enumerates && may_wait_for_ever(given, object)) {
    Evidence none;
    none.notes.push_back("somebody in this program may wait for ever: explore can run it");
    return none;
  }
  const Program its_scenario = as_scenario(object_run.scenario, given);
  Evidence evidence = object_run.run(its_scenario, object_run.request, object_run.monitor);
  explain(its_scenario, evidence);
  if (evidence.exploration) evidence.exploration->programs = "the program " + in_words(given, object);
  evidence.notes.push_back(fmt::format("the program: {}, and no other", in_words(given, object)));
  return evidence;
}

}  // namespace

Evidence run_object(const ObjectRun& object_run) {
  return object_run.request.program.empty() ? Runner(object_run).run() : run_given(object_run);
}

Program program_of_schedule(const Program& scenario, const std::string& schedule) {
  const std::string code = schedule_of(schedule).program;
  if (code.empty()) throw std::invalid_argument("the schedule does not say of which program of this object it is");
  return as_scenario(scenario, program_of(code, *scenario.object));
}

}  // namespace tenter::property
