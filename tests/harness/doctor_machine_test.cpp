// A machine's traits, read from files written by hand.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "doctor/machine_files.h"

namespace tenter::doctor::doctor_machine_test {
namespace {

namespace fs = std::filesystem;

class MachineFiles : public testing::Test {
 protected:
  MachineFiles() : root_(testing::TempDir() + "tenter-machine-" + name_of_test()) { fs::remove_all(root_); }
  ~MachineFiles() override { fs::remove_all(root_); }

  void write(const std::string& path, const std::string& text) const {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path) << text;
  }

  void write_siblings(int processor, const std::string& siblings) const {
    write("sys/devices/system/cpu/cpu" + std::to_string(processor) + "/topology/thread_siblings_list", siblings);
  }

  Machine machine(const std::vector<int>& allowed = {0, 1}) const { return machine_in(root_, allowed); }

 private:
  static std::string name_of_test() { return testing::UnitTest::GetInstance()->current_test_info()->name(); }

  fs::path root_;
};

TEST_F(MachineFiles, MayAllBeMissing) {
  const Machine unknown = machine({3});
  EXPECT_EQ(unknown.processors, 1U);
  EXPECT_EQ(unknown.cores, 0U);
  EXPECT_EQ(unknown.quota, std::nullopt);
  EXPECT_EQ(unknown.memory, std::nullopt);
  EXPECT_EQ(unknown.perf_level, std::nullopt);
  EXPECT_FALSE(unknown.steady_counter);
  EXPECT_EQ(unknown.clock_source, "");
}

TEST_F(MachineFiles, TellWhichProcessorsShareACore) {
  for (const int processor : {0, 2}) write_siblings(processor, "0,2\n");
  for (const int processor : {1, 3}) write_siblings(processor, "1,3\n");
  EXPECT_EQ(machine({0, 1, 2, 3}).cores, 2U);
  EXPECT_EQ(machine({0, 2}).cores, 1U);
  EXPECT_EQ(machine({0, 4}).cores, 0U) << "of one of them nothing is told";
}

TEST_F(MachineFiles, TellAQuotaOfTheUnifiedHierarchy) {
  write("proc/self/cgroup", "0::/outer/inner\n");
  write("sys/fs/cgroup/outer/inner/cpu.max", "max 100000\n");
  EXPECT_EQ(machine().quota, std::nullopt);
  write("sys/fs/cgroup/outer/cpu.max", "150000 100000\n");
  EXPECT_EQ(machine().quota, 1.5);
  write("sys/fs/cgroup/outer/inner/cpu.max", "50000 100000\n");
  EXPECT_EQ(machine().quota, 0.5);
}

TEST_F(MachineFiles, TellAQuotaOfAHierarchyOfItsOwn) {
  write("proc/self/cgroup", "3:cpu,cpuacct:/jobs/one\n0::/\n");
  write("sys/fs/cgroup/cpu,cpuacct/jobs/cpu.cfs_period_us", "100000\n");
  write("sys/fs/cgroup/cpu,cpuacct/jobs/cpu.cfs_quota_us", "-1\n");
  EXPECT_EQ(machine().quota, std::nullopt);
  write("sys/fs/cgroup/cpu,cpuacct/jobs/cpu.cfs_quota_us", "200000\n");
  EXPECT_EQ(machine().quota, 2.0);
}

// Within a container the path is that of the machine around it.
TEST_F(MachineFiles, TellWhatTheOutermostGroupAllows) {
  write("proc/self/cgroup", "4:memory:/docker/0123\n");
  write("sys/fs/cgroup/memory/memory.limit_in_bytes", "536870912\n");
  EXPECT_EQ(machine().memory, 536870912U);
}

TEST_F(MachineFiles, TellTheLeastMemoryOfAll) {
  write("proc/meminfo", "MemTotal:        4096 kB\nMemFree: 1 kB\n");
  EXPECT_EQ(machine().memory, 4096U * 1024);
  write("proc/self/cgroup", "0::/job\n");
  write("sys/fs/cgroup/job/memory.max", "max\n");
  EXPECT_EQ(machine().memory, 4096U * 1024);
  write("sys/fs/cgroup/job/memory.max", "1048576\n");
  EXPECT_EQ(machine().memory, 1048576U);
}

TEST_F(MachineFiles, SayNoLimitByAHugeNumber) {
  write("proc/self/cgroup", "4:memory:/\n");
  write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
  EXPECT_EQ(machine().memory, std::nullopt);
}

TEST_F(MachineFiles, TellOfClocksAndPerfEvents) {
  write("proc/cpuinfo", "processor : 0\nflags\t\t: fpu constant_tsc nonstop_tsc\n");
  write("sys/devices/system/clocksource/clocksource0/current_clocksource", "hpet\n");
  write("proc/sys/kernel/perf_event_paranoid", "-1\n");
  EXPECT_TRUE(machine().steady_counter);
  EXPECT_EQ(machine().clock_source, "hpet");
  EXPECT_EQ(machine().perf_level, -1);
  write("proc/cpuinfo", "flags\t\t: fpu constant_tsc\n");
  EXPECT_FALSE(machine().steady_counter);
}

}  // namespace
}  // namespace tenter::doctor::doctor_machine_test
