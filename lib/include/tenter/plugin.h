// The contract between a plugin (a shared object with scenarios) and the worker that loads it.
//
// A plugin exports two names. `tenter_plugin_identity` is plain data and readable whatever the plugin was built
// with; only when it matches is `tenter_plugin_load` called. Both are defined by one source file that
// tenter_add_scenarios() adds to every plugin.
#pragma once

#include <tenter/body.h>
#include <tenter/detail/plugin_identity.h>
#include <tenter/scenario_info.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace tenter {

// The most actors that a scenario may have.
inline constexpr std::size_t kMaxActors = 64;

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
// The plugin's scenarios, owned by the plugin. `host` must outlive it.
__attribute__((visibility("default"))) const tenter::PluginContents* tenter_plugin_load(tenter::Host* host);
}
