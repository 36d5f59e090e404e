// Schedules survive as text, and what is no schedule is refused with a sentence that says where.
#include "model/schedule.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace tenter {
namespace {

using Tasks = std::vector<std::uint8_t>;

TEST(Schedule, IsShortText) {
  EXPECT_EQ(to_text({"g12", {0, 1, 1, 0}, {}}), "t1:g12:0110");
  EXPECT_EQ(to_text({"c14", {1, 1, 1, 1}, {"1a2f", "libx.so+10"}}), "t1:c14:1111:1a2f,libx.so+10");
  EXPECT_EQ(to_text({"g12", {}, {}}), "t1:g12:");
  EXPECT_EQ(to_text({"g12", {}, {"~40"}}), "t1:g12::~40");
  EXPECT_EQ(to_text({"g12", {1}, {"~40"}, "-a/b-"}), "t1:g12@-a/b-:1:~40");
  EXPECT_EQ(to_text({"g12", {1}, {}, "-a/b-"}), "t1:g12@-a/b-:1");
}

TEST(Schedule, CountsRunsOfMoreThanFour) {
  EXPECT_EQ(to_text({"g12", Tasks(5, 2), {}}), "t1:g12:2*5.");
  EXPECT_EQ(schedule_of("t1:g12:02*5.2*2.1").tasks, (Tasks{0, 2, 2, 2, 2, 2, 2, 2, 1}));
}

TEST(Schedule, HasACharacterForEachTask) {
  Tasks all;
  for (std::uint8_t task = 0; task < 64; ++task) all.push_back(task);
  EXPECT_EQ(to_text({"g", all, {}}), "t1:g:0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_");
}

TEST(Schedule, OfAsManyStepsAsThereMayBeIsRead) {
  EXPECT_EQ(schedule_of("t1:g12:1*1000000.").tasks.size(), 1'000'000U);
  EXPECT_EQ(schedule_of("t1:g12:1*999999.0").tasks.size(), 1'000'000U);
}

TEST(Schedule, MayNameAProgram) {
  const Schedule schedule = schedule_of("t1:g12@a0-b/b-:0110:1a2f");
  EXPECT_EQ(schedule.compiler, "g12");
  EXPECT_EQ(schedule.program, "a0-b/b-");
  EXPECT_EQ(schedule.places, (std::vector<std::string>{"1a2f"}));
  EXPECT_THROW(schedule_of("t1:g12@:0110"), std::invalid_argument);
  EXPECT_THROW(schedule_of("t1:@a:0110"), std::invalid_argument);
}

TEST(Schedule, HasColonsInPlaces) {
  EXPECT_EQ(schedule_of("t1:g12:0:a:b+1,2").places, (std::vector<std::string>{"a:b+1", "2"}));
}

// ---- Round trips. ----

std::string any_word(const std::string& without) {
  return *rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::suchThat(
      rc::gen::inRange<char>(1, 127), [&](char c) { return without.find(c) == std::string::npos; })));
}

std::uint8_t any_task() { return *rc::gen::inRange<std::uint8_t>(0, 64); }

