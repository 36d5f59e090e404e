// A worker as a child process: its pipes, its shared memory, its end.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "protocol/frame.h"
#include "protocol/worker_memory.h"

namespace tenter::session {

struct WorkerCommand {
  std::filesystem::path executable;
  std::string verb;                    // "describe" or "run"
  std::vector<std::string> arguments;  // what follows the descriptors
  bool fixed_address_space = false;    // switch address-space randomisation off, where the system lets us
};

// A descriptor with an owner.
class Descriptor {
 public:
  explicit Descriptor(int value = -1) : value_(value) {}
  Descriptor(Descriptor&& other) noexcept : value_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor() { close(); }

  int get() const { return value_; }
  int release();
  void close();

 private:
  int value_;
};

// In a process group of its own; dies with this process. Its stdin is empty; stdout and stderr go to output().
class WorkerProcess {
 public:
  // Throws Error when it cannot be started.
  explicit WorkerProcess(const WorkerCommand& command);
  // What one that was told to "run" waits for when it has loaded its plugin. Call it once. Throws Error.
  void hand_over(const protocol::Bytes& request);
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;
  ~WorkerProcess();

  int messages() const { return messages_.get(); }  // non-blocking
  int output() const { return output_.get(); }      // non-blocking
  int death() const { return death_.get(); }  // readable when it has died; -1 where the system has no such thing
  void close_messages() { messages_.close(); }
  void close_output() { output_.close(); }

  protocol::WorkerMemory& memory() const { return *memory_; }
  std::uint64_t resident_bytes() const;
  pid_t pid() const { return pid_; }
  // For how long the thread that waited longest has been ready to run without a processor. 0 where the kernel keeps
  // no account of it.
  std::chrono::nanoseconds waited_for_processor() const;

  void kill();
  // True when it has died; its number stays its own until reap().
  bool died() const;
  // Ends what is left of its group. Afterwards wait_status() tells how it died. REQUIRES: died().
  void reap();
  int wait_status() const { return wait_status_; }

  // The workers of this session that are alive.
  static const std::set<pid_t>& alive();

 private:
  Descriptor messages_, output_, death_, memory_file_;
  protocol::WorkerMemory* memory_ = nullptr;
  pid_t pid_ = -1;
  bool reaped_ = false;
  int wait_status_ = 0;
};

}  // namespace tenter::session
