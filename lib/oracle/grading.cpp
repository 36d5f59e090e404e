#include "oracle/grading.h"

#include <map>
#include <string>

#include "model/numbers.h"
#include "oracle/verdict.h"

namespace tenter::oracle {
namespace {

// The outcomes that one expectation forbids: one anomaly, however many different outcomes a predicate accepts.
class ForbiddenOutcomes {
 public:
  void add(const GradedOutcome& row) {
    if (rows_++ == 0) most_frequent_ = row;
    if (row.count > most_frequent_.count) most_frequent_ = row;
    count_ += row.count;
  }

  AnomalyReport anomaly() const {
    AnomalyReport report;
    report.kind = most_frequent_.anomaly;
    report.count = count_;
    report.detail = "outcome {" + most_frequent_.outcome + "}";
    if (rows_ > 1) report.detail += " and " + counted(rows_ - 1, "other");
    report.detail += ": " + most_frequent_.why;
    return report;
  }

 private:
  GradedOutcome most_frequent_;
  std::uint64_t count_ = 0;
  std::uint64_t rows_ = 0;
};

}  // namespace

JudgedEvidence grade(const ScenarioInfo& scenario, const Evidence& evidence) {
  JudgedEvidence judged{evidence, {}, {}};
  std::map<const Expectation*, ForbiddenOutcomes> forbidden;
  std::vector<const Expectation*> in_order;
  for (const OutcomeCount& row : evidence.outcomes) {
    const Expectation& expectation = expectation_at(scenario, row.expectation);
    judged.outcomes.push_back({row.outcome, row.count, expectation.grade, expectation.why, expectation.anomaly});
    if (expectation.grade != Grade::forbidden || row.count == 0) continue;
    if (!forbidden.contains(&expectation)) in_order.push_back(&expectation);
    forbidden[&expectation].add(judged.outcomes.back());
  }
  for (const Expectation* expectation : in_order) judged.anomalies.push_back(forbidden[expectation].anomaly());
  judged.anomalies.insert(judged.anomalies.end(), evidence.anomalies.begin(), evidence.anomalies.end());
  judged.witnessed = witnessed_by(judged.anomalies);
  return judged;
}

}  // namespace tenter::oracle
