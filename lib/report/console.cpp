#include "report/console.h"

#include "report/scenario_block.h"
#include "report/summary.h"

namespace tenter::report {
namespace {

bool in_full(const Run& run, const Result& result, const ConsoleStyle& style) {
  return style.verbose || run.results.size() <= kAllInFull || result.verdict.kind != VerdictKind::confirmed;
}

}  // namespace

void print_console(std::ostream& out, const Run& run, const ConsoleStyle& style) {
  const bool overview = run.results.size() > kAllInFull;
  if (overview) {
    print_overview(out, run, style);
    out << '\n';
  }
  for (const Result& result : run.results) {
    if (!in_full(run, result, style)) continue;
    print_scenario(out, run, result, style);
    if (run.results.size() > 1) out << '\n';
  }
  print_totals(out, run, style);
}

}  // namespace tenter::report
