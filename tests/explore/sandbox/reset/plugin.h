// A plugin in this process, and its scenarios under the engine.
#pragma once

#include <memory>
#include <string>

#include "explore/engine/explorer.h"

namespace tenter::explore::test {

// One process has one runtime. Loads a plugin once.
class Plugin {
 public:
  explicit Plugin(const std::string& path);

  const std::vector<Program>& programs() const { return contents_->programs; }
  const Program& program(const std::string& name) const;

  Evidence explored(const Program& program, const RunRequest& request) const;

 private:
  std::string path_;
  const PluginContents* contents_ = nullptr;
};

RunRequest by(std::string_view strategy, std::uint64_t executions = 100'000,
              std::optional<std::uint32_t> preemptions = {});

std::uint64_t count_of(const Evidence& evidence, const std::string& outcome);

}  // namespace tenter::explore::test
