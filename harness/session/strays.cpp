#include "session/strays.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

namespace tenter::session {
namespace {

namespace fs = std::filesystem;

std::optional<pid_t> number(const std::string& text) {
  pid_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// The fourth field of /proc/PID/stat, counted from behind the name, which may hold anything.
std::optional<pid_t> parent_of(const fs::path& process) {
  std::ifstream file(process / "stat");
  std::string text;
  std::getline(file, text, '\0');
  const std::size_t name_end = text.rfind(')');
  if (name_end == std::string::npos || name_end + 4 > text.size()) return std::nullopt;
  const std::size_t begin = name_end + 4;
  return number(text.substr(begin, text.find(' ', begin) - begin));
}

struct Process {
  pid_t id, parent;
};

// Not every kernel lists a process's children, so look at them all.
std::vector<Process> processes() {
  std::vector<Process> result;
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator("/proc", ignored)) {
    const auto pid = number(entry.path().filename().string());
    const auto parent = pid ? parent_of(entry.path()) : std::nullopt;
    if (parent) result.push_back({*pid, *parent});
  }
  return result;
}

std::set<pid_t>& inherited() {
  static std::set<pid_t> children;
  return children;
}

bool is_stray(const Process& process, const std::set<pid_t>& known) {
  return process.parent == ::getpid() && !known.contains(process.id) && !inherited().contains(process.id);
}

// True when it had not ended by itself.
bool end(pid_t child) {
  int status = 0;
  if (::waitpid(child, &status, WNOHANG) == child) return false;
  ::kill(child, SIGKILL);
  ::waitpid(child, &status, 0);
  return true;
}

}  // namespace

void adopt_strays() {
  ::prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
  for (const Process& process : processes()) {
    if (process.parent == ::getpid()) inherited().insert(process.id);
  }
}

bool has_descendants(pid_t ancestor, const std::set<pid_t>& known) {
  const std::vector<Process> all = processes();
  return std::any_of(all.begin(), all.end(),
                     [&](const Process& process) { return process.parent == ancestor || is_stray(process, known); });
}

int kill_strays(const std::set<pid_t>& known) {
  int alive = 0;
  for (bool found = true; found;) {
    found = false;
    for (const Process& process : processes()) {
      if (!is_stray(process, known)) continue;
      found = true;
      alive += end(process.id) ? 1 : 0;
    }
  }
  return alive;
}

}  // namespace tenter::session
