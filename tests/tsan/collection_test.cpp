#include "tsan/collection.h"

#include <gmock/gmock.h>

#include <string>

namespace tenter::tsan {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Access at_line(std::uint32_t line) {
  Access access;
  access.op = "write";
  access.where = {"left()", "queue.cpp", line};
  access.stack = {access.where};
  return access;
}

AnomalyReport race(std::uint32_t first, std::uint32_t second) {
  AnomalyReport report;
  report.kind = Anomaly::data_race;
  report.accesses = {at_line(first), at_line(second)};
  return report;
}

TEST(Collection, CountsTheSamePlacesInEitherOrderAsOne) {
  Collection collection;
  collection.add(race(1, 2));
  collection.add(race(2, 1));
  const Reports found = collection.reports(false);
  EXPECT_THAT(found.anomalies, SizeIs(1));
  EXPECT_EQ(found.anomalies.front().count, 2u);
}

TEST(Collection, KeepsPairsApartThatShareOnePlace) {
  Collection collection;
  collection.add(race(1, 2));
  collection.add(race(1, 1));
  collection.add(race(2, 2));
  EXPECT_THAT(collection.reports(false).anomalies, SizeIs(3));
}

TEST(Collection, KeepsKindsApart) {
  Collection collection;
  AnomalyReport freed = race(1, 2);
  freed.kind = Anomaly::use_after_free;
  collection.add(race(1, 2));
  collection.add(freed);
  EXPECT_THAT(collection.reports(false).anomalies, SizeIs(2));
}

TEST(Collection, KeepsAFalseReportFromHidingATrueOneInTheSameLines) {
  Collection collection;
  collection.add(race(1, 2), {.releasing_exception = true, .exceptions_memory = true});
  collection.add(race(1, 2));
  const Reports found = collection.reports(false);
  EXPECT_THAT(found.anomalies, SizeIs(1));
  EXPECT_THAT(found.suppressed, SizeIs(1));
}

TEST(Collection, ListsReportsWithBothStacksFirst) {
  Collection collection;
  AnomalyReport forgotten = race(1, 2);
  forgotten.accesses[1] = Access();
  collection.add(forgotten);
  collection.add(race(3, 4));
  EXPECT_EQ(collection.reports(false).anomalies.front(), race(3, 4));
}

TEST(Collection, SaysWhatItLeftOut) {
  Collection collection;
  for (std::uint32_t line = 1; line <= Collection::kMaxDistinct + 3; ++line) collection.add(race(line, line));
  EXPECT_THAT(collection.reports(false).anomalies, SizeIs(Collection::kMaxDistinct));
  EXPECT_THAT(collection.reports(false).notes, ElementsAre("3 further reports were left out"));
}

TEST(Collection, SuppressesRacesAmongFences) {
  Collection collection;
  collection.add(race(1, 2));
  EXPECT_THAT(collection.reports(true).anomalies, IsEmpty());
  EXPECT_THAT(collection.reports(true).suppressed, SizeIs(1));
}

}  // namespace
}  // namespace tenter::tsan
