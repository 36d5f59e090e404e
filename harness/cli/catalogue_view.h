// The catalogue as the commands want it.
#pragma once

#include "cli/options.h"
#include "session/catalogue.h"
#include "session/layout.h"

namespace tenter::cli {

session::Limits limits_of(const WorkerOptions& options);

session::Layout this_layout();

// All bundled plugins and those given. Throws session::Error.
session::Catalogue read_catalogue(const WorkerOptions& options, const session::Layout& layout);

// Says of each pattern that matches nothing so, with near names; true when all match something.
bool all_match(const session::Catalogue& catalogue, const std::vector<std::string>& patterns);

}  // namespace tenter::cli
