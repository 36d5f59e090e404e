#include "tsan/false_reports.h"

#include <gmock/gmock.h>

namespace tenter::tsan {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

Access access(std::string op, std::vector<std::string> functions) {
  Access result;
  result.op = std::move(op);
  for (std::string& function : functions) result.stack.push_back({std::move(function), "", 0});
  return result;
}

AnomalyReport race(Access first, Access second) {
  AnomalyReport report;
  report.kind = Anomaly::data_race;
  report.accesses = {std::move(first), std::move(second)};
  return report;
}

TEST(FalseReports, LetAnOrdinaryRaceCount) {
  EXPECT_THAT(why_false(race(access("read", {"left()"}), access("write", {"right()"}))), IsEmpty());
}

TEST(FalseReports, KnowTheFreelistOfBoostLockfree) {
  const AnomalyReport report = race(
      access("write", {"boost::lockfree::detail::freelist_stack<node, std::allocator<node> >::deallocate_impl(node*)",
                       "boost::lockfree::stack<int>::pop(int&)"}),
      access("read", {"boost::lockfree::stack<int>::pop(int&)"}));
  EXPECT_THAT(why_false(report), HasSubstr("Lockfree"));
}

TEST(FalseReports, KnowTheDestructionOfAnExceptionInsideTheLibrary) {
  const AnomalyReport report =
      race(access("free", {"operator delete(void*)", "std::runtime_error::~runtime_error()"}),
           access("read", {"strlen", "left()"}));
  EXPECT_THAT(why_false(report), HasSubstr("exception_ptr"));
}

TEST(FalseReports, LetAFreedBlockCountWhenNoExceptionIsInvolved) {
  const AnomalyReport report =
      race(access("free", {"operator delete(void*)", "right()"}), access("read", {"strlen", "left()"}));
  EXPECT_THAT(why_false(report), IsEmpty());
}

TEST(FalseReports, SuppressRacesAmongFencesButNothingElse) {
  AnomalyReport report = race(access("read", {"left()"}), access("write", {"right()"}));
  EXPECT_THAT(why_false_among_fences(report), HasSubstr("atomic_thread_fence"));
  report.kind = Anomaly::deadlock;
  EXPECT_THAT(why_false_among_fences(report), IsEmpty());
}

}  // namespace
}  // namespace tenter::tsan
