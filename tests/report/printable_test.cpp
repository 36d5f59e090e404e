// Text from scenarios, made safe.
#include "report/printable.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace tenter::report::printable_test {
namespace {

const std::string kReplaced = "\xEF\xBF\xBD";

TEST(ValidUtf8, KeepsWhatIsValid) {
  for (const std::string text :
       {"", "plain", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x99\x82", "\xf4\x8f\xbf\xbf", "\n\t"}) {
    EXPECT_EQ(valid_utf8(text), text);
  }
  EXPECT_EQ(valid_utf8(std::string_view("a\0b", 3)), std::string("a\0b", 3));
}

TEST(ValidUtf8, ReplacesEachByteThatIsNot) {
  EXPECT_EQ(valid_utf8("\xff"), kReplaced);
  EXPECT_EQ(valid_utf8("a\x80z"), "a" + kReplaced + "z");
  EXPECT_EQ(valid_utf8("\xc0\xaf"), kReplaced + kReplaced) << "overlong";
  EXPECT_EQ(valid_utf8("\xe0\x80\xaf"), kReplaced + kReplaced + kReplaced) << "overlong";
  EXPECT_EQ(valid_utf8("\xed\xa0\x80"), kReplaced + kReplaced + kReplaced) << "surrogate";
  EXPECT_EQ(valid_utf8("\xf4\x90\x80\x80"), kReplaced + kReplaced + kReplaced + kReplaced) << "beyond Unicode";
  EXPECT_EQ(valid_utf8("\xe2\x82"), kReplaced + kReplaced) << "cut short";
  EXPECT_EQ(valid_utf8("\xe2\x82z"), kReplaced + kReplaced + "z") << "cut short";
}

TEST(Printable, EscapesWhatTerminalsObey) {
  EXPECT_EQ(printable("a\nb\tc\rd"), "a\\nb\\tc\\rd");
  EXPECT_EQ(printable("\x1b[31m"), "\\x1b[31m");
  EXPECT_EQ(printable("\x7f"), "\\x7f");
  EXPECT_EQ(printable("\xc2\x9b"), "\\x9b") << "C1";
  EXPECT_EQ(printable("\xe2\x80\xae"), "\\u202e") << "right-to-left override";
  EXPECT_EQ(printable("\xe2\x80\xa8"), "\\u2028") << "line separator";
  EXPECT_EQ(printable(std::string_view("\0", 1)), "\\x00");
}

TEST(Printable, KeepsTheRest) { EXPECT_EQ(printable("C:\\x \xc3\xa9 \"quoted\""), "C:\\x \xc3\xa9 \"quoted\""); }

rc::Gen<std::string> bytes() {
  return rc::gen::container<std::string>(rc::gen::oneOf(
      rc::gen::arbitrary<char>(), rc::gen::element('\xe2', '\x80', '\xae', '\xc2', '\xf0', '\xed', '\xa0', '\x1b')));
}

RC_GTEST_PROP(ValidUtf8, IsAlwaysAcceptedByAStrictReader, ()) {
  const std::string text = *bytes();
  RC_ASSERT(nlohmann::json::parse(nlohmann::json(valid_utf8(text)).dump()) == valid_utf8(text));
  RC_ASSERT(valid_utf8(valid_utf8(text)) == valid_utf8(text));
}

// An independent judge of what is valid: nlohmann's own strict encoder, which throws.
bool strictly_valid(const std::string& text) {
  try {
    static_cast<void>(nlohmann::json(text).dump());
    return true;
  } catch (const nlohmann::json::exception&) {
    return false;
  }
}

RC_GTEST_PROP(ValidUtf8, ChangesNothingValid, ()) {
  const std::string text = *bytes();
  RC_ASSERT((valid_utf8(text) == text) == strictly_valid(text));
}

RC_GTEST_PROP(Printable, LeavesNoControlCharacter, ()) {
  const std::string text = printable(*bytes());
  for (const char c : text) RC_ASSERT(static_cast<unsigned char>(c) >= 0x20U && c != '\x7f');
  RC_ASSERT(strictly_valid(text));
  RC_ASSERT(printable(text) == text);
}

}  // namespace
}  // namespace tenter::report::printable_test
