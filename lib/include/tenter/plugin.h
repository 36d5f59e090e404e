// The contract between a plugin (a shared object with scenarios) and the worker that loads it.
//
// A plugin exports two names. `tenter_plugin_identity` is plain data and readable whatever the plugin was built
// with; only when it matches is `tenter_plugin_load` called. Both are defined by one source file that
// tenter_add_scenarios() adds to every plugin.
#pragma once

#include <tenter/body.h>
#include <tenter/scenario_info.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace tenter {

// Strings and vectors cross the boundary, so both sides must agree on how they are laid out.
#if defined(_LIBCPP_VERSION)
inline constexpr std::uint32_t kLibraryAbi = 0x10000;  // libc++
#elif defined(_GLIBCXX_DEBUG)
inline constexpr std::uint32_t kLibraryAbi = 0x20000;
#elif !_GLIBCXX_USE_CXX11_ABI
inline constexpr std::uint32_t kLibraryAbi = 0x40000;
#else
inline constexpr std::uint32_t kLibraryAbi = 0;
#endif

// The version is raised whenever anything below, body.h, object_subject.h or scenario_info.h changes.
inline constexpr std::uint32_t kPluginAbi = 2 + kLibraryAbi;

// The most actors that a scenario may have.
inline constexpr std::size_t kMaxActors = 64;

// REQUIRES: the first two members never move; a host of any version reads them.
struct PluginIdentity {
  char magic[8];  // "tenter\0\0"
  std::uint32_t abi;
  std::uint32_t instrumented;  // 1 when compiled with -fsanitize=thread
  const char* name;            // the target's name
  const char* compiler;        // "g++ 12.2.0"
  const char* options;         // the compiler options it was built with
};

// A scenario with its code: one program, or an object of whose operations programs are made.
struct Program {
  ScenarioInfo info;
  std::unique_ptr<const Body> body;             // null: it has an object
  std::shared_ptr<const ObjectSubject> object;  // null: it has a body
};

struct PluginContents {
  std::vector<Program> programs;
  std::vector<std::string> misuse;  // what the author of a scenario must change, a sentence each
};

}  // namespace tenter

extern "C" {
__attribute__((visibility("default"))) extern const tenter::PluginIdentity tenter_plugin_identity;
// The plugin's scenarios, owned by the plugin. `host` must outlive it.
__attribute__((visibility("default"))) const tenter::PluginContents* tenter_plugin_load(tenter::Host* host);
}
