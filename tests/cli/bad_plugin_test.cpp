// Plugins that are none, or that cannot be loaded: one clear line each, and exit code 2.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "program.h"

namespace tenter::test::bad_plugin_test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

void expect_refused(const std::string& path, const std::string& says, std::vector<std::string> more = {}) {
  std::vector<std::string> arguments{"list", "--plugin", path};
  arguments.insert(arguments.end(), more.begin(), more.end());
  const Outcome outcome = tenter(arguments);
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr(says));
  EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
}

std::string file_with(const std::string& name, const std::string& text) {
  const std::string path = scratch(name);
  std::ofstream(path) << text;
  return path;
}

TEST(BadPlugin, IsMissing) { expect_refused("/nowhere/x.so", "/nowhere/x.so: there is no such file"); }
TEST(BadPlugin, IsADirectory) { expect_refused("/tmp", "is a directory"); }
TEST(BadPlugin, IsEmpty) { expect_refused(file_with("empty.so", ""), "not a shared object"); }
TEST(BadPlugin, IsText) { expect_refused(file_with("text.so", "Hello, world"), "not a shared object"); }
TEST(BadPlugin, IsATornFile) {
  expect_refused(file_with("torn.so",
                           "\x7f"
                           "ELFxxxx"),
                 "cannot be loaded");
}
TEST(BadPlugin, HasNoIdentity) { expect_refused(plugin("no_identity"), "it has no tenter_plugin_identity"); }
TEST(BadPlugin, IsOfAnotherAbi) { expect_refused(plugin("other_abi"), "was built for plugin ABI 9999"); }
TEST(BadPlugin, IsOfAnotherCompiler) { expect_refused(plugin("other_compiler"), "was built with xcc 1.0"); }
TEST(BadPlugin, Throws) { expect_refused(plugin("throwing"), "throws in its static initialisers: "); }
TEST(BadPlugin, Crashes) { expect_refused(plugin("crashing"), "crash in its static initialisers"); }
TEST(BadPlugin, Exits) { expect_refused(plugin("exiting"), "it called exit(0)"); }
TEST(BadPlugin, Hangs) {
  expect_refused(plugin("hanging"), "hangs in its static initialisers (no end after 1.8s)", {"--timeout", "300ms"});
}
TEST(BadPlugin, IsMisused) { expect_refused(plugin("misuse"), "has no actors; add them"); }
TEST(BadPlugin, RepeatsANameOfAnother) {
  expect_refused(plugin("duplicate"), "well/behaved is in both", {"--plugin", plugin("well_behaved")});
}

TEST(BadPlugin, TellsEachProblemInALineOfItsOwn) {
  const Outcome outcome = tenter({"list", "--plugin", plugin("throwing"), "--plugin", plugin("other_abi")});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 2) << outcome.err;
}

TEST(Plugin, MayBeNamedTwice) {
  const Outcome outcome =
      tenter({"list", "well/*", "--plugin", plugin("well_behaved"), "--plugin", plugin("well_behaved")});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
}

TEST(Plugin, MayBeNamedByItsInstrumentedHalf) {
  const std::string instrumented = std::string(TENTER_TEST_PLUGINS) + "/cli_well_behaved.instrumented.so";
  EXPECT_EQ(tenter({"list", "well/*", "--plugin", instrumented}).exit_code, 0);
}

TEST(BadPlugin, IsAnInstrumentedHalfAlone) {
  const std::string alone = scratch("alone.instrumented.so");
  fs::copy_file(std::string(TENTER_TEST_PLUGINS) + "/cli_well_behaved.instrumented.so", alone);
  expect_refused(alone, "the plain one, alone.so, is missing beside it");
}

TEST(BadPlugin, WithoutItsTwinServesTheStressEngineOnly) {
  const std::string alone = scratch("plain.so");
  fs::copy_file(plugin("well_behaved"), alone);
  const std::vector<std::string> arguments{"run",      "well/behaved", "--executions", "100",
                                           "--plugin", alone,          "--engine"};
  auto stress = arguments;
  stress.emplace_back("stress");
  EXPECT_NE(tenter(stress).exit_code, 2);
  auto tsan = arguments;
  tsan.emplace_back("tsan");
  const Outcome outcome = tenter(tsan);
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("plain.instrumented.so, which is missing"));
}

#if defined(TENTER_WITH_TSAN)
TEST(BadPlugin, WhoseTwinIsAPlainOne) {
  const std::string plain = scratch("twin.so");
  fs::copy_file(plugin("well_behaved"), plain);
  fs::copy_file(plugin("well_behaved"), scratch("twin.instrumented.so"));
  const Outcome outcome = tenter({"run", "well/behaved", "--engine", "tsan", "--plugin", plain});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("is not instrumented"));
}
#endif

}  // namespace
}  // namespace tenter::test::bad_plugin_test
