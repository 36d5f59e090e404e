// Random executions of every bundled scenario are the same again in fresh processes: a schedule is all there is to
// know. TENTER_TEST_REPLAYS says how many of each family, TENTER_TEST_SEED where to begin.
#include <gtest/gtest.h>

#include <boost/process/args.hpp>
#include <boost/process/child.hpp>
#include <boost/process/exe.hpp>
#include <boost/process/io.hpp>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace bp = boost::process;

std::vector<std::string> lines_of(const std::vector<std::string>& arguments) {
  bp::ipstream out;
  bp::child child(bp::exe = REPLAYER, bp::args = arguments, bp::std_out > out);
  std::vector<std::string> lines;
  for (std::string line; std::getline(out, line);) lines.push_back(line);
  child.wait();
  EXPECT_EQ(child.exit_code(), 0);
  return lines;
}

std::string from_environment(const char* name, const char* otherwise) {
  const char* const value = std::getenv(name);
  return value == nullptr ? otherwise : value;
}

class Replays : public testing::TestWithParam<const char*> {};

TEST_P(Replays, AreTheSameInFreshProcesses) {
  const std::string count = from_environment("TENTER_TEST_REPLAYS", "60");
  const std::string seed = from_environment("TENTER_TEST_SEED", "1");
  const std::vector<std::string> recorded = lines_of({GetParam(), "record", count, seed});
  EXPECT_EQ(std::to_string(recorded.size()), count);
  for (const std::string& line : recorded) {
    std::istringstream words(line);
    std::string scenario, schedule, hash;
    words >> scenario >> schedule >> hash;
    EXPECT_EQ(lines_of({GetParam(), "replay", scenario, schedule}), std::vector<std::string>{hash})
        << scenario << " " << schedule << ", seed " << seed;
  }
}

INSTANTIATE_TEST_SUITE_P(Families, Replays, testing::Values(FAQ, LITMUS),
                         [](const auto& instance) { return instance.index == 0 ? "Faq" : "Litmus"; });

}  // namespace
