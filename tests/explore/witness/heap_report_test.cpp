#include "explore/witness/heap_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "explore/witness/reports.h"
#include "traces.h"

namespace tenter::explore::test::heap_report_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::uintptr_t kBlock = 0x50000;

std::vector<std::string> words_of(const std::vector<Access>& accesses) {
  std::vector<std::string> words;
  for (const Access& access : accesses) words.push_back(access.thread + " " + access.op + " " + place(access.where));
  return words;
}

Trace with_block() {
  Trace with_block = trace({step(2, access(Op::atomic_load, kX, 4))});
  with_block.block_sites[kBlock] = {{0, {11}}, {1, {12}}};
  return with_block;
}

TEST(HeapReport, OfUseAfterFreeHasAllPlaces) {
  Trace used = with_block();
  used.deaths = {{2, Anomaly::use_after_free, "read of a freed block", 13, kBlock}};
  used.death_stacks = {{13}};
  const AnomalyReport report = report_of(Described(used), used.deaths.front());
  EXPECT_EQ(report.kind, Anomaly::use_after_free);
  EXPECT_EQ(report.detail, "read of a freed block");
  EXPECT_THAT(words_of(report.accesses),
              ElementsAre("second used f.cpp:13", "first freed f.cpp:12", "main allocated f.cpp:11"));
}

TEST(HeapReport, OfADoubleFree) {
  Trace freed = with_block();
  freed.deaths = {{2, Anomaly::double_free, "freed twice", 13, kBlock}};
  freed.death_stacks = {{13}};
  EXPECT_THAT(words_of(accesses_of_block(Described(freed), kBlock)),
              ElementsAre("second freed again f.cpp:13", "first freed f.cpp:12", "main allocated f.cpp:11"));
}

TEST(HeapReport, OfABlockThatNobodyKnows) { EXPECT_THAT(accesses_of_block(Described(trace({})), kBlock), IsEmpty()); }

TEST(HeapReport, OfALeakSaysWhereItWasAllocated) {
  Trace leaked = with_block();
  leaked.block_sites[kBlock].freed = {};
  const AnomalyReport report = report_of(Described(leaked), Leak{.block = kBlock, .size = 1});
  EXPECT_EQ(report.kind, Anomaly::leak);
  EXPECT_EQ(report.detail, "a heap block of 1 byte that nothing points to any more was never freed");
  EXPECT_THAT(words_of(report.accesses), ElementsAre("main allocated f.cpp:11"));
}

TEST(HeapReport, OfAReadOfWhatNobodyHasWritten) {
  Trace reading = with_block();
  UnwrittenRead read;
  read.task = 1;
  read.block = 7;
  read.offset = 4;
  read.size = 4;
  read.block_size = 2'048;
  read.pc = 15;
  reading.unwritten_reads = {read};
  reading.read_sites = {{{1, {15}}, {0, {11}}}};
  read.block = 8;  // as it is numbered in another execution
  const AnomalyReport report = report_of(Described(reading), read);
  EXPECT_EQ(report.kind, Anomaly::uninitialised_read);
  EXPECT_EQ(report.detail,
            "4 bytes of a heap block of 2048 bytes, 4 in, were read before anything had been written there, and what "
            "follows depends on what is in them");
  EXPECT_THAT(words_of(report.accesses), ElementsAre("first read f.cpp:15", "main allocated f.cpp:11"));
  EXPECT_EQ(report.accesses.front().size, 4U);
}

TEST(Reports, OfADeathSayWhatItsThreadDidLast) {
  const Trace dead = with_block();
  const AnomalyReport report = report_of(Described(dead), Death{2, Anomaly::abort, "std::abort", 0, 0});
  EXPECT_EQ(report.detail, "std::abort");
  EXPECT_THAT(words_of(report.accesses), ElementsAre("second last step: load f.cpp:4"));
  EXPECT_THAT(report_of(Described(dead), Death{3, Anomaly::abort, "std::abort", 0, 0}).accesses, IsEmpty());
}

}  // namespace
}  // namespace tenter::explore::test::heap_report_test
