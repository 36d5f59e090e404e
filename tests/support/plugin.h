// Plugins in the process of a test.
#pragma once

#include <dlfcn.h>
#include <tenter/plugin.h>

#include <stdexcept>
#include <string>

namespace tenter::test {

// What a plugin holds, whose code lives as long as the process. REQUIRES: `host` does, too.
inline const PluginContents& loaded(const std::string& path, Host* host = nullptr) {
  void* const library = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  void* const load = library == nullptr ? nullptr : ::dlsym(library, "tenter_plugin_load");
  if (load == nullptr) throw std::runtime_error(::dlerror());
  return *reinterpret_cast<decltype(&tenter_plugin_load)>(load)(host);
}

inline const tenter::Program& program_named(const std::string& name, const PluginContents& contents) {
  for (const tenter::Program& program : contents.programs) {
    if (program.info.name == name) return program;
  }
  throw std::runtime_error("no scenario " + name);
}

}  // namespace tenter::test
