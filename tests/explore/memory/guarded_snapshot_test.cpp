#include "explore/memory/guarded_snapshot.h"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <new>
#include <optional>
#include <span>

#include "letting_writes.h"

namespace tenter::explore::test::guarded_snapshot_test {
namespace {

const std::size_t kPage = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));

class GuardedSnapshotTest : public testing::Test {
 protected:
  // Three pages, and the beginning of a fourth.
  GuardedSnapshotTest() {
    void* const got = ::mmap(nullptr, 4 * kPage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (got == MAP_FAILED) throw std::bad_alloc();
    memory_ = {static_cast<std::byte*>(got), 4 * kPage};
    for (std::size_t i = 0; i < memory_.size(); ++i) memory_[i] = byte_at(i);
    snapshot_.emplace(memory_.first(3 * kPage + 100));
  }
  ~GuardedSnapshotTest() override {
    snapshot_.reset();
    ::munmap(memory_.data(), memory_.size());
  }

  static std::byte byte_at(std::size_t i) { return static_cast<std::byte>(i * 7); }
  void expect_as_then(std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) ASSERT_EQ(memory_[i], byte_at(i)) << i;
  }

  std::span<std::byte> memory_;
  std::optional<GuardedSnapshot> snapshot_;
  LettingWrites letting_{[this](const void* address) { return snapshot_->let_write(address); }};
};

TEST_F(GuardedSnapshotTest, RestoresWhatHasBeenWrittenTo) {
  for (int round = 0; round < 3; ++round) {
    memory_[0] = memory_[2 * kPage - 1] = memory_[2 * kPage] = memory_[3 * kPage + 99] = std::byte{0xAA};
    snapshot_->restore();
    expect_as_then(3 * kPage + 100);
  }
}

TEST_F(GuardedSnapshotTest, LeavesAloneWhatFollows) {
  memory_[3 * kPage + 100] = std::byte{0xAA};
  snapshot_->restore();
  EXPECT_EQ(memory_[3 * kPage + 100], std::byte{0xAA});
}

TEST_F(GuardedSnapshotTest, ComparesOnlyPagesThatHaveBeenWrittenTo) {
  EXPECT_EQ(snapshot_->pages_written_to(), 1U);  // the one that is not its own as a whole
  for (int i = 0; i < 3; ++i) memory_[kPage + 5] = std::byte{1};
  EXPECT_EQ(snapshot_->pages_written_to(), 2U);
  snapshot_->restore();
  memory_[kPage + 6] = std::byte{1};
  EXPECT_EQ(snapshot_->pages_written_to(), 2U);
}

TEST_F(GuardedSnapshotTest, LetsNothingElseThrough) {
  EXPECT_FALSE(snapshot_->let_write(memory_.data() - 1));
  EXPECT_FALSE(snapshot_->let_write(memory_.data() + 3 * kPage + 100));
  EXPECT_TRUE(snapshot_->let_write(memory_.data()));
  EXPECT_FALSE(snapshot_->let_write(memory_.data())) << "whatever faults there now, it is not the guard";
}

// What its description says of system calls.
TEST_F(GuardedSnapshotTest, KeepsTheKernelOff) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  ASSERT_EQ(::write(ends[1], "x", 1), 1);
  EXPECT_EQ(::read(ends[0], memory_.data(), 1), -1);
  EXPECT_EQ(errno, EFAULT);
  memory_[0] = std::byte{1};
  EXPECT_EQ(::read(ends[0], memory_.data(), 1), 1);
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST_F(GuardedSnapshotTest, GivesTheMemoryBack) {
  snapshot_.reset();
  snapshot_.emplace(std::span<std::byte>{});
  memory_[0] = std::byte{1};
  EXPECT_EQ(memory_[0], std::byte{1});
}

}  // namespace
}  // namespace tenter::explore::test::guarded_snapshot_test
