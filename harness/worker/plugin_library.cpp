#include "worker/plugin_library.h"

#include <dlfcn.h>
#include <fmt/core.h>

#include <array>
#include <cstring>
#include <fstream>
#include <set>
#include <string_view>

#include "worker/uninstrumented.h"

namespace tenter::worker {
namespace {

constexpr std::string_view kMagic{"tenter\0\0", 8};

#if defined(__clang__)
constexpr std::string_view kFamily = "clang++";
#else
constexpr std::string_view kFamily = "g++";
#endif

void require_shared_object(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw PluginError(fmt::format("cannot be read: {}", std::strerror(errno)));
  std::array<char, 4> start{};
  file.read(start.data(), start.size());
  if (std::string_view(start.data(), start.size()) !=
      "\x7f"
      "ELF") {
    throw PluginError("is not a plugin: it is not a shared object");
  }
}

void* open_library(const std::string& path) {
  try {
    if (void* const library = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL)) return library;
  } catch (const std::exception& error) {
    throw PluginError(fmt::format("throws in its static initialisers: {}", error.what()));
  }
  throw PluginError(fmt::format("cannot be loaded: {}", ::dlerror()));
}

std::string_view family_of(std::string_view compiler) { return compiler.substr(0, compiler.find(' ')); }

void require_compatible(const PluginIdentity& identity, bool instrumented) {
  if (identity.abi != kPluginAbi) {
    throw PluginError(fmt::format("was built for plugin ABI {}, this tenter has {}: build it again with this version",
                                  identity.abi, kPluginAbi));
  }
  if (family_of(identity.compiler) != kFamily) {
    throw PluginError(fmt::format("was built with {}, this tenter with {}: build both with the same compiler",
                                  identity.compiler, kFamily));
  }
  if ((identity.instrumented != 0) != instrumented) {
    throw PluginError(instrumented ? "is not instrumented: build it with tenter_add_scenarios()"
                                   : "is an instrumented plugin under the name of a plain one");
  }
}

const PluginIdentity& identity_in(void* library) {
  const auto* const identity = static_cast<const PluginIdentity*>(::dlsym(library, "tenter_plugin_identity"));
  if (identity == nullptr || std::string_view(identity->magic, sizeof identity->magic) != kMagic) {
    throw PluginError("is not a plugin: it has no tenter_plugin_identity; build it with tenter_add_scenarios()");
  }
  return *identity;
}

using Load = decltype(&tenter_plugin_load);

Load load_function(void* library) {
  void* const address = ::dlsym(library, "tenter_plugin_load");
  if (address == nullptr) throw PluginError("is not a plugin: it has no tenter_plugin_load");
  return reinterpret_cast<Load>(address);
}

}  // namespace

LoadedPlugin load_plugin(const std::string& path, const std::vector<std::string>& libraries, bool instrumented,
                         Host& host) {
  require_shared_object(path);
  const std::set<std::string> before = loaded_objects();
  void* const library = open_library(path);
  const PluginIdentity& identity = identity_in(library);
  require_compatible(identity, instrumented);
  LoadedPlugin plugin{&identity, load_function(library)(&host), {}};
  for (const std::string& wanted : libraries) ::dlopen(wanted.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (instrumented) plugin.uninstrumented = uninstrumented_since(before, path);
  return plugin;
}

}  // namespace tenter::worker
