#include "doctor/machine_files.h"

#include <fmt/format.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <string_view>
#include <vector>

#include "hang/proc_files.h"
#include "report/environment.h"
#include "tsan/address_space.h"

namespace tenter::doctor {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> first_line(const fs::path& path) {
  std::ifstream file(path);
  std::string line;
  return std::getline(file, line) ? std::optional(line) : std::nullopt;
}

template <class Number>
std::optional<Number> number_in(const fs::path& path) {
  std::ifstream file(path);
  Number value{};
  return file >> value ? std::optional(value) : std::nullopt;
}

template <class T>
std::optional<T> smaller(const std::optional<T>& a, const std::optional<T>& b) {
  return a && b ? std::min(a, b) : std::max(a, b);  // nothing is less than anything
}

std::size_t cores_of(const fs::path& root, const std::vector<int>& processors) {
  std::set<std::string> cores;
  for (const int processor : processors) {
    const auto siblings =
        first_line(root / fmt::format("sys/devices/system/cpu/cpu{}/topology/thread_siblings_list", processor));
    if (!siblings) return 0;
    cores.insert(*siblings);
  }
  return cores.size();
}

bool has_steady_counter(const fs::path& root) {
  std::ifstream file(root / "proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("flags")) continue;
    const auto has = [words = line + " "](const std::string& flag) {
      return words.find(" " + flag + " ") != std::string::npos;
    };
    return has("constant_tsc") && has("nonstop_tsc");
  }
  return false;
}

// The directories of a process's control group and of those around it, whose limits hold for it, too. In a container
// the path may be another's: then only the outermost is there.
std::vector<fs::path> directories_of(const fs::path& mount, const std::string& group) {
  std::vector<fs::path> result{mount};
  for (const fs::path& part : fs::path(group).relative_path()) result.push_back(result.back() / part);
  return result;
}

std::optional<double> quota_of(const std::string& unified) {
  std::istringstream words(unified);  // "150000 100000", or "max 100000"
  double quota = 0;
  double period = 0;
  return words >> quota >> period && period > 0 ? std::optional(quota / period) : std::nullopt;
}

std::optional<double> quota_in(const fs::path& directory) {
  if (const auto unified = first_line(directory / "cpu.max")) return quota_of(*unified);
  const auto quota = number_in<double>(directory / "cpu.cfs_quota_us");  // -1: none
  const auto period = number_in<double>(directory / "cpu.cfs_period_us");
  return quota && period && *quota > 0 && *period > 0 ? std::optional(*quota / *period) : std::nullopt;
}

std::optional<std::uint64_t> memory_in(const fs::path& directory) {
  constexpr std::uint64_t kNoLimit = std::uint64_t{1} << 62U;  // the older files say so by a huge number
  auto limit = number_in<std::uint64_t>(directory / "memory.max");
  if (!limit) limit = number_in<std::uint64_t>(directory / "memory.limit_in_bytes");
  return limit && *limit < kNoLimit ? limit : std::nullopt;
}

void look_at_groups(const fs::path& root, Machine& machine) {
  std::ifstream file(root / "proc/self/cgroup");
  for (std::string line; std::getline(file, line);) {  // "4:memory:/group"; "0::/group" is the unified hierarchy
    const std::size_t first = line.find(':');
    const std::size_t second = line.find(':', first + 1);
    if (second == std::string::npos) continue;
    const std::string controllers = line.substr(first + 1, second - first - 1);
    for (const fs::path& directory : directories_of(root / "sys/fs/cgroup" / controllers, line.substr(second + 1))) {
      machine.quota = smaller(machine.quota, quota_in(directory));
      machine.memory = smaller(machine.memory, memory_in(directory));
    }
  }
}

// "MemTotal:  12345 kB"
std::optional<std::uint64_t> physical_memory(const fs::path& root) {
  std::ifstream file(root / "proc/meminfo");
  std::string name;
  std::uint64_t kibibytes = 0;
  return file >> name >> kibibytes && name == "MemTotal:" ? std::optional(kibibytes << 10U) : std::nullopt;
}

std::vector<int> allowed_processors() {
  cpu_set_t set;
  CPU_ZERO(&set);
  std::vector<int> result;
  if (::sched_getaffinity(0, sizeof set, &set) != 0) return result;
  for (int processor = 0; processor < CPU_SETSIZE; ++processor) {
    if (CPU_ISSET(static_cast<unsigned>(processor), &set)) result.push_back(processor);
  }
  return result;
}

bool can_bind() {
  cpu_set_t allowed;
  return ::sched_getaffinity(0, sizeof allowed, &allowed) == 0 &&
         ::sched_setaffinity(0, sizeof allowed, &allowed) == 0;
}

std::optional<std::uint64_t> limit_of_address_space() {
  rlimit limit{};
  const bool limited = ::getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
  return limited ? std::optional<std::uint64_t>(limit.rlim_cur) : std::nullopt;
}

std::string why_children_cannot_be_looked_at() {
  const pid_t child = ::fork();
  if (child == -1) return "";
  if (child == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (;;) ::pause();
  }
  const std::string why = hang::obstacle(child);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  return why;
}

}  // namespace

Machine machine_in(const fs::path& root, const std::vector<int>& allowed) {
  Machine machine;
  machine.processors = allowed.size();
  machine.cores = cores_of(root, allowed);
  machine.steady_counter = has_steady_counter(root);
  machine.clock_source =
      first_line(root / "sys/devices/system/clocksource/clocksource0/current_clocksource").value_or("");
  machine.memory = physical_memory(root);
  look_at_groups(root, machine);
  machine.perf_level = number_in<int>(root / "proc/sys/kernel/perf_event_paranoid");
  return machine;
}

Machine this_machine() {
  const report::Environment environment = report::this_environment();
  Machine machine = machine_in("/", allowed_processors());
  machine.cpu = environment.cpu;
  machine.kernel = environment.kernel;
  machine.memory = smaller(machine.memory, limit_of_address_space());
  machine.can_bind = can_bind();
  machine.cannot_look = why_children_cannot_be_looked_at();
  machine.random_bits = address_space::random_bits();
  // In a child's stead: what this process sets holds only for what it starts.
  if (const auto error = address_space::disable_randomisation()) machine.cannot_fix_addresses = error.message();
  return machine;
}

}  // namespace tenter::doctor
