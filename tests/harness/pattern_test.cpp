#include "session/pattern.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace tenter::session::pattern_test {
namespace {

TEST(Pattern, MatchesByStarsAndQuestionMarks) {
  EXPECT_TRUE(matches("faq/*", "faq/increment/plain"));
  EXPECT_TRUE(matches("*/plain", "faq/increment/plain"));
  EXPECT_TRUE(matches("f*i*n", "faq/increment/plain"));
  EXPECT_TRUE(matches("faq/??", "faq/ab"));
  EXPECT_TRUE(matches("*", ""));
  EXPECT_FALSE(matches("faq", "faq/increment"));
  EXPECT_FALSE(matches("faq/?", "faq/ab"));
  EXPECT_FALSE(matches("", "faq"));
}

// The definition, as slow as it is plain.
bool naive(std::string_view pattern, std::string_view name) {
  if (pattern.empty()) return name.empty();
  if (pattern[0] == '*') return naive(pattern.substr(1), name) || (!name.empty() && naive(pattern, name.substr(1)));
  if (name.empty() || (pattern[0] != '?' && pattern[0] != name[0])) return false;
  return naive(pattern.substr(1), name.substr(1));
}

RC_GTEST_PROP(Pattern, MatchesAsDefined, ()) {
  const auto letters = [](const char* from, int most) {
    return *rc::gen::mapcat(rc::gen::inRange(0, most), [=](int n) {
      return rc::gen::container<std::string>(static_cast<std::size_t>(n), rc::gen::elementOf(std::string(from)));
    });
  };
  const std::string pattern = letters("ab*?", 8);
  const std::string name = letters("ab", 10);
  RC_ASSERT(matches(pattern, name) == naive(pattern, name));
}

TEST(EditDistance, CountsChanges) {
  EXPECT_EQ(edit_distance("", ""), 0U);
  EXPECT_EQ(edit_distance("run", "rnu"), 1U);
  EXPECT_EQ(edit_distance("time", "tme"), 1U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

RC_GTEST_PROP(EditDistance, IsSymmetricAndZeroForTheSame, (const std::string& left, const std::string& right)) {
  RC_ASSERT(edit_distance(left, right) == edit_distance(right, left));
  RC_ASSERT((edit_distance(left, right) == 0) == (left == right));
}

TEST(NearNames, AreTheLikeliestFirst) {
  const std::vector<std::string> names{"faq/increment/plain", "faq/increment/mutex", "litmus/iriw"};
  EXPECT_THAT(near_names("faq/incremnt/mutex", names), testing::ElementsAre("faq/increment/mutex", testing::_));
  EXPECT_THAT(near_names("increment", names), testing::SizeIs(2));
  EXPECT_THAT(near_names("qqqq", names), testing::IsEmpty());
}

}  // namespace
}  // namespace tenter::session::pattern_test
