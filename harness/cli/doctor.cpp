#include <fmt/core.h>

#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

#include "cli/catalogue_view.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "doctor/diagnosis.h"
#include "doctor/machine_files.h"
#include "doctor/trial.h"
#include "model/numbers.h"
#include "session/error.h"

namespace tenter::cli {
namespace {

using doctor::Finding;
using doctor::Mark;

// Told as soon as it is found; true when anything is in the way of a run.
bool tell(const Finding& finding) {
  constexpr std::string_view kMarks[] = {"ok", "--", "!!"};
  std::cout << fmt::format("{}  {:<14} {}\n", kMarks[static_cast<std::size_t>(finding.mark)], finding.subject,
                           finding.text)
            << std::flush;
  return finding.mark == Mark::broken;
}

Finding finding_of(const session::Plugin& plugin) {
  const auto& described = plugin.described;
  return {Mark::fine, "plugin",
          fmt::format("{}: {}, {}, {}", described.name, counted(described.scenarios.size(), "scenario"),
                      described.compiler, described.options)};
}

std::vector<Finding> findings_of_plugins(const WorkerOptions& options, const session::Layout& layout) {
  std::vector<Finding> findings;
  try {
    for (const auto& plugin : read_catalogue(options, layout).plugins) findings.push_back(finding_of(plugin));
    if (findings.empty()) {
      findings.push_back(
          {Mark::limited, "plugin", fmt::format("none in {}; name one with --plugin", layout.plugins.string())});
    }
  } catch (const session::Error& error) {
    for (const std::string& sentence : error.sentences()) findings.push_back({Mark::broken, "plugin", sentence});
  }
  return findings;
}

}  // namespace

int doctor(const DoctorOptions& options) {
  const session::Layout layout = this_layout();
  const session::Limits limits = limits_of(options.workers);
  bool broken = false;
  const auto tell_all = [&](const std::vector<Finding>& findings) {
    for (const Finding& finding : findings) broken |= tell(finding);
  };
  tell_all(doctor::diagnose(doctor::this_machine(), limits));
  for (const Engine engine : kEngines) tell_all({doctor::try_engine(engine, layout, limits)});
  tell_all(findings_of_plugins(options.workers, layout));
  return broken ? kError : kFine;
}

}  // namespace tenter::cli
