// What the host interposes works for those who call it before the host's own constructors have run.
#include "early_library.h"

#include <gtest/gtest.h>

namespace tenter::explore::test {
namespace {

TEST(EarlyLibrary, GetsTheRealFunctions) { EXPECT_EQ(early_calls(), kEarlyCalls); }

}  // namespace
}  // namespace tenter::explore::test
