// Plugins as files: a plain shared object and, beside it, its instrumented twin.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "model/engine.h"

namespace tenter::session {

struct PluginFiles {
  std::filesystem::path plain;         // DIRECTORY/NAME.so
  std::filesystem::path instrumented;  // DIRECTORY/NAME.instrumented.so; need not exist

  // The half that an engine loads.
  const std::filesystem::path& of(Engine engine) const { return traits(engine).instrumented ? instrumented : plain; }
};

// The pair that `path` belongs to; either half may be named. Throws Error when the plain one is missing.
PluginFiles plugin_at(const std::filesystem::path& path);

// All plugins of a directory, by name, then those added, each file once. A directory that does not exist has none.
// Throws Error, with a line for each plugin that is missing.
std::vector<PluginFiles> find_plugins(const std::filesystem::path& directory, const std::vector<std::string>& added);

}  // namespace tenter::session
