#include "report/replay.h"

#include "report/anomaly_block.h"
#include "report/outcome_table.h"
#include "report/page.h"
#include "report/witness_block.h"

namespace tenter::report {

void print_replay(std::ostream& out, const Run& run, const ScenarioInfo& scenario, const JudgedEvidence& judged,
                  const ConsoleStyle& style) {
  Page page(out, style);
  const Evidence& evidence = judged.evidence;
  page.heading(scenario.name, scenario.summary);
  if (!judged.outcomes.empty()) page.table(outcome_table(scenario, judged, style.verbose), Page::kIndent);
  for (const AnomalyReport& anomaly : evidence.anomalies) print_anomaly(page, anomaly, style.verbose);
  for (const Witness& witness : evidence.exploration->witnesses) print_witness(page, run, scenario, judged, witness);
  for (const std::string& note : evidence.notes) page.line("note", note);
}

}  // namespace tenter::report
