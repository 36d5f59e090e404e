#include "cli/catalogue_view.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdio>

#include "session/pattern.h"
#include "session/plugin_files.h"

namespace tenter::cli {

session::Limits limits_of(const WorkerOptions& options) {
  session::Limits limits;
  limits.patience = options.timeout;
  limits.memory = options.memory;
  return limits;
}

session::Layout this_layout() { return session::layout_of(session::executable_directory()); }

session::Catalogue read_catalogue(const WorkerOptions& options, const session::Layout& layout) {
  const auto files = session::find_plugins(layout.plugins, options.plugins);
  return session::read_catalogue(files, layout, limits_of(options), options.jobs);
}

bool all_match(const session::Catalogue& catalogue, const std::vector<std::string>& patterns) {
  const std::vector<std::string> names = catalogue.names();
  const auto missing = session::unmatched(catalogue, patterns);
  for (const std::string& pattern : missing) {
    const auto near = session::near_names(pattern, names);
    fmt::print(stderr, "tenter: no scenario matches {}{}\n", pattern,
               near.empty() ? "" : fmt::format("; did you mean {}?", fmt::join(near, ", ")));
  }
  return missing.empty();
}

}  // namespace tenter::cli
