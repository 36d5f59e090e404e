// Programs of an object's operations: enumerated, drawn, written, shrunk.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tenter/plugin.h>

#include <set>

#include "property/coverage.h"
#include "property/enumeration.h"
#include "property/program_text.h"
#include "property/program_words.h"
#include "property/sampler.h"
#include "property/shrinking.h"
#include "property/waiting.h"

namespace tenter::property {
namespace {

// push with two values, pop by one thread, and jump to anywhere.
class Subject final : public ObjectSubject {
 public:
  const std::vector<OperationInfo>& operations() const override { return operations_; }
  std::string text_of(const Call& call) const override {
    std::string text = operations_[call.operation].name + "(";
    for (const std::uint64_t choice : call.choices) text += std::to_string(choice);
    return text + ")";
  }
  Program program_of(const ParallelProgram&) const override { return {}; }
  SpecState initial() const override { return nullptr; }
  SpecState after(const SpecState&, const Call&) const override { return nullptr; }
  bool same(const SpecState&, const SpecState&) const override { return false; }

 private:
  std::vector<OperationInfo> operations_{
      {"push", {2}, "", false}, {"pop", {}, "consumer", false}, {"jump", {OperationInfo::kUnbounded, 3}, "", false}};
};

const Subject kSubject;

ParallelProgram program(std::string_view code) { return program_of(code, kSubject); }

std::vector<ParallelProgram> all_of(const Shape& shape) {
  std::vector<ParallelProgram> programs;
  Enumeration enumeration(kSubject, shape);
  while (auto next = enumeration.next()) programs.push_back(*next);
  return programs;
}

TEST(Programs, AreWrittenAndReadBack) {
  for (const char* const code : {"-a0/b-", "a1-a0b/a1-b", "-c7.2-", "-c18446744073709551615.0/a0-c0.1"}) {
    EXPECT_EQ(code_of(program(code)), code);
  }
  EXPECT_EQ(in_words(program("a1-a0b/c5.2-b"), kSubject), "[push(1)] push(0), pop() | jump(52) [pop()]");
}

TEST(Programs, OfOthersAreRefused) {
  for (const char* const code :
       {"", "-", "a0/b", "-d-", "-a2-", "-a-", "-c1-", "-c1.3-", "-a0-b-", "-a0-b ", "-A0-"}) {
    EXPECT_THROW(program(code), std::invalid_argument) << code;
  }
}

TEST(Programs, InWordsAreReadBack) {
  for (const char* const code : {"-a0/b-", "a1-a0b/a1-b", "-c7.2-", "-a0/a1/b-bb", "c31.0a0-a1-"}) {
    EXPECT_EQ(program_in_words(in_words(program(code), kSubject), kSubject), program(code)) << code;
  }
  EXPECT_EQ(program_in_words(" [push(1)]pop()|push(0) , pop()[ pop() ] ", kSubject), program("a1-b/a0b-b"));
}

TEST(Programs, InOtherWordsAreRefused) {
  for (const char* const words : {"", " ", "|", "push(1) |", "[push(1)]", "[push(1) pop()", "push(1),", "push(2)",
                                  "pop() pop()", "pop() [pop()] pop()", "pop() []", "pop"}) {
    EXPECT_THROW(program_in_words(words, kSubject), std::invalid_argument) << words;
  }
}

// Of calls there are 2 + 1 + 2 * 3 = 9.
TEST(Programs, OfASizeAreAllThereOnce) {
  ASSERT_EQ(all_calls(kSubject).size(), 9U);
  const auto small = all_of({{1, 1}, 0, 0});
  EXPECT_EQ(small.size(), 9U * 10 / 2 - 1) << "pairs without order, but not two that pop";
  EXPECT_EQ(std::set<ParallelProgram>(small.begin(), small.end()).size(), small.size());
  EXPECT_EQ(all_of({{1, 1}, 1, 0}).size(), 9 * small.size()) << "anybody may come before";
  // 81 threads: 64 that do not pop. Pairs without order, less those of two of the 17 that do.
  EXPECT_EQ(all_of({{2, 2}, 0, 0}).size(), 81U * 82 / 2 - 17U * 18 / 2);
  // The first thread is another kind of thread. 64 * 45 where it does not pop, less those of two that do, and 17
  // * 36.
  const auto mixed = all_of({{2, 1, 1}, 0, 0});
  EXPECT_EQ(mixed.size(), 64U * 44 + 17U * 36);
  EXPECT_EQ(std::set<ParallelProgram>(mixed.begin(), mixed.end()).size(), mixed.size());
}

TEST(Programs, AreDrawnAgainWithTheSameSeed) {
  Sampler one(kSubject, 5), same(kSubject, 5), other(kSubject, 6);
  std::set<ParallelProgram> seen;
  bool differs = false;
  std::size_t largest = 0;
  for (int i = 0; i < 1500; ++i) {
    const ParallelProgram program = one.next();
    EXPECT_EQ(program, same.next());
    differs |= program != other.next();
    EXPECT_TRUE(keeps_roles(program, kSubject));
    EXPECT_GE(program.threads.size(), 2U);
    EXPECT_LE(program.threads.size(), 4U);
    for (const auto& thread : program.threads) {
      EXPECT_GE(thread.size(), 1U);
      largest = std::max(largest, thread.size());
    }
    EXPECT_EQ(program_of(code_of(program), kSubject), program);
    seen.insert(program);
  }
  EXPECT_TRUE(differs);
  EXPECT_GT(seen.size(), 1000U);
  EXPECT_GE(largest, 7U);
  EXPECT_LE(largest, 8U);
}

std::size_t calls_of(const ParallelProgram& program, std::uint32_t operation) {
  std::size_t many = 0;
  const auto count = [&](const std::vector<Call>& calls) {
    for (const Call& call : calls) many += call.operation == operation ? 1 : 0;
  };
  count(program.prefix);
  for (const auto& thread : program.threads) count(thread);
  count(program.suffix);
  return many;
}

TEST(Programs, AreShrunkToWhatIsNeeded) {
  const auto never = [] { return false; };
  const ParallelProgram large = program("a1c3.1-a1a0c900.2/ba1c5.0/a0a1c77.1c4.2-bc1.1");
  const auto three_jumps = [](const ParallelProgram& smaller) { return calls_of(smaller, 2) >= 3; };
  const ParallelProgram smallest = shrunk(large, three_jumps, never);
  EXPECT_EQ(calls_of(smallest, 2), 3U);
  EXPECT_EQ(calls_of(smallest, 0) + calls_of(smallest, 1), 0U) << code_of(smallest);
  EXPECT_EQ(code_of(smallest).find_first_of("123456789"), std::string::npos) << code_of(smallest);
  const auto side_by_side = [](const ParallelProgram& smaller) {
    return smaller.threads.size() > 1 && calls_of({{}, smaller.threads, {}}, 1) >= 1;
  };
  const ParallelProgram two = shrunk(large, side_by_side, never);
  EXPECT_EQ(two.threads.size(), 2U);
  EXPECT_EQ(calls_of(two, 0) + calls_of(two, 1) + calls_of(two, 2), 2U) << in_words(two, kSubject);
  EXPECT_EQ(shrunk(large, three_jumps, [] { return true; }), large) << "there was no time";
}

TEST(Programs, SayWhichOperationsNeverMet) {
  PairCoverage coverage;
  EXPECT_EQ(coverage.untested(kSubject),
            "push with push, push with pop, push with jump, pop with jump, jump with jump")
      << "those of one role never meet";
  coverage.add(program("-a0b/c1.1-"));
  coverage.add(program("-a0/a1-c1.1"));
  EXPECT_EQ(coverage.untested(kSubject), "push with pop, jump with jump");
}

// put, take, which waits for an item, and look, which does not.
class Channel final : public ObjectSubject {
 public:
  const std::vector<OperationInfo>& operations() const override { return operations_; }
  std::string text_of(const Call& call) const override { return operations_[call.operation].name + "()"; }
  Program program_of(const ParallelProgram&) const override { return {}; }
  SpecState initial() const override { return std::make_shared<const int>(0); }
  SpecState after(const SpecState& state, const Call& call) const override {
    const int items = items_of(state);
    if (call.operation == 1 && items == 0) return nullptr;
    return std::make_shared<const int>(call.operation == 0 ? items + 1 : call.operation == 1 ? items - 1 : items);
  }
  bool same(const SpecState& left, const SpecState& right) const override {
    return items_of(left) == items_of(right);
  }

 private:
  static int items_of(const SpecState& state) { return *static_cast<const int*>(state.get()); }
  std::vector<OperationInfo> operations_{{"put", {}, "", false}, {"take", {}, "", true}, {"look", {}, "", false}};
};

TEST(Programs, ThatNeedNotEndAreKnown) {
  const Channel channel;
  const auto waits = [&](const char* code) { return may_wait_for_ever(program_of(code, channel), channel); };
  for (const char* const code :
       {"-a/b-", "a-b/c-", "aa-b/b-", "-ab/ab-", "-a/c-b", "aa-bb/c-", "-aaaaaaaa/bbbbbbbb-"}) {
    EXPECT_FALSE(waits(code)) << code;
  }
  for (const char* const code :
       {"-b/c-", "b-a/a-", "-ba/ba-", "-ab/b-", "-a/b-b", "aa-bb/b-", "-aaaaaaab/bbbbbbbb-"}) {
    EXPECT_TRUE(waits(code)) << code;
  }
}

}  // namespace
}  // namespace tenter::property
