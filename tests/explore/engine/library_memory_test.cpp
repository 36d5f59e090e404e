// Memory that the C library reads and writes for its caller is seen, as far as it is read and written.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine_run.h"

namespace tenter::explore::test::library_memory_test {
namespace {

using testing::IsEmpty;
using testing::Values;

const auto functions = Values("strlen", "strcmp", "memcmp", "strchr", "strcpy", "strcat", "strdup", "snprintf",
                              "fputs", "fwrite", "qsort", "strtol", "clock_gettime", "write", "writev", "read");

class RightLibraryMemory : public testing::TestWithParam<const char*> {};
TEST_P(RightLibraryMemory, IsNotAccused) {
  const std::string name = std::string("library-memory/right/") + GetParam();
  EXPECT_EQ(verdict_of(name).kind, VerdictKind::confirmed) << verdict_of(name).why;
}
INSTANTIATE_TEST_SUITE_P(Of, RightLibraryMemory, functions);

class ApartLibraryMemory : public testing::TestWithParam<const char*> {};
TEST_P(ApartLibraryMemory, IsNotAccused) {
  const Verdict verdict = verdict_of(std::string("library-memory/apart/") + GetParam());
  EXPECT_EQ(verdict.kind, VerdictKind::confirmed) << verdict.why;
}
INSTANTIATE_TEST_SUITE_P(Of, ApartLibraryMemory,
                         Values("strlen", "strncmp", "strchr", "snprintf", "write", "read", "readers"));

class WrongLibraryMemory : public testing::TestWithParam<const char*> {};
TEST_P(WrongLibraryMemory, IsWitnessed) {
  const Verdict verdict = verdict_of(std::string("library-memory/wrong/") + GetParam());
  EXPECT_EQ(verdict.kind, VerdictKind::confirmed) << verdict.why;
  EXPECT_EQ(verdict.basis, Basis::witnessed) << verdict.why;
}
INSTANTIATE_TEST_SUITE_P(Of, WrongLibraryMemory, functions);
INSTANTIATE_TEST_SUITE_P(OfTheHeap, WrongLibraryMemory, Values("freed"));

}  // namespace
}  // namespace tenter::explore::test::library_memory_test
