#include "report/scenario_block.h"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <utility>

#include "model/numbers.h"
#include "report/anomaly_block.h"
#include "report/exploration_line.h"
#include "report/outcome_table.h"
#include "report/page.h"
#include "report/witness_block.h"
#include "report/wording.h"

namespace tenter::report {
namespace {

constexpr std::size_t kMostAnomalies = 5;
constexpr std::size_t kWidestMode = 80;

std::string contention_of(const Contention& contention) {
  if (contention.probes == 0) return "overlap not measured";
  return fmt::format("actors overlapped in {} of {}", percentage(contention.overlapped, contention.probes),
                     counted(contention.probes, "probe"));
}

Exploration exploration_of(const Evidence& evidence) { return evidence.exploration.value_or(Exploration()); }

std::string redundancy_of(const Exploration& exploration) {
  if (exploration.blocked == 0) return {};
  return fmt::format("; {} of them given up as redundant or too long", grouped(exploration.blocked));
}

std::string effort_of(const Evidence& evidence) {
  if (evidence.executions == 0) return "nothing was executed";
  std::string text = fmt::format("{} in {}", counted(evidence.executions, "execution"), duration(evidence.seconds));
  if (const std::string speed = rate(evidence.executions, evidence.seconds); !speed.empty()) text += ", " + speed;
  text += traits(evidence.engine).real_threads ? "; " + contention_of(evidence.contention)
                                               : redundancy_of(exploration_of(evidence));
  return evidence.interrupted ? text + "; interrupted" : text;
}

Table mode_table(const std::vector<ModeReport>& modes) {
  Table table({Align::left, Align::right, Align::right, Align::right, Align::right}, kWidestMode);
  table.row({{"mode"}, {"executions"}, {"rate"}, {"rare"}, {"overlapped"}});
  for (const ModeReport& mode : modes) {
    table.row({{mode.mode},
               {grouped(mode.executions)},
               {rate(mode.executions, mode.seconds)},
               {percentage(mode.rare, mode.executions)},
               {percentage(mode.contention.overlapped, mode.contention.probes)}});
  }
  return table;
}

void print_anomalies(Page& page, const Evidence& evidence, Said& said, bool verbose) {
  std::size_t printed = 0;
  for (const AnomalyReport& anomaly : evidence.anomalies) {
    if (!verbose && printed == kMostAnomalies) break;
    print_anomaly(page, anomaly, said, verbose);
    ++printed;
  }
  if (const std::size_t more = evidence.anomalies.size() - printed; more > 0) {
    page.line("", counted(more, "more anomaly report") + "; --verbose prints all");
  }
  for (const SuppressedReport& report : evidence.suspected) print_aside(page, "suspected", report);
  for (const SuppressedReport& report : evidence.suppressed) print_aside(page, "suppressed", report);
}

void print_witnesses(Page& page, const Run& run, const ScenarioInfo& scenario, const JudgedEvidence& judged,
                     Said& said, bool verbose) {
  const std::vector<Witness> witnesses = exploration_of(judged.evidence).witnesses;
  const std::size_t printed = verbose ? witnesses.size() : std::min<std::size_t>(1, witnesses.size());
  for (std::size_t i = 0; i < printed; ++i)
    print_witness(page, run, scenario, judged, witnesses[i], said, {.all_steps = verbose});
  if (const std::size_t more = witnesses.size() - printed; more > 0) {
    page.line("", fmt::format("{}; --verbose prints all",
                              more == 1 ? "1 more witness" : grouped(more) + " more witnesses"));
  }
}

void print_engine(Page& page, const Run& run, const ScenarioInfo& scenario, const JudgedEvidence& judged, Said& said,
                  bool verbose) {
  const Evidence& evidence = judged.evidence;
  page.line(name_of(evidence.engine), effort_of(evidence));
  if (!judged.outcomes.empty()) page.table(outcome_table(scenario, judged, verbose), Page::kIndent + 2);
  if (!traits(evidence.engine).real_threads) {
    if (evidence.executions > 0) page.line("coverage", coverage_in_words(evidence));
    print_witnesses(page, run, scenario, judged, said, verbose);
  }
  print_anomalies(page, evidence, said, verbose);
  for (const std::string& unseen : evidence.uncontrolled) page.line("unseen", unseen);
  for (const std::string& library : evidence.unseen_libraries) {
    page.line("unseen", library + ", which is not instrumented");
  }
  for (const std::string& note : evidence.notes) page.line("note", note);
  if (verbose && !evidence.modes.empty()) page.table(mode_table(evidence.modes), Page::kIndent + 2);
}

}  // namespace

Tone tone_of(const Run& run, const Result& result) {
  if (accepted(run, result)) return Tone::good;
  return result.verdict.kind == VerdictKind::refuted ? Tone::bad : Tone::doubtful;
}

void print_scenario(std::ostream& out, const Run& run, const Result& result, const ConsoleStyle& style) {
  Page page(out, style);
  const ScenarioInfo& scenario = result.scenario;
  page.heading(scenario.name, scenario.summary);
  page.line("claims", in_words(scenario.claim));
  std::string why = result.verdict.why;
  for (const JudgedEvidence& judged : result.engines) {
    Said said;
    print_engine(page, run, scenario, judged, said, style.verbose);
    why = said.without_details(std::move(why));
  }
  page.line("reason", scenario.reason);
  page.line("verdict", in_words(result.verdict), tone_of(run, result));
  page.line("why", why);
  if (const KnownFailure* known = known_failure(run, result); known != nullptr) page.line("known", known->reason);
  page.command("rerun", rerun_command(run, scenario));
}

}  // namespace tenter::report
