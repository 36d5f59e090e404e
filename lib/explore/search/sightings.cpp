#include "explore/search/sightings.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>

namespace tenter::explore {
namespace {

using What = Sighting::What;

std::uint64_t combined(std::uint64_t hash, std::uint64_t value) {
  hash ^= value + 0x9e3779b97f4a7c15ULL + (hash << 6U) + (hash >> 2U);
  return hash * 0xff51afd7ed558ccdULL;
}

std::uint64_t key_of(What what, Anomaly kind, const std::string& text) {
  const auto first = (static_cast<std::uint64_t>(what) << 8U) + static_cast<std::uint64_t>(kind);
  return combined(first, std::hash<std::string>()(text));
}

// The same pair of places, whichever came first.
std::uint64_t key_of(const Race& race) {
  const auto [low, high] = std::minmax(race.earlier.pc, race.later.pc);
  return combined(combined(static_cast<std::uint64_t>(What::race), low), high);
}

// What is waited for, whoever does: copies of an actor stand for each other.
std::uint64_t key_of(const std::vector<Waiting>& waiting) {
  std::vector<std::uint64_t> each;
  for (const Waiting& wait : waiting) {
    each.push_back(combined(static_cast<std::uint64_t>(wait.operation.op), wait.operation.object));
  }
  std::sort(each.begin(), each.end());
  std::uint64_t key = static_cast<std::uint64_t>(What::standstill);
  for (const std::uint64_t one : each) key = combined(key, one);
  return key;
}

}  // namespace

Sighting sighting_of(const Leak& leak) {
  Sighting sighting;
  sighting.what = What::leak;
  sighting.kind = Anomaly::leak;
  sighting.detail = fmt::format("a heap block of {} byte{} that nothing points to any more was never freed",
                                leak.size, leak.size == 1 ? "" : "s");
  sighting.key = key_of(What::leak, sighting.kind, sighting.detail);
  sighting.block = leak.block;
  sighting.size = leak.size;
  return sighting;
}

Sighting sighting_of(const UnwrittenRead& read) {
  Sighting sighting;
  sighting.what = What::uninitialised;
  sighting.kind = Anomaly::uninitialised_read;
  const std::string where = read.offset == 0 ? "" : fmt::format(", {} in,", read.offset);
  sighting.detail = fmt::format(
      "{} byte{} of a heap block of {} bytes{} were read before anything had been written there, and what follows "
      "depends on what is in them",
      read.size, read.size == 1 ? "" : "s", read.block_size, where);
  sighting.key = combined(key_of(What::uninitialised, sighting.kind, ""), read.pc);
  sighting.read = read;
  return sighting;
}

Anomaly kind_of(const Race& race) {
  if (race.earlier.frees && race.later.frees) return Anomaly::double_free;
  return race.earlier.frees || race.later.frees ? Anomaly::use_after_free : Anomaly::data_race;
}

Lookout::Lookout(const ScenarioInfo& scenario, const AnomalyLog& log)
    : scenario_(scenario), log_(log), reports_(log.reports()), reported_(log.anomalies()) {}

void Lookout::watch(const Tally& tally) {
  tally_ = &tally;
  counts_before_.clear();
}

const std::vector<Sighting>& Lookout::look(const ExecutionResult& execution, const Recorder& recorder) {
  sightings_.clear();
  look_at_outcome();
  look_at_end(execution, recorder);
  look_at_leaks(execution);
  look_at_reports();
  for (const Race& race : execution.races) {
    sightings_.push_back(
        {What::race, key_of(race), kind_of(race), Grade::forbidden, {}, {}, race, kNoTask, 0, 0, {}});
  }
  return sightings_;
}

// The row that has grown; one execution counts one at most.
std::optional<std::size_t> Lookout::row_counted() {
  counts_.clear();
  tally_->counts(counts_);
  const bool new_row = counts_.size() > counts_before_.size();
  if (new_row) rows_ = tally_->rows();
  const std::size_t known = counts_before_.size();
  const auto differing = std::mismatch(counts_before_.begin(), counts_before_.end(), counts_.begin()).first;
  const auto row = static_cast<std::size_t>(differing - counts_before_.begin());
  std::swap(counts_, counts_before_);
  if (row < known || new_row) return row;
  return std::nullopt;
}

void Lookout::look_at_outcome() {
  row_ = row_counted();
  if (!row_) return;
  const OutcomeCount& counted = rows_[*row_];
  const Expectation& expected = expectation_at(scenario_, counted.expectation);
  if (expected.grade == Grade::acceptable) return;
  const std::uint64_t key = combined(key_of(What::outcome, expected.anomaly, counted.outcome),
                                     static_cast<std::uint64_t>(counted.expectation));
  sightings_.push_back(
      {What::outcome, key, expected.anomaly, expected.grade, counted.outcome, {}, std::nullopt, kNoTask, 0, 0, {}});
}

void Lookout::look_at_end(const ExecutionResult& execution, const Recorder& recorder) {
  if (execution.ending == Ending::deadlock || execution.ending == Ending::livelock) {
    const bool circling = execution.ending == Ending::livelock;
    sightings_.push_back({circling ? What::livelock : What::standstill,
                          key_of(recorder.waiting()),
                          circling ? Anomaly::livelock : Anomaly::deadlock,
                          Grade::forbidden,
                          {},
                          {},
                          std::nullopt,
                          kNoTask,
                          0,
                          0,
                          {}});
  }
  for (const Death& death : execution.deaths) {
    sightings_.push_back({What::death,
                          key_of(What::death, death.kind, death.detail),
                          death.kind,
                          Grade::forbidden,
                          {},
                          death.detail,
                          std::nullopt,
                          death.task,
                          death.object,
                          0,
                          {}});
  }
}

void Lookout::look_at_leaks(const ExecutionResult& execution) {
  for (const Leak& leak : execution.leaks) sightings_.push_back(sighting_of(leak));
}

void Lookout::look_at_reports() {
  if (std::exchange(reports_, log_.reports()) == log_.reports()) return;
  const std::vector<AnomalyReport> before = std::exchange(reported_, log_.anomalies());
  for (std::size_t i = 0; i < reported_.size(); ++i) {
    const AnomalyReport& report = reported_[i];
    if (i < before.size() && before[i].count == report.count) continue;
    sightings_.push_back({What::report,
                          key_of(What::report, report.kind, report.detail),
                          report.kind,
                          Grade::forbidden,
                          {},
                          report.detail,
                          std::nullopt,
                          kNoTask,
                          0,
                          0,
                          {}});
  }
}

}  // namespace tenter::explore
