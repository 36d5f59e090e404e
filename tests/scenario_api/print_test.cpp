// Observed values as text.
#include <gtest/gtest.h>
#include <tenter/print.h>

#include <array>
#include <cstdint>
#include <deque>
#include <limits>
#include <list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace tenter {
namespace {

enum class Colour { red, green = 7 };
enum Plain { kZero, kOne };

struct Point {
  int x, y;
  friend std::ostream& operator<<(std::ostream& out, const Point& point) {
    return out << '<' << point.x << ' ' << point.y << '>';
  }
};

enum class Named { left };
std::ostream& operator<<(std::ostream& out, Named) { return out << "left"; }

template <class... Ts>
std::string text(Ts... values) {
  return to_text(std::tuple<Ts...>(std::move(values)...));
}

TEST(Print, LongTextsAreCutAndStayDifferent) {
  const std::string one = text(std::string(20'000, 'a') + "1");
  const std::string other = text(std::string(20'000, 'a') + "2");
  EXPECT_LE(one.size(), kLongestOutcome);
  EXPECT_NE(one, other);
  EXPECT_NE(one.find("... (20001 bytes, hash "), std::string::npos) << one;
  EXPECT_EQ(text(std::string(kLongestOutcome, 'a')), std::string(kLongestOutcome, 'a'));
}

TEST(Print, NumbersBooleansAndCharacters) {
  EXPECT_EQ(text(0), "0");
  EXPECT_EQ(text(-7L), "-7");
  EXPECT_EQ(text(std::uint64_t{18446744073709551615U}), "18446744073709551615");
  EXPECT_EQ(text(true), "true");
  EXPECT_EQ(text(false), "false");
  EXPECT_EQ(text('x'), "x");
}

TEST(Print, BytesAreNumbers) {
  EXPECT_EQ(text(std::uint8_t{65}), "65");
  EXPECT_EQ(text(std::int8_t{-1}), "-1");
}

TEST(Print, FloatingPointValuesThatDifferPrintDifferently) {
  EXPECT_EQ(text(0.5), "0.5");
  EXPECT_NE(text(0.1), text(0.1 + std::numeric_limits<double>::epsilon()));
  EXPECT_NE(text(1.0F), text(1.0F + std::numeric_limits<float>::epsilon()));
}

TEST(Print, Strings) {
  EXPECT_EQ(text(std::string("abc")), "abc");
  EXPECT_EQ(text(std::string_view("abc")), "abc");
  EXPECT_EQ(text(static_cast<const char*>("abc")), "abc");
}

TEST(Print, EnumeratorsAsNumbersUnlessTheyPrintThemselves) {
  EXPECT_EQ(text(Colour::green), "7");
  EXPECT_EQ(text(kOne), "1");
  EXPECT_EQ(text(Named::left), "left");
}

TEST(Print, Ranges) {
  EXPECT_EQ(text(std::vector<int>{}), "[]");
  EXPECT_EQ(text(std::vector<int>{1, 2}), "[1, 2]");
  EXPECT_EQ(text(std::array<bool, 2>{true, false}), "[true, false]");
  EXPECT_EQ(text(std::vector<bool>{true, false}), "[true, false]");
  EXPECT_EQ(text(std::list<std::string>{"a", "b"}), "[a, b]");
  EXPECT_EQ(text(std::deque<std::vector<int>>{{1}, {}}), "[[1], []]");
  EXPECT_EQ(text(std::set<int>{2, 1}), "[1, 2]");
  EXPECT_EQ(text(std::map<int, std::string>{{1, "a"}, {2, "b"}}), "[(1, a), (2, b)]");
}

TEST(Print, PairsTuplesAndOptionals) {
  EXPECT_EQ(text(std::pair(1, true)), "(1, true)");
  EXPECT_EQ(text(std::tuple(1, 'a', std::vector{2})), "(1, a, [2])");
  EXPECT_EQ(text(std::optional<int>{}), "none");
  EXPECT_EQ(text(std::optional(3)), "3");
  EXPECT_EQ(text(std::optional(std::pair(1, 2))), "(1, 2)");
}

TEST(Print, TypesWithTheirOwnOperator) {
  EXPECT_EQ(text(Point{1, 2}), "<1 2>");
  EXPECT_EQ(text(std::vector{Point{1, 2}, Point{3, 4}}), "[<1 2>, <3 4>]");
  EXPECT_EQ(text(std::optional(Point{1, 2})), "<1 2>");
}

TEST(Print, AnOutcomeIsItsValuesSeparatedByCommas) {
  EXPECT_EQ(text(0, true, std::string("x")), "0, true, x");
  EXPECT_EQ(text(std::vector{1, 2}, std::optional<int>{}), "[1, 2], none");
  EXPECT_EQ(text(), "");
}

}  // namespace
}  // namespace tenter
