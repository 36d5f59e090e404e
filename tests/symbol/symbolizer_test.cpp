// Addresses of this very program, as its debug information has them.
#include "symbol/symbolizer.h"

#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace tenter::symbol {
namespace {

int global_number = 0;

__attribute__((noinline)) const void* here() { return __builtin_return_address(0); }

const std::uint32_t kLineInlined = __LINE__ + 1;
__attribute__((always_inline)) inline const void* inlined() { return here(); }

const std::uint32_t kLineOuter = __LINE__ + 2;
__attribute__((noinline)) const void* outer() {
  const void* const address = inlined();
  ++global_number;  // no tail call
  return address;
}

TEST(Symbolizer, InlinedCallsAreFramesOfTheirOwnInnermostFirst) {
  const std::array<const void*, 1> stack{outer()};
  const std::vector<LocatedFrame> frames = Symbolizer().frames(stack);
  ASSERT_EQ(frames.size(), 2U);
  // With or without parameters: compilers differ in whether they tell the linkage names of such functions.
  EXPECT_TRUE(frames[0].frame.function.starts_with("tenter::symbol::(anonymous namespace)::inlined"));
  EXPECT_EQ(frames[0].frame.line, kLineInlined);
  EXPECT_TRUE(frames[1].frame.function.starts_with("tenter::symbol::(anonymous namespace)::outer"));
  EXPECT_EQ(frames[1].frame.line, kLineOuter);
  EXPECT_TRUE(frames[1].frame.file.ends_with("/symbol/symbolizer_test.cpp")) << frames[1].frame.file;
  EXPECT_TRUE(frames[1].module.ends_with("/tenter_test_symbol")) << frames[1].module;
}

TEST(Symbolizer, AStackEndsAtItsFirstNull) {
  const std::array<const void*, 3> stack{outer(), nullptr, outer()};
  EXPECT_EQ(Symbolizer().frames(stack).size(), 2U);
}

TEST(Symbolizer, WhatIsNowhereIsNamedSo) {
  const std::array<const void*, 1> stack{reinterpret_cast<const void*>(0x11)};
  EXPECT_EQ(Symbolizer().frames(stack).at(0).frame.function, "unknown+0x10");
}

TEST(Symbolizer, VariablesHaveTheNamesOfTheirSymbols) {
  EXPECT_EQ(Symbolizer().variable(&global_number), "tenter::symbol::(anonymous namespace)::global_number");
}

}  // namespace
}  // namespace tenter::symbol
