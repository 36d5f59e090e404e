#include "session/strays.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

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

// Not every kernel lists a process's children, so look at them all.
std::vector<pid_t> children() {
  std::vector<pid_t> result;
  const pid_t self = ::getpid();
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator("/proc", ignored)) {
    const auto pid = number(entry.path().filename().string());
    if (pid && parent_of(entry.path()) == self) result.push_back(*pid);
  }
  return result;
}

std::set<pid_t>& inherited() {
  static std::set<pid_t> children;
  return children;
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
  for (const pid_t child : children()) inherited().insert(child);
}

int kill_strays(const std::set<pid_t>& known) {
  int alive = 0;
  for (bool found = true; found;) {
    found = false;
    for (const pid_t child : children()) {
      if (known.contains(child) || inherited().contains(child)) continue;
      found = true;
      alive += end(child) ? 1 : 0;
    }
  }
  return alive;
}

}  // namespace tenter::session
