// Looks at a process that stands still, and at real ones.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/futex.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <set>
#include <thread>

#include "hang/doubt.h"
#include "hang/proc_files.h"
#include "hang/watch.h"

namespace tenter::hang::hang_watch_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::chrono::nanoseconds kTick = Watch::kBetweenLooks / 5;

ProcessLook stuck() {
  ProcessLook look;
  look.alone = true;
  look.mappings = {{0x10000, 0x20000, true, false}};
  look.threads = {{1, "only", SystemCall{SYS_futex, {0x10100, FUTEX_WAIT_PRIVATE, 2, 0, 0, 0}}, true, 10}};
  return look;
}

// After how many ticks without a pulse a process is said to hang; 0 when it is not within 100.
int ticks_until_hanging(const Watch::Look& look) {
  Watch watch;
  watch.hangs(1, kTick, {}, look);
  for (int tick = 1; tick <= 100; ++tick) {
    if (watch.hangs(1, kTick, {}, look)) return tick;
  }
  return 0;
}

TEST(HangWatch, NeedsTwoLooks) { EXPECT_EQ(ticks_until_hanging(stuck), 2 * (Watch::kBetweenLooks / kTick)); }

TEST(HangWatch, IsNeverSureOfWhatItCannotLookAt) {
  EXPECT_EQ(ticks_until_hanging([] { return std::nullopt; }), 0);
}

TEST(HangWatch, CannotCompareWithALookThatFailed) {
  int looks = 0;
  const auto every_other = [&]() -> std::optional<ProcessLook> {
    return ++looks % 2 == 0 ? std::nullopt : std::optional(stuck());
  };
  EXPECT_EQ(ticks_until_hanging(every_other), 0);
}

TEST(HangWatch, LooksLessAndLessOften) {
  int looks = 0;
  const auto counted = [&]() -> std::optional<ProcessLook> {
    ++looks;
    return std::nullopt;
  };
  EXPECT_EQ(ticks_until_hanging(counted), 0);
  EXPECT_EQ(looks, 5) << "after 1, 2, 4, 8 and 16 of the 20 intervals";
}

TEST(HangWatch, TellsLaterWhatIsCertainOnlyLater) {
  int looks = 0;
  const auto at_last = [&]() -> std::optional<ProcessLook> {
    return ++looks < 3 ? std::nullopt : std::optional(stuck());
  };
  EXPECT_EQ(ticks_until_hanging(at_last), 8 * (Watch::kBetweenLooks / kTick));
}

TEST(HangWatch, BeginsAgainWithEveryPulse) {
  Watch watch;
  for (std::uint64_t tick = 0; tick < 1000; ++tick) {
    ASSERT_FALSE(watch.hangs(tick / 9, kTick, {}, stuck)) << "after a look and before the second";
  }
}

TEST(HangWatch, KnowsWhoWaits) {
  Watch watch;
  while (!watch.hangs(1, kTick, {}, stuck)) {
  }
  EXPECT_THAT(watch.waiting({}), ElementsAre("only"));
  EXPECT_THAT(watch.waiting({1}), ElementsAre());
}

// A child of this process, which does what it is told to.
class Child {
 public:
  template <class Work>
  explicit Child(Work work) : pid_(::fork()) {
    if (pid_ != 0) return;
    work();
    ::_exit(0);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }

  pid_t pid() const { return pid_; }

 private:
  pid_t pid_;
};

void wait_for_ever(const timespec* limit = nullptr) {
  static std::uint32_t word = 0;
  for (;;) ::syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, 0, limit, nullptr, 0);
}

// A process under ThreadSanitizer has a thread of its runtime, which sleeps and wakes.
std::set<pid_t> threads_of_sanitizers([[maybe_unused]] const ProcessLook& look, [[maybe_unused]] pid_t process) {
  std::set<pid_t> threads;
#if defined(__SANITIZE_THREAD__)
  for (const auto& thread : look.threads) {
    if (thread.id != process) threads.insert(thread.id);
  }
#endif
  return threads;
}

std::optional<Doubt> doubt_about(const Child& child) {
  const auto look = look_at(child.pid(), true);
  return look ? doubt(*look, *look, threads_of_sanitizers(*look, child.pid())) : Doubt::thread_ran;
}

void await(const Child& child, std::optional<Doubt> wanted) {
  while (doubt_about(child) != wanted) ::sched_yield();
}

class HangLook : public testing::Test {
 protected:
  void SetUp() override {
    const Child child([] { wait_for_ever(); });
    if (const std::string why = obstacle(child.pid()); !why.empty()) GTEST_SKIP() << why;
  }
};

