// All scenarios of all plugins, as their workers tell.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "protocol/messages.h"
#include "session/layout.h"
#include "session/plugin_files.h"
#include "session/supervision.h"

namespace tenter::session {

struct Plugin {
  PluginFiles files;
  protocol::Described described;
};

struct ListedScenario {
  ScenarioInfo info;
  std::size_t plugin = 0;  // index into Catalogue::plugins
};

struct Catalogue {
  std::vector<Plugin> plugins;
  std::vector<ListedScenario> scenarios;  // by plugin, then as registered

  std::vector<std::string> names() const;
};

// Asks the engine's worker to describe each plugin, `jobs` of them at a time. Throws Error with a line for each
// plugin that cannot be used.
std::vector<protocol::Described> describe(const std::vector<PluginFiles>& plugins, Engine engine,
                                          const Layout& layout, const Limits& limits, std::size_t jobs);

// Throws Error; a scenario name that is used twice is one.
Catalogue read_catalogue(const std::vector<PluginFiles>& plugins, const Layout& layout, const Limits& limits,
                         std::size_t jobs);

// Throws Error when an engine's half of a plugin is missing.
void require_twins(const std::vector<PluginFiles>& plugins, Engine engine);

// Makes sure that the engine can load these plugins, before anything runs. Throws Error.
std::vector<protocol::Described> require_loadable(const std::vector<PluginFiles>& plugins, Engine engine,
                                                  const Layout& layout, const Limits& limits, std::size_t jobs);

// Those scenarios that match any of the patterns, in order; all when there are no patterns.
std::vector<ListedScenario> selected(const Catalogue& catalogue, const std::vector<std::string>& patterns);

// Patterns that match nothing.
std::vector<std::string> unmatched(const Catalogue& catalogue, const std::vector<std::string>& patterns);

}  // namespace tenter::session
