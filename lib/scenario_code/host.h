// The process that has loaded this plugin.
#pragma once

#include <tenter/body.h>

namespace tenter::detail {

extern Host* host;  // set once, when the plugin is loaded

}  // namespace tenter::detail
