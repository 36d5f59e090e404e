// A run for people: each scenario that wants attention in full, many others a line each, then the totals.
#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>

#include "report/run.h"

namespace tenter::report {

struct ConsoleStyle {
  bool color = false;
  std::size_t width = 118;  // columns to fill; only sentences are broken to fit
  bool verbose = false;     // every scenario in full, with the engine's modes
};

// The most scenarios that are all shown in full; of more, only those that are refuted or inconclusive are, after a
// table of all.
inline constexpr std::size_t kAllInFull = 3;

// Writes UTF-8; what scenarios printed or were named cannot move the cursor or end a line.
void print_console(std::ostream& out, const Run& run, const ConsoleStyle& style);

}  // namespace tenter::report
