#include "report/environment.h"

#include <sched.h>
#include <sys/utsname.h>

#include <boost/process.hpp>
#include <fstream>
#include <system_error>

namespace tenter::report {
namespace {

namespace process = boost::process;

std::string cpu_model() {
  std::ifstream cpuinfo("/proc/cpuinfo");
  for (std::string line; std::getline(cpuinfo, line);) {
    if (!line.starts_with("model name")) continue;
    const std::size_t value = line.find_first_not_of(" \t", line.find(':') + 1);
    return value == std::string::npos ? "" : line.substr(value);
  }
  return {};
}

unsigned usable_cores() {
  cpu_set_t set;
  CPU_ZERO(&set);
  return sched_getaffinity(0, sizeof set, &set) == 0 ? static_cast<unsigned>(CPU_COUNT(&set)) : 0;
}

std::string kernel_release() {
  utsname name{};
  return uname(&name) == 0 ? std::string(name.sysname) + ' ' + name.release : "";
}

// The commit that the working directory is at; empty where there is no git, or no repository.
std::string commit_of_working_directory() {
  const auto git = process::search_path("git");
  if (git.empty()) return {};
  process::ipstream output;
  std::error_code failed;
  process::child child(git, "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*",
                       process::std_out > output, process::std_err > process::null, process::std_in < process::null,
                       failed);
  if (failed) return {};
  std::string commit;
  std::getline(output, commit);
  child.wait(failed);
  return !failed && child.exit_code() == 0 ? commit : "";
}

}  // namespace

Environment this_environment() {
  Environment environment;
  environment.version = TENTER_VERSION;
  environment.cpu = cpu_model();
  environment.cores = usable_cores();
  environment.kernel = kernel_release();
  environment.commit = commit_of_working_directory();
  return environment;
}

}  // namespace tenter::report
