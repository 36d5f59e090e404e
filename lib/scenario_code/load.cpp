#include <tenter/detail/registry.h>

#include <set>
#include <string>
#include <utility>

#include "scenario_code/host.h"
#include "scenario_code/misuse.h"

namespace tenter::detail {
namespace {

PluginContents contents() {
  PluginContents result;
  std::set<std::string> names;
  for (const Program& program : registry()) check_scenario(program, names, result.misuse);
  result.programs = std::move(registry());
  return result;
}

}  // namespace

const PluginContents* load(Host* loader) {
  host = loader;
  static const PluginContents kContents = contents();
  return &kContents;
}

}  // namespace tenter::detail
