// The commands with which ci/demo sends the user on.
#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

#include "program.h"

namespace tenter::test {
namespace {

std::vector<std::string> commands_of_demo() {
  const std::string program = "  build/release/bin/tenter ";
  std::vector<std::string> commands;
  std::istringstream lines(contents(TENTER_DEMO));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(program)) commands.push_back(TENTER_EXECUTABLE " " + line.substr(program.size()));
  }
  return commands;
}

TEST(Demo, SaysWhatToTryNextAndThatWorks) {
  const auto commands = commands_of_demo();
  EXPECT_EQ(commands.size(), 3U);
  for (const std::string& command : commands) EXPECT_EQ(std::system(command.c_str()), 0) << command;
}

}  // namespace
}  // namespace tenter::test