Schedule any_schedule() {
  Schedule schedule;
  schedule.compiler = any_word(":@");
  if (*rc::gen::arbitrary<bool>()) schedule.program = any_word(":");
  const int runs = *rc::gen::inRange(0, 8);
  for (int i = 0; i < runs; ++i) {
    const auto length = *rc::gen::element<std::size_t>(1, 2, 4, 5, 6, 10, 12'345);
    schedule.tasks.insert(schedule.tasks.end(), length, any_task());
  }
  const int places = *rc::gen::inRange(0, 4);
  for (int i = 0; i < places; ++i) schedule.places.push_back(any_word(","));
  return schedule;
}

RC_GTEST_PROP(Schedule, SurvivesAsText, ()) {
  const Schedule schedule = any_schedule();
  RC_ASSERT(schedule_of(to_text(schedule)) == schedule);
}

// Whatever is still a schedule means the same after another round.
RC_GTEST_PROP(Schedule, ThatWasTamperedWithIsReadOrRefused, ()) {
  std::string text = to_text(any_schedule());
  const int changes = *rc::gen::inRange(1, 5);
  for (int i = 0; i < changes; ++i) {
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
    const auto length = *rc::gen::inRange<std::size_t>(0, 3);
    const auto instead =
        *rc::gen::element<std::string>("", ":", "*", ".", ",", "0", "9", "_", "é", std::string(1, 0));
    text.replace(at, length, instead);
  }
  try {
    const Schedule schedule = schedule_of(text);
    RC_ASSERT(schedule_of(to_text(schedule)) == schedule);
  } catch (const std::invalid_argument& error) {
    RC_ASSERT(std::string(error.what()).find("is no schedule") != std::string::npos);
  }
}

RC_GTEST_PROP(Schedule, OfAnyBytesIsReadOrRefused, (const std::string& bytes)) {
  for (const std::string& text : {bytes, "t1:" + bytes, "t1:g12:" + bytes, "t1:g12:0*" + bytes}) {
    try {
      schedule_of(text);
    } catch (const std::invalid_argument&) {
    }
  }
}

// ---- Errors. ----

struct Wrong {
  const char* text;
  const char* why;
  int at;
};

void PrintTo(const Wrong& wrong, std::ostream* out) { *out << wrong.text; }

class Refused : public testing::TestWithParam<Wrong> {};

TEST_P(Refused, SaysWhatIsWrongAndWhere) {
  const auto& [text, why, at] = GetParam();
  try {
    schedule_of(text);
    FAIL() << "taken for a schedule";
  } catch (const std::invalid_argument& error) {
    EXPECT_EQ(error.what(),
              "'" + std::string(text) + "' is no schedule: " + why + " (at character " + std::to_string(at) + ")");
  }
}

constexpr const char* kVersion = "it does not begin with t1:, the version that this Tenter reads";
constexpr const char* kCompiler = "the compiler is missing";
constexpr const char* kColon = "a colon is expected here";
constexpr const char* kTask = "there is no such task";
constexpr const char* kLength = "a number and a full stop are expected here";
constexpr const char* kTooLong = "it is longer than a million steps";
constexpr const char* kPlace = "a place is missing";

INSTANTIATE_TEST_SUITE_P(
    Schedule, Refused,
    testing::Values(Wrong{"", kVersion, 1}, Wrong{"t1", kVersion, 1}, Wrong{"t2:g12:0", kVersion, 1},
                    Wrong{"t10:g12:0", kVersion, 1}, Wrong{" t1:g12:0", kVersion, 1}, Wrong{"t1:", kCompiler, 4},
                    Wrong{"t1::0", kCompiler, 4}, Wrong{"t1:g12", kColon, 7}, Wrong{"t1:g12:0 1", kTask, 9},
                    Wrong{"t1:g12:*5.", kTask, 8}, Wrong{"t1:g12:00+", kTask, 10}, Wrong{"t1:g12:0*", kLength, 10},
                    Wrong{"t1:g12:0*.", kLength, 10}, Wrong{"t1:g12:0*5", kLength, 10},
                    Wrong{"t1:g12:0*5:1a", kLength, 10}, Wrong{"t1:g12:0*-5.", kLength, 10},
                    Wrong{"t1:g12:0*0.", kLength, 10}, Wrong{"t1:g12:0*1000001.", kTooLong, 10},
                    Wrong{"t1:g12:0*99999999999999999999.", kTooLong, 10}, Wrong{"t1:g12:10*1000000.", kTooLong, 9},
                    Wrong{"t1:g12:0*1000000.1", kTooLong, 18}, Wrong{"t1:g12:0:", kPlace, 10},
                    Wrong{"t1:g12:0:,1a", kPlace, 10}, Wrong{"t1:g12:0:1a,", kPlace, 13},
                    Wrong{"t1:g12:0:1a,,2", kPlace, 13}));

TEST(Schedule, ThatIsLongIsNotQuotedWhole) {
  try {
    schedule_of("t1:g12:" + std::string(500, '0') + "!");
    FAIL() << "taken for a schedule";
  } catch (const std::invalid_argument& error) {
    EXPECT_EQ(error.what(),
              "'t1:g12:" + std::string(73, '0') + "...' is no schedule: there is no such task (at character 508)");
  }
}

}  // namespace
}  // namespace tenter
