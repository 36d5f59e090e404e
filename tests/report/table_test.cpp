// Aligned columns, and sentences broken to a width.
#include "report/table.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <sstream>

namespace tenter::report::table_test {
namespace {

TEST(Table, AlignsColumns) {
  Table table({Align::left, Align::right, Align::left});
  table.row({{"name"}, {"count"}, {"why"}});
  table.row({{"a"}, {"1,000"}, {"x"}});
  table.row({{"longer"}, {"7"}});
  EXPECT_EQ(table.text(2, false),
            "  name    count  why\n"
            "  a       1,000  x\n"
            "  longer      7\n");
}

TEST(Table, CountsCodePointsNotBytes) {
  Table table({Align::left, Align::left});
  table.row({{"\xc3\xa9\xc3\xa9"}, {"b"}});
  table.row({{"aa"}, {"b"}});
  EXPECT_EQ(table.text(0, false), "\xc3\xa9\xc3\xa9  b\naa  b\n");
}

TEST(Table, AVeryLongCellPushesOnlyItsOwnRow) {
  Table table({Align::left, Align::left});
  table.row({{std::string(Table::kWidest + 1, 'x')}, {"b"}});
  table.row({{"a"}, {"b"}});
  EXPECT_EQ(table.text(0, false), std::string(Table::kWidest + 1, 'x') + "  b\na  b\n");
}

TEST(Table, ColoursDoNotCountAsWidth) {
  Table table({Align::left, Align::left});
  table.row({{"bad", Tone::bad}, {"b"}});
  table.row({{"fine"}, {"b"}});
  EXPECT_EQ(table.text(0, true), "\033[31mbad\033[0m   b\nfine  b\n");
}

TEST(Shortened, LeavesRoomForTheEllipsis) {
  EXPECT_EQ(shortened("abcdef", 6), "abcdef");
  EXPECT_EQ(shortened("abcdefg", 6), "abcde\xE2\x80\xA6");
  EXPECT_EQ(shortened("\xc3\xa9\xc3\xa9\xc3\xa9", 2), "\xc3\xa9\xE2\x80\xA6");
}

TEST(Wrapped, BreaksAtSpacesAndIndents) {
  EXPECT_EQ(wrapped("one two three", 9, 2), "one two\n  three");
  EXPECT_EQ(wrapped("unbreakably", 4, 0), "unbreakably");
  EXPECT_EQ(wrapped("", 10, 2), "");
}

RC_GTEST_PROP(Wrapped, LosesNoWordAndKeepsTheWidth, ()) {
  const auto words = *rc::gen::container<std::vector<std::string>>(
      rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange('a', 'e'))));
  const auto width = *rc::gen::inRange<std::size_t>(5, 40);
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  const std::string result = wrapped(text, width, 3);

  std::istringstream in(result);
  std::vector<std::string> kept;
  for (std::string word; in >> word;) kept.push_back(word);
  RC_ASSERT(kept == words);
  std::istringstream lines("   " + result);
  for (std::string line; std::getline(lines, line);) {
    const bool one_word = line.find(' ', 3) == std::string::npos;
    RC_ASSERT(line.size() <= width || one_word);
  }
}

}  // namespace
}  // namespace tenter::report::table_test
