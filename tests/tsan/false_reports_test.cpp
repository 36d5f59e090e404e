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

TEST(FalseReports, KnowTheStackOfBoostLockfree) {
  const auto in_stack = [](const char* function) {
    return access("read", {std::string("boost::lockfree::stack<int>::") + function});
  };
  EXPECT_THAT(why_false(race(in_stack("pop(int&)"), in_stack("link_nodes_atomic(node*, node*)"))),
              HasSubstr("Lockfree's stack"));
  EXPECT_THAT(why_false(race(in_stack("pop(int&)"), access("write", {"right()"}))), IsEmpty());
  EXPECT_THAT(why_false(race(in_stack("pop(int&)"), in_stack("unsynchronized_push(int const&)"))), IsEmpty());
}

TEST(FalseReports, KnowTheReleaseOfAnException) {
  AnomalyReport report = race(access("free", {"free", "right()"}), access("read", {"strlen", "left()"}));
  EXPECT_THAT(why_false(report, {.releasing_exception = true}), HasSubstr("exception_ptr"));
  EXPECT_THAT(why_false(report), IsEmpty());
}

TEST(FalseReports, LetWhatAnExceptionsDestructorDoesToOtherMemoryCount) {
  const AnomalyReport report = race(access("write", {"Failure::~Failure()"}), access("read", {"left()"}));
  EXPECT_THAT(why_false(report, {.releasing_exception = true}), IsEmpty());
  EXPECT_THAT(why_false(report, {.releasing_exception = true, .exceptions_memory = true}),
              HasSubstr("exception_ptr"));
}

TEST(FalseReports, DoNotTakeTheOrderOfLocksForADeadlock) {
  AnomalyReport report = race(access("lock", {"left()"}), access("lock", {"right()"}));
  report.kind = Anomaly::deadlock;
  EXPECT_THAT(why_false(report), IsEmpty());
  EXPECT_THAT(why_false(report, {.inversion = true}), HasSubstr("none was seen"));
}

TEST(FalseReports, SuppressRacesAmongFencesButNothingElse) {
  AnomalyReport report = race(access("read", {"left()"}), access("write", {"right()"}));
  EXPECT_THAT(why_false_among_fences(report), HasSubstr("atomic_thread_fence"));
  report.kind = Anomaly::deadlock;
  EXPECT_THAT(why_false_among_fences(report), IsEmpty());
}

}  // namespace
}  // namespace tenter::tsan
