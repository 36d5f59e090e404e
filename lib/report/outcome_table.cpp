#include "report/outcome_table.h"

#include <algorithm>
#include <numeric>

#include "model/numbers.h"
#include "report/printable.h"

namespace tenter::report {
namespace {

constexpr std::size_t kWidestOutcome = 60;

Tone tone_of(const GradedOutcome& row) {
  if (row.count == 0) return Tone::faint;
  if (row.grade == Grade::forbidden) return Tone::bad;
  return row.grade == Grade::interesting ? Tone::doubtful : Tone::plain;
}

// What was seen, most frequent first, then what was expected but not seen.
std::vector<GradedOutcome> rows_of(const ScenarioInfo& scenario, const JudgedEvidence& evidence) {
  std::vector<GradedOutcome> rows = evidence.outcomes;
  for (const Expectation& expected : scenario.expectations) {
    const bool seen = std::any_of(evidence.outcomes.begin(), evidence.outcomes.end(),
                                  [&](const GradedOutcome& row) { return row.outcome == expected.outcome; });
    if (seen || expected.outcome.empty()) continue;
    rows.push_back({expected.outcome, 0, expected.grade, expected.why, expected.anomaly});
  }
  return rows;
}

// Which rows to show, in their order: the gravest, the earlier ones first among equals.
std::vector<bool> shown(const std::vector<GradedOutcome>& rows, std::size_t most) {
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const auto gravity = [&](std::size_t i) { return rows[i].count == 0 ? -1 : static_cast<int>(rows[i].grade); };
    return gravity(a) > gravity(b);
  });
  std::vector<bool> chosen(rows.size(), false);
  for (std::size_t i = 0; i < std::min(most, order.size()); ++i) chosen[order[i]] = true;
  return chosen;
}

std::string explained(const GradedOutcome& row) {
  if (row.grade != Grade::forbidden || row.anomaly == Anomaly::forbidden_outcome) return row.why;
  return row.why + " (" + std::string(name_of(row.anomaly)) + ")";
}

void add_row(Table& table, const GradedOutcome& row, std::uint64_t total, bool all) {
  const Tone tone = tone_of(row);
  const std::string outcome = printable(row.outcome);
  table.row({{all ? outcome : shortened(outcome, kWidestOutcome), tone},
             {grouped(row.count), tone},
             {percentage(row.count, total), tone},
             {std::string(name_of(row.grade)), tone},
             {explained(row), tone}});
}

}  // namespace

Table outcome_table(const ScenarioInfo& scenario, const JudgedEvidence& evidence, bool all) {
  const std::vector<GradedOutcome> rows = rows_of(scenario, evidence);
  const std::vector<bool> chosen = shown(rows, all ? rows.size() : kMostOutcomes);
  std::uint64_t total = 0;
  for (const GradedOutcome& row : rows) total += row.count;

  Table table({Align::left, Align::right, Align::right, Align::left, Align::left});
  table.row({{"outcome"}, {"executions"}, {"share"}, {"grade"}, {"why"}});
  std::uint64_t left_out = 0;
  std::uint64_t executions_left_out = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (chosen[i]) {
      add_row(table, rows[i], total, all);
    } else {
      ++left_out;
      executions_left_out += rows[i].count;
    }
  }
  if (left_out > 0) {
    table.row({{"and " + grouped(left_out) + " more"},
               {grouped(executions_left_out)},
               {percentage(executions_left_out, total)}});
  }
  return table;
}

}  // namespace tenter::report
