// Runs of the engine on the programs of subjects.cpp, in this process.
#pragma once

#include <tenter/plugin.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "explore/engine/explorer.h"
#include "explore/schedule/strategies.h"
#include "model/verdict.h"

namespace tenter::explore::test {

class NoMonitor : public RunMonitor {
 public:
  bool stop_requested() override { return false; }
  void evidence_so_far(const Evidence&) override {}
};

const Program& program_named(const std::string& name);

// A search by one strategy, or `auto`.
RunRequest by(std::string_view strategy, std::uint64_t executions = 100'000,
              std::optional<std::uint32_t> preemptions = {});

Evidence explored(const std::string& name, const RunRequest& request, RunMonitor& monitor, SharedProgress& progress,
                  StrategyKinds strategies = all_strategies());
Evidence explored(const std::string& name, const RunRequest& request, RunMonitor& monitor);
Evidence explored(const std::string& name, const RunRequest& request = by("auto"));
Evidence replayed(const std::string& name, const std::string& schedule);

// Of what a default search brings back.
Verdict verdict_of(const std::string& name);

std::uint64_t count_of(const Evidence& evidence, const std::string& outcome);

}  // namespace tenter::explore::test
