// The scenarios of this plugin, in order of registration.
#pragma once

#include <tenter/plugin.h>

#include <cstdint>
#include <vector>

namespace tenter::detail {

std::vector<Program>& registry();

// Adds one, with the place where it is registered.
void enlist(Program program, const char* file, std::uint32_t line);

// What tenter_plugin_load() hands out.
const PluginContents* load(Host* host);

}  // namespace tenter::detail
