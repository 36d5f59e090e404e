// The bundled scenarios are determined by their schedules, and leave nothing behind.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "plugin.h"

namespace tenter::explore::test {
namespace {

using testing::IsEmpty;

const Plugin& faq() {
  static const Plugin plugin(TENTER_FAQ);
  return plugin;
}

const Plugin& litmus() {
  static const Plugin plugin(TENTER_LITMUS);
  return plugin;
}

void expect_control(const Evidence& evidence, const Program& program) {
  EXPECT_THAT(evidence.uncontrolled, IsEmpty()) << program.info.name;
  EXPECT_THAT(evidence.notes, IsEmpty()) << program.info.name;
}

TEST(Bundled, ScenariosAreControlled) {
  for (const Plugin* const plugin : {&faq(), &litmus()}) {
    for (const Program& program : plugin->programs()) {
      expect_control(plugin->explored(program, by("auto", 2'000)), program);
    }
  }
}

// Also when the search is over just as it has seen what else has to be a step.
TEST(Bundled, ScenariosThatRaceAreControlledHoweverSoonTheSearchIsOver) {
  for (const Program& program : faq().programs()) {
    if (program.info.name != "faq/append/plain" && program.info.name != "faq/increment/plain") continue;
    for (std::uint64_t executions = 1; executions <= 12; ++executions) {
      expect_control(faq().explored(program, by("dpor", executions)), program);
    }
  }
}

RC_GTEST_PROP(Bundled, ScenariosAreControlledUnderAnyStrategy, (std::uint64_t seed)) {
  const Plugin& plugin = *rc::gen::arbitrary<bool>() ? faq() : litmus();
  const auto& program = plugin.programs()[*rc::gen::inRange<std::size_t>(0, plugin.programs().size())];
  RunRequest request = by(*rc::gen::element<std::string>("dpor", "exhaustive", "random", "pct", "pos"),
                          *rc::gen::inRange<std::uint64_t>(1, 300));
  request.seed = seed;
  const Evidence evidence = plugin.explored(program, request);
  for (const std::string& told : evidence.uncontrolled) RC_LOG() << program.info.name << ": " << told << '\n';
  RC_ASSERT(evidence.uncontrolled.empty());
  RC_ASSERT(evidence.notes.empty());
}

}  // namespace
}  // namespace tenter::explore::test
