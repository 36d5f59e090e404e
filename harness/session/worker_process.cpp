#include "session/worker_process.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <boost/process/args.hpp>
#include <boost/process/child.hpp>
#include <boost/process/env.hpp>
#include <boost/process/environment.hpp>
#include <boost/process/error.hpp>
#include <boost/process/exe.hpp>
#include <boost/process/extend.hpp>
#include <boost/process/io.hpp>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>
#include <utility>

#include "session/error.h"
#include "tsan/address_space.h"

namespace tenter::session {
namespace {

namespace bp = boost::process;
using protocol::WorkerMemory;

std::set<pid_t>& living() {
  static std::set<pid_t> workers;
  return workers;
}

[[noreturn]] void fail(const char* what) { throw Error(fmt::format("cannot {}: {}", what, std::strerror(errno))); }

struct Pipe {
  Descriptor read_end, write_end;
};

Pipe new_pipe() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) == -1) fail("make a pipe");
  Pipe pipe{Descriptor(ends[0]), Descriptor(ends[1])};
  ::fcntl(pipe.read_end.get(), F_SETFL, O_NONBLOCK);
  return pipe;
}

void write_at(int file, off_t place, const protocol::Bytes& bytes) {
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t written =
        ::pwrite(file, bytes.data() + done, bytes.size() - done, place + static_cast<off_t>(done));
    if (written == -1) fail("hand a request to a worker");
    done += static_cast<std::size_t>(written);
  }
}

Descriptor new_memory_file() {
  Descriptor file(::memfd_create("tenter-worker", MFD_CLOEXEC));
  if (file.get() == -1 || ::ftruncate(file.get(), sizeof(WorkerMemory)) == -1) fail("share memory with a worker");
  return file;
}

WorkerMemory* mapped(int file) {
  void* const memory = ::mmap(nullptr, sizeof(WorkerMemory), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (memory == MAP_FAILED) fail("share memory with a worker");
  return static_cast<WorkerMemory*>(memory);
}

// Runs in the child between fork and exec: system calls only.
void become_worker(int output, int messages, int memory, bool fixed_address_space) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::signal(SIGPIPE, SIG_DFL);
  ::dup2(output, STDOUT_FILENO);
  ::dup2(output, STDERR_FILENO);
  // Whatever else this process was started with stays out of the scenario's reach.
  ::close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC);
  for (const int inherited : {messages, memory}) ::fcntl(inherited, F_SETFD, 0);
  if (fixed_address_space) (void)address_space::disable_randomisation();
}

// ThreadSanitizer's options are the worker's own: some of a user's would blind it, or end it at the first race.
bp::environment environment_of_workers() {
  bp::environment environment = boost::this_process::environment();
  environment.erase("TSAN_OPTIONS");
  return environment;
}

std::vector<std::string> arguments_of(const WorkerCommand& command, int messages, int memory) {
  std::vector<std::string> arguments{command.verb, std::to_string(messages), std::to_string(memory)};
  arguments.insert(arguments.end(), command.arguments.begin(), command.arguments.end());
  return arguments;
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(value_, other.value_);
  return *this;
}

int Descriptor::release() { return std::exchange(value_, -1); }

void Descriptor::close() {
  if (const int value = release(); value != -1) ::close(value);
}

WorkerProcess::WorkerProcess(const WorkerCommand& command) {
  Pipe messages = new_pipe();
  Pipe output = new_pipe();
  memory_file_ = new_memory_file();
  memory_ = mapped(memory_file_.get());
  messages_ = std::move(messages.read_end);
  output_ = std::move(output.read_end);
  const int pipes[] = {output.write_end.get(), messages.write_end.get()};
  try {
    bp::child child(
        environment_of_workers(), bp::exe = command.executable.string(),
        bp::args = arguments_of(command, pipes[1], memory_file_.get()), bp::std_in < bp::null,
        bp::extend::on_exec_setup = [&](auto&) {
          become_worker(pipes[0], pipes[1], memory_file_.get(), command.fixed_address_space);
        });
    pid_ = child.id();
    child.detach();
  } catch (const std::system_error& error) {
    ::munmap(memory_, sizeof(WorkerMemory));
    throw Error(fmt::format("cannot start the worker {}: {}", command.executable.string(), error.code().message()));
  }
  living().insert(pid_);
  death_ = Descriptor(static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0)));
}

// Behind the shared memory.
void WorkerProcess::hand_over(const protocol::Bytes& request) {
  write_at(memory_file_.get(), sizeof(WorkerMemory), request);
  memory_file_.close();
  memory_->announce_request();
}

WorkerProcess::~WorkerProcess() {
  if (!reaped_) {
    kill();
    ::waitpid(pid_, &wait_status_, 0);
    living().erase(pid_);
  }
  ::munmap(memory_, sizeof(WorkerMemory));
}

std::uint64_t WorkerProcess::resident_bytes() const {
  std::ifstream file(fmt::format("/proc/{}/statm", pid_));
  std::uint64_t total = 0;
  std::uint64_t resident = 0;
  file >> total >> resident;
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

std::chrono::nanoseconds WorkerProcess::waited_for_processor() const {
  std::int64_t longest = 0;
  std::error_code ignored;
  for (const auto& thread : std::filesystem::directory_iterator(fmt::format("/proc/{}/task", pid_), ignored)) {
    std::ifstream file(thread.path() / "schedstat");
    std::int64_t ran = 0;
    std::int64_t waited = 0;
    if (file >> ran >> waited) longest = std::max(longest, waited);
  }
  return std::chrono::nanoseconds(longest);
}

void WorkerProcess::kill() {
  if (reaped_) return;
  ::kill(-pid_, SIGKILL);
  ::kill(pid_, SIGKILL);
}

bool WorkerProcess::died() const {
  siginfo_t info = {};
  return reaped_ ||
         (::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == pid_);
}

void WorkerProcess::reap() {
  if (reaped_) return;
  // While its number cannot have been given to another.
  ::kill(-pid_, SIGKILL);
  ::waitpid(pid_, &wait_status_, 0);
  living().erase(pid_);
  reaped_ = true;
}

const std::set<pid_t>& WorkerProcess::alive() { return living(); }

}  // namespace tenter::session
