// When a process hangs for certain, by looks at it written by hand.
#include <gtest/gtest.h>
#include <linux/futex.h>
#include <sys/syscall.h>

#include <csignal>

#include "hang/doubt.h"

namespace tenter::hang::hang_doubt_test {
namespace {

constexpr Mapping kHeap{0x10000, 0x20000, true, false};
constexpr Mapping kShared{0x30000, 0x40000, true, true};
constexpr Mapping kConstants{0x50000, 0x60000, false, false};

constexpr std::uint64_t bit(int signal) { return std::uint64_t{1} << static_cast<unsigned>(signal - 1); }

SystemCall futex(std::uint64_t address, std::uint64_t operation, std::uint64_t time_limit = 0) {
  return {SYS_futex, {address, operation, 2, time_limit, 0, 0}};
}

ThreadLook asleep(pid_t id, SystemCall call) { return {id, "thread", call, true, 10}; }

// A mutex that is locked twice, and the thread that joins the one that does it: glibc joins by a shared operation.
ProcessLook stuck() {
  ProcessLook look;
  look.alone = true;
  look.handled_signals = bit(SIGSEGV) | bit(SIGBUS) | bit(33);
  look.mappings = {kHeap, kShared, kConstants};
  look.threads = {asleep(1, futex(0x10100, FUTEX_WAIT_BITSET | FUTEX_CLOCK_REALTIME)),
                  asleep(2, futex(0x10200, FUTEX_WAIT_PRIVATE))};
  return look;
}

std::optional<Doubt> doubt_of(const ProcessLook& second) { return doubt(stuck(), second, {}); }

// Of a second look in which the second thread is this.
std::optional<Doubt> doubt_of(const ThreadLook& second) {
  ProcessLook look = stuck();
  look.threads[1] = second;
  return doubt_of(look);
}

std::optional<Doubt> doubt_of(const SystemCall& call) { return doubt_of(asleep(2, call)); }

TEST(HangDoubt, ThereIsNoneWhenEveryThreadWaitsForAnother) { EXPECT_EQ(doubt_of(stuck()), std::nullopt); }

TEST(HangDoubt, ThereIsNoneAboutLocksThatLendTheirPriority) {
  EXPECT_EQ(doubt_of(futex(0x10200, FUTEX_LOCK_PI_PRIVATE)), std::nullopt);
}

TEST(HangDoubt, NobodyReadsTheUpperHalfOfAnOperation) {
  EXPECT_EQ(doubt_of(futex(0x10200, 0xdead'0000'0000'0000 | FUTEX_WAIT_PRIVATE)), std::nullopt);
}

TEST(HangDoubt, AnotherProcessMayRunInItsMemory) {
  ProcessLook look = stuck();
  look.alone = false;
  EXPECT_EQ(doubt_of(look), Doubt::descendants);
  EXPECT_EQ(doubt(look, stuck(), {}), Doubt::descendants);
}

TEST(HangDoubt, ATimerMayBeArmed) {
  ProcessLook look = stuck();
  look.has_timer = true;
  EXPECT_EQ(doubt_of(look), Doubt::timer);
}

TEST(HangDoubt, TheKernelMayWorkForIt) {
  ProcessLook look = stuck();
  look.served_by_kernel = true;
  EXPECT_EQ(doubt_of(look), Doubt::kernel_service);
}

TEST(HangDoubt, ASignalMayHaveAHandler) {
  for (const int signal : {SIGUSR1, SIGALRM, SIGCHLD, 34, 64}) {
    ProcessLook look = stuck();
    look.handled_signals |= bit(signal);
    EXPECT_EQ(doubt_of(look), Doubt::signal_handler) << signal;
  }
}

TEST(HangDoubt, AThreadMayRun) {
  ThreadLook runs{2, "thread", std::nullopt, false, 10};
  EXPECT_EQ(doubt_of(runs), Doubt::thread_ran);
  // Woken after its call was read.
  runs.call = futex(0x10200, FUTEX_WAIT_PRIVATE);
  EXPECT_EQ(doubt_of(runs), Doubt::thread_ran);
}

TEST(HangDoubt, AThreadMayHaveRunBetweenTheLooks) {
  ProcessLook look = stuck();
  look.threads[1].switches = 11;
  EXPECT_EQ(doubt_of(look), Doubt::thread_ran);
}

TEST(HangDoubt, AThreadMayHaveRunInTheFirstLook) {
  ProcessLook first = stuck();
  first.threads[1].asleep = false;
  EXPECT_EQ(doubt(first, stuck(), {}), Doubt::thread_ran);
  first = stuck();
  first.threads[1].call.reset();
  EXPECT_EQ(doubt(first, stuck(), {}), Doubt::thread_ran);
}

TEST(HangDoubt, AThreadMayHaveBegunOrEnded) {
  ProcessLook look = stuck();
  look.threads[1].id = 3;
  EXPECT_EQ(doubt_of(look), Doubt::thread_ran);
  look = stuck();
  look.threads.push_back(asleep(3, futex(0x10300, FUTEX_WAIT_PRIVATE)));
  EXPECT_EQ(doubt_of(look), Doubt::thread_ran);
  look.threads.clear();
  EXPECT_EQ(doubt(look, look, {}), Doubt::thread_ran);
}

TEST(HangDoubt, AThreadMayWaitForSomethingElse) {
  for (const long call :
       std::initializer_list<long>{SYS_read, SYS_nanosleep, SYS_clock_nanosleep, SYS_poll, SYS_rt_sigtimedwait,
                                   SYS_wait4, SYS_sched_yield, 449 /* futex_waitv */}) {
    EXPECT_EQ(doubt_of(SystemCall{call, {0x10200, 0, 0, 0, 0, 0}}), Doubt::other_wait) << call;
  }
}

TEST(HangDoubt, ACallOfFutexMayBeNoWait) {
  for (const int operation : {FUTEX_WAKE, FUTEX_CMP_REQUEUE, FUTEX_WAIT_REQUEUE_PI, FUTEX_TRYLOCK_PI}) {
    EXPECT_EQ(doubt_of(futex(0x10200, static_cast<std::uint64_t>(operation))), Doubt::other_wait) << operation;
  }
}

TEST(HangDoubt, AWaitMayHaveATimeLimit) {
  EXPECT_EQ(doubt_of(futex(0x10200, FUTEX_WAIT_PRIVATE, 0x7ffe'0000)), Doubt::timed_wait);
}

TEST(HangDoubt, OthersMayMapTheMemory) {
  EXPECT_EQ(doubt_of(futex(0x30200, FUTEX_WAIT)), Doubt::shared_memory);
  // Of a file, which others may write.
  EXPECT_EQ(doubt_of(futex(0x50200, FUTEX_WAIT)), Doubt::shared_memory);
  // Of nobody: mapped since, or no longer.
  EXPECT_EQ(doubt_of(futex(0x70200, FUTEX_WAIT)), Doubt::shared_memory);
  EXPECT_EQ(doubt_of(futex(kHeap.end, FUTEX_WAIT_PRIVATE)), Doubt::shared_memory);
}

class Bystander : public testing::Test {
 protected:
  static ProcessLook beside(const ThreadLook& bystander) {
    ProcessLook look = stuck();
    look.threads.push_back(bystander);
    return look;
  }
  static ThreadLook napping(std::uint64_t switches) {
    ThreadLook thread = asleep(9, {SYS_clock_nanosleep, {}});
    thread.switches = switches;
    return thread;
  }

  const std::set<pid_t> known_{9};
};

TEST_F(Bystander, MayRunBetweenTheLooks) {
  EXPECT_EQ(doubt(beside(napping(100)), beside(napping(101)), known_), std::nullopt);
}

TEST_F(Bystander, MustBeKnown) {
  EXPECT_EQ(doubt(beside(napping(100)), beside(napping(100)), {}), Doubt::other_wait);
}

TEST_F(Bystander, MustSleepDuringTheLooks) {
  const ThreadLook runs{9, "thread", std::nullopt, false, 101};
  const ThreadLook locks = asleep(9, futex(0x10200, FUTEX_WAIT_PRIVATE));
  for (const ThreadLook& awake : {runs, locks}) {
    EXPECT_EQ(doubt(beside(napping(100)), beside(awake), known_), Doubt::thread_ran);
    EXPECT_EQ(doubt(beside(awake), beside(napping(101)), known_), Doubt::thread_ran);
  }
}

}  // namespace
}  // namespace tenter::hang::hang_doubt_test
