// A plugin, loaded into this process.
#pragma once

#include <tenter/plugin.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace tenter::worker {

// The file is no plugin that this worker can use: a sentence that says why.
struct PluginError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct LoadedPlugin {
  const PluginIdentity* identity = nullptr;
  const PluginContents* contents = nullptr;
  std::vector<std::string> uninstrumented;  // paths of libraries that came along as they are
};

// Loads `path`, whose static initialisers run; checks its identity before anything else of it is called. Then loads
// `libraries`, as far as they can be loaded, which it would load itself later. All stay loaded for ever. Throws
// PluginError.
LoadedPlugin load_plugin(const std::string& path, const std::vector<std::string>& libraries, bool instrumented,
                         Host& host);

}  // namespace tenter::worker
