// docs/queues.md is made from a template: what becomes of its lines.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "generator/page.h"
#include "generator/piece.h"

namespace tenter::docs {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const char* const kSource = R"(
struct Declared;

// What it is for.
template <class T>
struct Queue : Base<T> {
  void put();
};

class Queues {

};
)";

TEST(Piece, IsADefinitionWithWhatBelongsToItAndTheNumbersOfItsLines) {
  EXPECT_EQ(piece_of(kSource, "Queue"),
            "  4  // What it is for.\n"
            "  5  template <class T>\n"
            "  6  struct Queue : Base<T> {\n"
            "  7    void put();\n"
            "  8  };\n");
  EXPECT_EQ(piece_of(kSource, "Queues"), " 10  class Queues {\n 11\n 12  };\n");
}

TEST(Piece, OfATypeThatThereIsNotIsAnError) {
  EXPECT_THROW(piece_of(kSource, "Declared"), std::runtime_error);
  EXPECT_THROW(piece_of(kSource, "Base"), std::runtime_error);
}

Shown right() { return {"q/right", "it waits", "It has waited.", "scenarios/q.cpp", "", "proved", "seen all", ""}; }

Shown wrong() {
  return {"q/wrong", "it guesses", "It was wrong.", "scenarios/q.cpp", "stale read", "witnessed", "seen", "steps\n"};
}

Material material() {
  return {{{"q/right", right()}, {"q/wrong", wrong()}}, [](const std::string&) { return kSource; }};
}

TEST(Page, KeepsTheTextAroundIt) { EXPECT_EQ(page_of("# A\n\n{b} {{c}}\n", material()), "# A\n\n{b} {{c}}\n"); }

TEST(Page, ShowsOfWhatIsRightWhyThatIsKnown) {
  EXPECT_EQ(page_of("{{q/right: Queues}}\n", material()),
            "**Right:** it waits. [`q/right`](../scenarios/q.cpp)\n\n"
            "```cpp\n 10  class Queues {\n 11\n 12  };\n```\n\n"
            "It has waited.\n\n"
            "*Proved:* seen all.\n");
}

TEST(Page, ShowsOfWhatIsWrongItsWitness) {
  EXPECT_EQ(page_of("{{q/wrong}}\n", material()),
            "**Wrong (stale read):** it guesses. [`q/wrong`](../scenarios/q.cpp)\n\n"
            "It was wrong.\n\n"
            "```\n$ tenter run q/wrong --engine explore\n...\nsteps\n```\n");
}

TEST(Page, HasATableOfThePartThatFollows) {
  const std::string page =
      page_of("{{verdicts}}\n### Wait (or not)\n{{q/right}}\n## Next\n{{q/wrong}}\n", material());
  EXPECT_THAT(page, HasSubstr("| it waits | yes, proved | [q/right](#wait-or-not) |\n### Wait"));
}

TEST(Page, ShowsNoScenarioThatThereIsNot) { EXPECT_THROW(page_of("{{q/other}}\n", material()), std::out_of_range); }

TEST(Scenarios, AreThoseThatATemplateNames) {
  EXPECT_THAT(scenarios_in("{{verdicts}}\n{{code a.h: B}}\n{{q/wrong: C, D}}\n{{q/right}}\n"),
              ElementsAre("q/wrong", "q/right"));
}

}  // namespace
}  // namespace tenter::docs
