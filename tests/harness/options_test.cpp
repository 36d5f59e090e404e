#include "cli/options.h"

#include <gmock/gmock.h>

#include <map>

#include "session/error.h"

namespace tenter::cli::options_test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

using Environment = std::map<std::string, std::string>;

GivenOptions given(const std::string& command, const std::vector<std::string>& arguments,
                   const Environment& environment = {}) {
  return GivenOptions(syntax_of(command), arguments, [&](const char* name) {
    const auto found = environment.find(name);
    return found == environment.end() ? nullptr : found->second.c_str();
  });
}

RunOptions parsed(const std::vector<std::string>& arguments, const Environment& environment = {}) {
  return run_options(given("run", arguments, environment));
}

TEST(Options, HaveDefaults) {
  const RunOptions options = parsed({});
  EXPECT_EQ(options.budget.time, 1s);
  EXPECT_EQ(options.budget.executions, std::nullopt);
  EXPECT_THAT(options.engines, ElementsAre(Engine::stress, Engine::tsan, Engine::explore));
  EXPECT_EQ(options.seed, std::nullopt);
}

// What a report prints for running a scenario again must load the same plugin and run as long.
TEST(Options, KnowTheWordsThatAskForTheSameAgain) {
  const RunOptions options = parsed({"a/*", "--plugin", "x.so", "--seed", "7", "--json", "r.json", "--plugin=y.so"},
                                    {{"TENTER_TIME", "200ms"}});
  EXPECT_THAT(options.again, ElementsAre("--time", "200ms", "--plugin", "x.so", "--plugin", "y.so"));
}

TEST(Options, AreRead) {
  const RunOptions options = parsed({"a/*", "--engine=tsan", "--time", "200ms", "--seed", "0", "-j3", "--plugin",
                                     "x.so", "--plugin", "y.so", "--strict", "b", "--affinity", "same-core"});
  EXPECT_THAT(options.patterns, ElementsAre("a/*", "b"));
  EXPECT_THAT(options.engines, ElementsAre(Engine::tsan));
  EXPECT_EQ(options.budget.time, 200ms);
  EXPECT_EQ(options.seed, 0U);
  EXPECT_EQ(options.workers.jobs, 3U);
  EXPECT_THAT(options.workers.plugins, ElementsAre("x.so", "y.so"));
  EXPECT_TRUE(options.strict);
  EXPECT_EQ(options.affinity, Affinity::same_core);
}

TEST(Options, ExecutionsAloneHaveAllTheTimeTheyNeed) {
  EXPECT_EQ(parsed({"--executions", "5"}).budget.time, std::nullopt);
  const RunOptions both = parsed({"--executions", "5", "--time", "2s"});
  EXPECT_EQ(both.budget.time, 2s);
  EXPECT_EQ(both.budget.executions, 5U);
}

// Whoever says how long each engine runs means it.
TEST(Options, ABriefRunIsNoneWithATimeOfItsOwn) {
  EXPECT_TRUE(parsed({"--brief"}).brief);
  EXPECT_EQ(parsed({"--brief"}).budget.time, 250ms);
  EXPECT_TRUE(parsed({}, {{"TENTER_BRIEF", "1"}}).brief);
  EXPECT_THAT(parsed({"--brief"}).again, ElementsAre("--brief"));
  EXPECT_FALSE(parsed({}).brief);
  EXPECT_FALSE(parsed({"--brief", "--time", "2s"}).brief);
  EXPECT_FALSE(parsed({"--brief", "--executions", "10"}).brief);
  EXPECT_EQ(parsed({"--brief", "--time", "2s"}).budget.time, 2s);
  EXPECT_THAT(parsed({"--brief", "--time", "2s"}).again, ElementsAre("--time", "2s"));
}

TEST(Options, ABriefRunThatIsAskedForIsOneWhateverTheEnvironmentSays) {
  const RunOptions options = parsed({"--brief"}, {{"TENTER_TIME", "3s"}, {"TENTER_EXECUTIONS", "10"}});
  EXPECT_TRUE(options.brief);
  EXPECT_EQ(options.budget.time, 250ms);
  EXPECT_FALSE(options.budget.executions);
  EXPECT_THAT(options.again, ElementsAre("--brief"));
  EXPECT_FALSE(parsed({"--time", "2s"}, {{"TENTER_BRIEF", "1"}}).brief);
  EXPECT_FALSE(parsed({}, {{"TENTER_BRIEF", "1"}, {"TENTER_TIME", "3s"}}).brief);
}

TEST(Options, NameAnEngineOnce) {
  EXPECT_THAT(parsed({"--engine", "tsan,stress,tsan"}).engines, ElementsAre(Engine::tsan, Engine::stress));
}

TEST(Options, OfTheEnvironmentAreOverruledByTheCommandLine) {
  const std::map<std::string, std::string> environment{
      {"TENTER_TIME", "3s"}, {"TENTER_SEED", "9"}, {"TENTER_STRICT", "yes"}, {"TENTER_PLUGIN", "a.so:b.so"}};
  const RunOptions options = parsed({"--time", "4s"}, environment);
  EXPECT_EQ(options.budget.time, 4s);
  EXPECT_EQ(options.seed, 9U);
  EXPECT_TRUE(options.strict);
  EXPECT_THAT(options.workers.plugins, ElementsAre("a.so", "b.so"));
}

TEST(Options, JsonIsAFileForRunAndASwitchForList) {
  EXPECT_EQ(parsed({"--json", "x"}).report.json, "x");
  EXPECT_TRUE(list_options(given("list", {"--json"})).json);
  EXPECT_FALSE(list_options(given("list", {}, {{"TENTER_JSON", "results.json"}})).json);
  EXPECT_TRUE(list_options(given("list", {}, {{"TENTER_JSON", "1"}})).json);
}

TEST(Options, OfCheckHistoryHaveATimeOfTheirOwn) {
  EXPECT_EQ(check_history_options(given("check-history", {"h.jsonl"})).time, 1min);
  EXPECT_EQ(check_history_options(given("check-history", {"--time", "2s"})).time, 2s);
}

TEST(Options, ThatMakeNoSenseAreErrors) {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"--tim", "1s"}, {"--time", "1"}, {"--engine", "stress,"}, {"--strict=no"}, {"-x"}}) {
    EXPECT_THROW((void)parsed(arguments), session::Error) << arguments.front();
  }
  EXPECT_THROW((void)parsed({}, {{"TENTER_STRICT", "perhaps"}}), session::Error);
}

}  // namespace
}  // namespace tenter::cli::options_test
