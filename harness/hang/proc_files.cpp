#include "hang/proc_files.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>

namespace tenter::hang {
namespace {

namespace fs = std::filesystem;

// Thrown inside of look_at() only.
struct Unreadable {
  std::string why;
};

[[noreturn]] void refuse(const fs::path& path, int error) {
  throw Unreadable{fmt::format("{}: {}", path.string(), std::strerror(error))};
}

// Files of /proc may open and yet refuse to be read.
std::string text_of(const fs::path& path) {
  errno = 0;
  std::ifstream file(path);
  std::ostringstream text;
  if (!file || (file.peek() != std::ifstream::traits_type::eof() && !(text << file.rdbuf()))) refuse(path, errno);
  if (file.bad()) refuse(path, errno);
  return text.str();
}

// A line of /proc/PID/status. Throws where there is none.
std::string_view field(std::string_view status, std::string_view name) {
  const std::string key = fmt::format("\n{}:\t", name);
  const std::size_t found = status.find(key);
  if (found == std::string_view::npos) throw Unreadable{fmt::format("no {} in /proc/PID/status", name)};
  const std::string_view rest = status.substr(found + key.size());
  return rest.substr(0, rest.find('\n'));
}

std::uint64_t number(std::string_view text, int base = 10) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc()) throw Unreadable{fmt::format("'{}' in /proc is no number", text)};
  return value;
}

// "running", or the number of the call, and its arguments. "-1" is a thread that sleeps in no call, as in a page
// fault.
std::optional<SystemCall> call_in(const std::string& text) {
  std::istringstream words(text);
  SystemCall call;
  if (!(words >> call.number) || call.number < 0) return std::nullopt;
  for (std::uint64_t& argument : call.arguments) {
    std::string word;
    if (!(words >> word) || !word.starts_with("0x")) return std::nullopt;
    argument = number(std::string_view(word).substr(2), 16);
  }
  return call;
}

// The kernel waits until the thread has left its processor before it tells the call: from then on the switches count.
ThreadLook thread_in(const fs::path& directory) {
  ThreadLook thread;
  thread.id = static_cast<pid_t>(number(directory.filename().native()));
  thread.call = call_in(text_of(directory / "syscall"));
  const std::string status = "\n" + text_of(directory / "status");
  thread.name = field(status, "Name");
  thread.asleep = field(status, "State").starts_with('S');
  thread.switches =
      number(field(status, "voluntary_ctxt_switches")) + number(field(status, "nonvoluntary_ctxt_switches"));
  return thread;
}

std::vector<ThreadLook> threads_of(const fs::path& process) {
  std::vector<ThreadLook> threads;
  for (const fs::directory_entry& entry : fs::directory_iterator(process / "task")) {
    threads.push_back(thread_in(entry.path()));
  }
  std::sort(threads.begin(), threads.end(), [](const ThreadLook& a, const ThreadLook& b) { return a.id < b.id; });
  return threads;
}

// What lets the kernel, or others through it, work on a process's memory.
bool serves_memory(std::string_view file) {
  return file.ends_with("anon_inode:[io_uring]") || file.ends_with("anon_inode:[userfaultfd]");
}

// "7f0000000000-7f0000001000 rw-p ..."
void look_at_mappings(const fs::path& process, ProcessLook& look) {
  std::istringstream lines(text_of(process / "maps"));
  for (std::string line; std::getline(lines, line);) {
    const std::size_t dash = line.find('-');
    const std::size_t space = line.find(' ');
    if (space == std::string::npos || dash > space || line.size() < space + 5) {
      throw Unreadable{fmt::format("'{}' in /proc/PID/maps", line)};
    }
    const std::string_view text = line;
    look.served_by_kernel |= serves_memory(text);  // what was mapped stays when its descriptor is closed
    look.mappings.push_back({number(text.substr(0, dash), 16), number(text.substr(dash + 1, space - dash - 1), 16),
                             text[space + 2] == 'w', text[space + 4] != 'p'});
  }
}

// A thread may have descriptors of its own.
void look_at_descriptors(const fs::path& process, ProcessLook& look) {
  for (const fs::directory_entry& thread : fs::directory_iterator(process / "task")) {
    for (const fs::directory_entry& entry : fs::directory_iterator(thread.path() / "fd")) {
      const std::string target = fs::read_symlink(entry.path()).string();
      look.has_timer |= target == "anon_inode:[timerfd]";
      look.served_by_kernel |= serves_memory(target);
    }
  }
}

// Where /proc was mounted for other processes than this one's namespace, as in a container that was started without
// a /proc of its own, its numbers are those of somebody else.
void check_that_numbers_are_ours() {
  const std::string self = fs::read_symlink("/proc/self").string();
  if (self != fmt::to_string(::getpid())) throw Unreadable{"/proc is of another namespace of processes"};
}

ProcessLook looked_at(pid_t pid, bool alone) {
  check_that_numbers_are_ours();
  const fs::path process = fmt::format("/proc/{}", pid);
  ProcessLook look;
  look.alone = alone;
  look.has_timer = !text_of(process / "timers").empty();
  look_at_descriptors(process, look);
  look.handled_signals = number(field(text_of(process / "status"), "SigCgt"), 16);
  look_at_mappings(process, look);
  look.threads = threads_of(process);
  return look;
}

}  // namespace

std::optional<ProcessLook> look_at(pid_t process, bool alone) {
  try {
    return looked_at(process, alone);
  } catch (const Unreadable&) {
  } catch (const fs::filesystem_error&) {
  }
  return std::nullopt;
}

std::string obstacle(pid_t process) {
  try {
    (void)looked_at(process, true);
  } catch (const Unreadable& unreadable) {
    return unreadable.why;
  } catch (const fs::filesystem_error& error) {
    return error.what();
  }
  return "";
}

}  // namespace tenter::hang