TEST_F(HangLook, SeesAProcessThatWaitsForEver) {
  const Child child([] { wait_for_ever(); });
  await(child, std::nullopt);
  const auto look = look_at(child.pid(), true);
  ASSERT_TRUE(look);
  ASSERT_EQ(look->threads.size(), 1U + threads_of_sanitizers(*look, child.pid()).size());
  EXPECT_EQ(look->threads[0].id, child.pid());
  EXPECT_GT(look->threads[0].switches, 0U);
}

TEST_F(HangLook, SeesAProcessThatRuns) {
  const Child child([] {
    for (;;) ::sched_yield();
  });
  await(child, Doubt::thread_ran);
}

TEST_F(HangLook, SeesATimeLimit) {
  const timespec an_hour{3600, 0};
  const Child child([&] { wait_for_ever(&an_hour); });
  await(child, Doubt::timed_wait);
}

TEST_F(HangLook, SeesAHandler) {
  const Child child([] {
    ::signal(SIGUSR1, [](int) {});
    wait_for_ever();
  });
  await(child, Doubt::signal_handler);
}

TEST_F(HangLook, SeesATimer) {
  const Child child([] {
    timer_t timer;
    sigevent nothing{};
    nothing.sigev_notify = SIGEV_NONE;
    ::timer_create(CLOCK_MONOTONIC, &nothing, &timer);
    wait_for_ever();
  });
  await(child, Doubt::timer);
}

TEST_F(HangLook, SeesSharedMemory) {
  void* const shared = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  ASSERT_NE(shared, MAP_FAILED);
  const Child child([&] {
    for (;;) ::syscall(SYS_futex, shared, FUTEX_WAIT, 0, nullptr, nullptr, 0);
  });
  await(child, Doubt::shared_memory);
  ::munmap(shared, 4096);
}

TEST_F(HangLook, SeesATimersDescriptor) {
  const Child child([] {
    (void)::timerfd_create(CLOCK_MONOTONIC, 0);
    wait_for_ever();
  });
  await(child, Doubt::timer);
}

TEST_F(HangLook, SeesWhatOnlyOneThreadHasOpen) {
  const Child child([] {
    std::thread thread([] {
      ::unshare(CLONE_FILES);
      (void)::timerfd_create(CLOCK_MONOTONIC, 0);
      wait_for_ever();
    });
    wait_for_ever();
  });
  await(child, Doubt::timer);
}

TEST_F(HangLook, SeesWhoServesPageFaults) {
  const Child child([] {
    constexpr int kUserModeOnly = 1;
    if (::syscall(SYS_userfaultfd, kUserModeOnly) == -1) ::_exit(0);
    wait_for_ever();
  });
  std::optional<ProcessLook> look;
  do {
    look = look_at(child.pid(), true);
    siginfo_t ended{};
    ::waitid(P_PID, static_cast<id_t>(child.pid()), &ended, WEXITED | WNOHANG | WNOWAIT);
    if (ended.si_pid == child.pid()) GTEST_SKIP() << "no userfaultfd here";
  } while (!look || !look->served_by_kernel);
}

// The numbers in its /proc are those of others.
TEST_F(HangLook, RefusesAnotherNamespacesProc) {
  constexpr int kRefused = 0, kLooked = 1, kNoNamespaces = 2;
  const pid_t outer = ::fork();
  if (outer == 0) {
    if (::unshare(CLONE_NEWUSER | CLONE_NEWPID) != 0) ::_exit(kNoNamespaces);
    const pid_t inner = ::fork();
    if (inner == 0) ::_exit(obstacle(::getpid()).find("namespace") != std::string::npos ? kRefused : kLooked);
    int status = 0;
    ::waitpid(inner, &status, 0);
    ::_exit(WEXITSTATUS(status));
  }
  int status = 0;
  ASSERT_EQ(::waitpid(outer, &status, 0), outer);
  if (WEXITSTATUS(status) == kNoNamespaces) GTEST_SKIP() << "no namespaces here";
  EXPECT_EQ(WEXITSTATUS(status), kRefused);
}

TEST_F(HangLook, FindsNothingOfAProcessThatIsGone) {
  pid_t gone = 0;
  {
    const Child child([] {});
    gone = child.pid();
  }
  EXPECT_FALSE(look_at(gone, true));
  EXPECT_THAT(obstacle(gone), HasSubstr(std::to_string(gone)));
}

}  // namespace
}  // namespace tenter::hang::hang_watch_test
