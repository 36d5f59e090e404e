// What a plugin says of scenarios that are used wrongly: where, and what to change.
#include <gmock/gmock.h>
#include <tenter/plugin.h>

#include <string>
#include <vector>

namespace tenter {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// The sentences about the scenario of that name.
std::vector<std::string> said_of(const std::string& name) {
  std::vector<std::string> result;
  for (const std::string& sentence : tenter_plugin_load(nullptr)->misuse) {
    if (sentence.find("scenario \"" + name + "\": ") != std::string::npos) result.push_back(sentence);
  }
  return result;
}

struct Flaw {
  std::string scenario;
  std::string says;
};

TEST(Misuse, EachFlawIsOneSentenceThatSaysWhatToChange) {
  const std::vector<Flaw> flaws{
      {"no-actors", "has no actors; add them with .actors() or .copies()"},
      {"too-many-actors", "has more than 64 actors; use fewer copies"},
      {"nothing-expected", "list what is .acceptable(), or say .otherwise()"},
      {"expected-twice", "outcome {2} is expected twice; keep one of the lines"},
      {"no-reason", "outcome {2} has no reason; say in words why"},
      {"engines-word", "an outcome cannot show \"deadlock\""},
      {"no-witness", "no .forbidden() outcome deserves that word; add it to one"},
      {"shown-unlisted", "claims shows({1}), which is not listed; add it as .interesting()"},
      {"shown-forbidden", "claims shows({1}), which is listed as forbidden; make it .interesting()"},
      {"twice", "another scenario has this name; rename one of them"},
      {"", "a name is a path such as family/subject/variant"},
      {"with spaces", "a name is a path such as family/subject/variant"},
      {"-option", "a name is a path such as family/subject/variant"},
  };
  for (const Flaw& flaw : flaws) {
    const auto said = said_of(flaw.scenario);
    EXPECT_EQ(said.size(), 1U) << flaw.scenario;
    EXPECT_THAT(said, Contains(HasSubstr(flaw.says)));
  }
  EXPECT_EQ(tenter_plugin_load(nullptr)->misuse.size(), flaws.size());
}

TEST(Misuse, SentencesBeginWithTheLineOfTheRegistration) {
  EXPECT_THAT(tenter_plugin_load(nullptr)->misuse,
              Each(AllOf(HasSubstr("misused_scenarios.cpp:"), HasSubstr(": scenario \""))));
}

TEST(Misuse, NothingIsSaidOfScenariosWithoutFault) {
  EXPECT_THAT(said_of("flawless/observed"), IsEmpty());
  EXPECT_THAT(said_of("flawless/unobserved"), IsEmpty());
}

TEST(Misuse, ThePluginIsIdentifiedAllTheSame) {
  EXPECT_STREQ(tenter_plugin_identity.magic, "tenter");
  EXPECT_EQ(tenter_plugin_identity.abi, kPluginAbi);
  EXPECT_STREQ(tenter_plugin_identity.name, "misused");
}

}  // namespace
}  // namespace tenter
