#include <fmt/core.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/catalogue_view.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "report/printable.h"

namespace tenter::cli {
namespace {

using nlohmann::ordered_json;
using session::Catalogue;
using session::ListedScenario;

ordered_json to_json(const Claim& claim) {
  ordered_json json{{"kind", name_of(claim.kind)}};
  if (claim.anomaly) json["anomaly"] = name_of(*claim.anomaly);
  for (const Anomaly anomaly : claim.also) json["also"].push_back(name_of(anomaly));
  if (claim.kind == ClaimKind::shows) json["outcome"] = claim.outcome;
  return json;
}

ordered_json to_json(const ListedScenario& scenario, const Catalogue& catalogue) {
  const ScenarioInfo& info = scenario.info;
  return {{"name", info.name},     {"summary", info.summary},
          {"reason", info.reason}, {"claim", to_json(info.claim)},
          {"actors", info.actors}, {"plugin", catalogue.plugins[scenario.plugin].described.name},
          {"file", info.file},     {"line", info.line}};
}

void print_json(const std::vector<ListedScenario>& scenarios, const Catalogue& catalogue) {
  ordered_json list = ordered_json::array();
  for (const ListedScenario& scenario : scenarios) list.push_back(to_json(scenario, catalogue));
  std::cout << ordered_json{{"scenarios", list}}.dump(2, ' ', false, ordered_json::error_handler_t::replace) << '\n';
}

void print_lines(const std::vector<ListedScenario>& scenarios) {
  std::size_t width = 0;
  for (const ListedScenario& scenario : scenarios) width = std::max(width, scenario.info.name.size());
  for (const ListedScenario& scenario : scenarios) {
    const std::string summary = report::printable(scenario.info.summary);
    std::cout << (summary.empty() ? scenario.info.name
                                  : fmt::format("{:<{}}  {}", scenario.info.name, width, summary))
              << '\n';
  }
}

}  // namespace

int list(const ListOptions& options) {
  const Catalogue catalogue = read_catalogue(options.workers, this_layout());
  const bool matched = all_match(catalogue, options.patterns);
  const auto scenarios = session::selected(catalogue, options.patterns);
  options.json ? print_json(scenarios, catalogue) : print_lines(scenarios);
  if (scenarios.empty() && matched) fmt::print(stderr, "tenter: there are no scenarios; name a --plugin\n");
  return matched && !scenarios.empty() ? kFine : kInconclusive;
}

}  // namespace tenter::cli
