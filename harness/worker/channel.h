// The worker's end of its pipe to the session.
#pragma once

#include <mutex>

#include "protocol/messages.h"
#include "protocol/worker_memory.h"

namespace tenter::worker {

// Ends the process at once, whatever its threads, exit handlers and sanitizers would still like to do.
[[noreturn]] void end_process(int status) noexcept;

// Thread safety: any thread may send().
class Channel {
 public:
  // Takes the descriptor over and moves it to a high number, away from those that scenarios open and close.
  Channel(int descriptor, protocol::WorkerMemory& memory);

  // Ends the process when the message cannot be sent: the session is gone, or the scenario closed the pipe.
  void send(const protocol::Message& message);

 private:
  void write(const protocol::Bytes& bytes);

  int descriptor_;
  protocol::WorkerMemory& memory_;
  std::mutex sending_;
};

}  // namespace tenter::worker
