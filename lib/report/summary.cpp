#include "report/summary.h"

#include <fmt/core.h>

#include <algorithm>

#include "model/numbers.h"
#include "report/page.h"
#include "report/printable.h"
#include "report/scenario_block.h"
#include "report/table.h"
#include "report/wording.h"

namespace tenter::report {
namespace {

std::string in_capitals(std::string_view name) {
  std::string text(name);
  for (char& c : text) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return text;
}

const JudgedEvidence* evidence_of(const Result& result, Engine engine) {
  for (const JudgedEvidence& judged : result.engines) {
    if (judged.evidence.engine == engine) return &judged;
  }
  return nullptr;
}

// data race counter.cpp:12 x counter.cpp:19
std::string with_places(const AnomalyReport& anomaly) {
  std::string text(name_of(anomaly.kind));
  for (std::size_t i = 0; i < anomaly.accesses.size(); ++i) {
    text += fmt::format("{}{}", i == 0 ? " " : " x ", in_short(anomaly.accesses[i].where));
  }
  return text;
}

// Of an engine's outcomes the one that matters most, with its share: the most frequent forbidden one, else
// the most frequent interesting one.
std::string notable_outcome(const JudgedEvidence& judged) {
  const GradedOutcome* notable = nullptr;
  std::uint64_t total = 0;
  for (const GradedOutcome& row : judged.outcomes) {
    total += row.count;
    if (row.grade == Grade::acceptable || row.count == 0) continue;
    const bool graver = notable == nullptr || row.grade > notable->grade ||
                        (row.grade == notable->grade && row.count > notable->count);
    if (graver) notable = &row;
  }
  if (notable == nullptr) return {};
  const std::string what = notable->grade == Grade::forbidden
                               ? std::string(name_of(notable->anomaly))
                               : "{" + shortened(printable(notable->outcome), 20) + "}";
  return fmt::format("{} {}", percentage(notable->count, total), what);
}

std::string seen_by(const Result& result, Engine engine) {
  const JudgedEvidence* judged = evidence_of(result, engine);
  if (judged == nullptr) return "-";
  std::string text = in_short(judged->evidence.executions);
  if (const std::string outcome = notable_outcome(*judged); !outcome.empty()) text += ", " + outcome;
  const std::vector<AnomalyReport>& anomalies = judged->evidence.anomalies;
  if (!anomalies.empty()) text += ", " + with_places(anomalies.front());
  if (anomalies.size() > 1) text += fmt::format(" +{}", anomalies.size() - 1);
  return text;
}

std::vector<Engine> engines_of(const Run& run) {
  std::vector<Engine> engines;
  for (const Engine engine : kEngines) {
    const bool used = std::any_of(run.results.begin(), run.results.end(),
                                  [&](const Result& result) { return evidence_of(result, engine) != nullptr; });
    if (used) engines.push_back(engine);
  }
  return engines;
}

std::size_t count_if(const Run& run, bool (*matches)(const Run&, const Result&)) {
  return static_cast<std::size_t>(std::count_if(run.results.begin(), run.results.end(),
                                                [&](const Result& result) { return matches(run, result); }));
}

struct Totals {
  std::size_t all = 0, accepted = 0, confirmed = 0, failed = 0, known = 0, inconclusive = 0;
};

Totals totals_of(const Run& run) {
  Totals totals;
  totals.all = run.results.size();
  totals.accepted = count_if(run, accepted);
  totals.confirmed =
      count_if(run, [](const Run&, const Result& result) { return result.verdict.kind == VerdictKind::confirmed; });
  totals.inconclusive = count_if(
      run, [](const Run&, const Result& result) { return result.verdict.kind == VerdictKind::inconclusive; });
  const std::size_t refuted = totals.all - totals.confirmed - totals.inconclusive;
  totals.known = count_if(run, [](const Run& r, const Result& result) {
    return result.verdict.kind == VerdictKind::refuted && accepted(r, result);
  });
  totals.failed = refuted - totals.known;
  return totals;
}

// The run in a word, in agreement with exit_code().
struct Headline {
  std::string word;
  Tone tone;
  std::size_t count;
};

Headline headline_of(const Run& run, const Totals& totals) {
  if (totals.all == 0) return {"NOTHING RAN", Tone::doubtful, 0};
  if (totals.failed > 0) return {"REFUTED", Tone::bad, totals.failed};
  if (totals.inconclusive > 0) return {"INCONCLUSIVE", Tone::doubtful, totals.inconclusive};
  if (!run.errors.empty()) return {"ENDED EARLY", Tone::doubtful, totals.confirmed};
  if (exit_code(run) == 0) return {"CONFIRMED", Tone::good, totals.confirmed};
  if (totals.accepted < totals.all) return {"NOT PROVED", Tone::doubtful, totals.all - totals.accepted};
  return {"INTERRUPTED", Tone::doubtful, totals.confirmed};
}

std::string rest_of(const Run& run, const Totals& totals, const std::string& word) {
  std::string text;
  if (totals.inconclusive > 0 && word != "INCONCLUSIVE")
    text += fmt::format("; {} inconclusive", totals.inconclusive);
  if (totals.confirmed > 0 && word != "CONFIRMED") text += fmt::format("; {} confirmed", totals.confirmed);
  if (totals.known > 0) text += fmt::format("; {} known to fail", totals.known);
  if (!run.errors.empty() && word != "ENDED EARLY") text += "; ended early";
  if (run.interrupted && word != "INTERRUPTED") text += "; interrupted";
  return text;
}

}  // namespace

void print_overview(std::ostream& out, const Run& run, const ConsoleStyle& style) {
  const std::vector<Engine> engines = engines_of(run);
  Table table(std::vector<Align>(4 + engines.size(), Align::left));
  std::vector<Table::Cell> heads{{"verdict"}, {"basis"}, {"scenario"}, {"claim"}};
  for (const Engine engine : engines) heads.push_back({std::string(name_of(engine))});
  table.row(std::move(heads));
  for (const Result& result : run.results) {
    const Verdict& verdict = result.verdict;
    std::vector<Table::Cell> cells{{in_capitals(name_of(verdict.kind)), tone_of(run, result)},
                                   {verdict.basis ? std::string(in_words(*verdict.basis)) : "-"},
                                   {result.scenario.name},
                                   {in_short(result.scenario.claim)}};
    for (const Engine engine : engines) cells.push_back({seen_by(result, engine)});
    table.row(std::move(cells));
  }
  out << table.text(0, style.color);
}

void print_totals(std::ostream& out, const Run& run, const ConsoleStyle& style) {
  Page page(out, style);
  for (const KnownFailure& entry : no_longer_failing(run)) {
    page.line("baseline", in_words(entry) + " no longer fails; remove its entry (" + entry.reason + ")");
  }
  const Totals totals = totals_of(run);
  const Headline headline = headline_of(run, totals);
  out << toned(headline.word, headline.tone, style.color);
  if (totals.all > 0) {
    out << fmt::format("  {} of {} claims{} ({})", headline.count, totals.all, rest_of(run, totals, headline.word),
                       duration(run.seconds));
  }
  out << '\n';
}

}  // namespace tenter::report
