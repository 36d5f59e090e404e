// What this machine tells of itself.
#include "report/environment.h"

#include <gtest/gtest.h>

namespace tenter::report::environment_test {
namespace {

TEST(Environment, KnowsThisMachine) {
  const Environment environment = this_environment();
  EXPECT_FALSE(environment.version.empty());
  EXPECT_TRUE(environment.kernel.starts_with("Linux ")) << environment.kernel;
  EXPECT_GE(environment.cores, 1U);
  EXPECT_EQ(environment.cpu.find('\n'), std::string::npos);
}

}  // namespace
}  // namespace tenter::report::environment_test
