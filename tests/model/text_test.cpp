// What observed values look like, on which outcomes, claims and tables agree.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <tenter/print.h>

#include <array>
#include <deque>
#include <limits>
#include <list>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace tenter {
namespace {

enum class Colour : unsigned char { red, green };
enum class Named { one };
std::ostream& operator<<(std::ostream& out, Named) { return out << "one"; }

struct Point {
  int x, y;
  friend std::ostream& operator<<(std::ostream& out, Point p) { return out << p.x << '|' << p.y; }
};

template <class... Ts>
std::string text(Ts... values) {
  return to_text(std::tuple<Ts...>(std::move(values)...));
}

TEST(ToText, SeparatesValuesByCommas) {
  EXPECT_EQ(text(1), "1");
  EXPECT_EQ(text(0, -1, 2U), "0, -1, 2");
  EXPECT_EQ(to_text(std::tuple<>{}), "");
}

TEST(ToText, ScalarsPrintAsUsual) {
  EXPECT_EQ(text(true, false), "true, false");
  EXPECT_EQ(text('a'), "a");
  EXPECT_EQ(text(std::int8_t{-5}, std::uint8_t{200}), "-5, 200");
  EXPECT_EQ(text(std::string("two words")), "two words");
  EXPECT_EQ(text(std::numeric_limits<std::uint64_t>::max()), "18446744073709551615");
}

TEST(ToText, EnumeratorsPrintAsNumbersUnlessTheySayOtherwise) {
  EXPECT_EQ(text(Colour::green), "1");
  EXPECT_EQ(text(Named::one), "one");
}

TEST(ToText, ContainersAndTuplesNest) {
  EXPECT_EQ(text(std::vector<int>{1, 2}), "[1, 2]");
  EXPECT_EQ(text(std::vector<bool>{true, false}), "[true, false]");
  EXPECT_EQ(text(std::list<int>{}), "[]");
  EXPECT_EQ(text(std::array<int, 2>{3, 4}), "[3, 4]");
  EXPECT_EQ(text(std::map<int, std::string>{{1, "a"}}), "[(1, a)]");
  EXPECT_EQ(text(std::pair<int, std::deque<int>>{1, {2}}), "(1, [2])");
}

TEST(ToText, OptionalsAndOwnOperatorsPrint) {
  EXPECT_EQ(text(std::optional<int>{}), "none");
  EXPECT_EQ(text(std::optional<int>{3}), "3");
  EXPECT_EQ(text(Point{1, 2}), "1|2");
}

RC_GTEST_PROP(ToText, DifferentValuesPrintDifferently, (double a, double b, std::vector<int> c, std::vector<int> d)) {
  RC_ASSERT(a == b || text(a) != text(b));
  RC_ASSERT(c == d || text(c) != text(d));
}

}  // namespace
}  // namespace tenter
