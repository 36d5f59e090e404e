// Structures with one line wrong are found, and told by a small program.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

#include "../cli/program.h"
#include "subject_program.h"

namespace tenter::test::mutants_test {
namespace {

using nlohmann::json;

// Where three calls cannot show it. A push that is lost is missed by the second pop alone; who takes before it looks
// has to be overtaken twice.
const std::map<std::string, int> kNeedMore{{"mutants/stack/tries-once", 4},
                                           {"mutants/queue/tries-once", 4},
                                           {"mutants/queue/stores", 4},
                                           {"mutants/deque/looks-before", 5}};

int calls_in(const std::string& program) { return static_cast<int>(std::ranges::count(program, '(')); }

json explored(const std::string& names) {
  const Outcome outcome = tenter({"run", names, "--plugin", MUTANTS, "--engine", "explore", "--executions", "20000",
                                  "--seed", "1", "--json", "-"});
  return json::parse(outcome.out).at("scenarios");
}

// Takes minutes, most of them to build what it is about: ci/nightly asks for it.
TEST(Mutants, DISABLED_AreFoundInTenThousandExecutionsAndAreSmall) {
  for (const json& mutant : explored("mutants/*")) {
    const std::string name = mutant.at("name");
    EXPECT_EQ(mutant.at("verdict"), "confirmed") << name << ": " << mutant.at("why");
    const json& explore = mutant.at("engines").at("explore");
    EXPECT_LE(explore.at("executions"), 10'000U) << name;
    const auto needs = kNeedMore.find(name);
    EXPECT_LE(calls_in(program_of(explore)), needs == kNeedMore.end() ? 3 : needs->second) << program_of(explore);
  }
}

TEST(Mutants, DISABLED_OfNoMutationAreProved) {
  for (const json& right : explored("right/*")) {
    EXPECT_EQ(right.at("verdict"), "confirmed") << right.at("name") << ": " << right.at("why");
    const bool order_matters = !right.at("engines").at("explore").at("order_that_matters").is_null();
    EXPECT_EQ(right.at("basis"), order_matters ? "proved_sc" : "proved") << right.at("name");
  }
}

}  // namespace
}  // namespace tenter::test::mutants_test
