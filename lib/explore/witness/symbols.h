// Names by the debug information of the plugin.
#pragma once

#include <tenter/body.h>

#include <memory>
#include <string>

#include "explore/witness/names.h"

namespace tenter::explore {

// Of a plugin that has been loaded, and one of its scenarios. REQUIRES: `body` outlives it.
std::unique_ptr<Names> names_by_symbols(const std::string& plugin_path, const Body& body);

}  // namespace tenter::explore
