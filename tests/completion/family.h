// A family of bundled scenarios as a whole: each explained, and each that holds beside a twin that differs in a line,
// breaks, and shows that the engines would have noticed.
#pragma once

#include <gmock/gmock.h>
#include <tenter/plugin.h>

#include <map>
#include <set>
#include <string>

#include "support/plugin.h"

namespace tenter::test {

// By name.
using Scenarios = std::map<std::string, const ScenarioInfo*>;

inline Scenarios scenarios_of(const char* plugin) {
  const PluginContents& contents = loaded(plugin);
  EXPECT_THAT(contents.misuse, testing::IsEmpty());
  Scenarios result;
  for (const tenter::Program& program : contents.programs) result[program.info.name] = &program.info;
  return result;
}

inline void expect_explained(const Scenarios& scenarios) {
  for (const auto& [name, info] : scenarios) {
    EXPECT_FALSE(info->summary.empty()) << name;
    EXPECT_FALSE(info->reason.empty()) << name;
  }
}

// `twins`: for each that holds, one that breaks. `alone`: those that break and are nobody's twin.
inline void expect_twins(const Scenarios& scenarios, const std::map<std::string, std::string>& twins,
                         std::set<std::string> alone) {
  std::set<std::string> unnamed;
  for (const auto& [name, info] : scenarios) unnamed.insert(name);
  for (const auto& [name, twin] : twins) {
    ASSERT_TRUE(scenarios.contains(name)) << name;
    ASSERT_TRUE(scenarios.contains(twin)) << twin << ", the twin of " << name;
    EXPECT_EQ(scenarios.at(name)->claim.kind, ClaimKind::holds) << name;
    EXPECT_EQ(scenarios.at(twin)->claim.kind, ClaimKind::breaks) << twin;
    unnamed.erase(name);
    unnamed.erase(twin);
  }
  for (const std::string& name : alone) {
    ASSERT_TRUE(scenarios.contains(name)) << name;
    EXPECT_EQ(scenarios.at(name)->claim.kind, ClaimKind::breaks) << name;
  }
  EXPECT_EQ(unnamed, alone);
}

}  // namespace tenter::test
