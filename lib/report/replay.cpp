#include "report/replay.h"

#include "report/anomaly_block.h"
#include "report/outcome_table.h"
#include "report/page.h"
#include "report/scenario_block.h"
#include "report/witness_block.h"
#include "report/wording.h"

namespace tenter::report {

void print_replay(std::ostream& out, const Run& run, const ConsoleStyle& style) {
  Page page(out, style);
  const Result& result = run.results.front();
  const JudgedEvidence& judged = result.engines.front();
  const Evidence& evidence = judged.evidence;
  page.heading(result.scenario.name, result.scenario.summary);
  page.line("claims", in_words(result.scenario.claim));
  if (!judged.outcomes.empty()) page.table(outcome_table(result.scenario, judged, style.verbose), Page::kIndent + 2);
  Said said;
  for (const Witness& witness : evidence.exploration.value_or(Exploration()).witnesses) {
    print_witness(page, run, result.scenario, judged, witness, said, {.all_steps = style.verbose});
  }
  for (const AnomalyReport& anomaly : evidence.anomalies) print_anomaly(page, anomaly, said, style.verbose);
  for (const std::string& note : evidence.notes) page.line("note", note);
  page.line("verdict", in_words(result.verdict), tone_of(run, result));
  page.line("why", said.without_details(result.verdict.why));
}

}  // namespace tenter::report
