#include "tsan/interpretation.h"

#include <gtest/gtest.h>

namespace tenter::tsan {
namespace {

AnomalyReport of_kind(const char* kind) {
  RawReport raw;
  raw.kind = kind;
  raw.access_count = 1;
  symbol::Symbolizer symbolizer;
  return interpret(raw, symbolizer, symbol::OwnCode(), [](const RawThread&) { return "left"; });
}

// Kinds that no test can provoke without waiting for ever or until the process ends.
TEST(Interpretation, OfADoubleLockIsADeadlock) {
  EXPECT_EQ(of_kind("mutex-double-lock").kind, Anomaly::deadlock);
  EXPECT_EQ(of_kind("mutex-double-lock").accesses.front().op, "lock");
}

TEST(Interpretation, OfAThreadLeakIsALeak) {
  EXPECT_EQ(of_kind("thread-leak").kind, Anomaly::leak);
  EXPECT_EQ(of_kind("thread-leak").accesses.front().op, "create");
}

TEST(Interpretation, OfAnUnknownKindKeepsItsName) {
  EXPECT_EQ(of_kind("something-new").kind, Anomaly::assertion);
  EXPECT_EQ(of_kind("something-new").detail, "something-new");
}

}  // namespace
}  // namespace tenter::tsan
