// What a worker is told to run: in the file of its shared memory, behind that.
#pragma once

#include "model/run.h"
#include "protocol/worker_memory.h"

namespace tenter::worker {

class Request {
 public:
  // Takes the descriptor of the file over.
  explicit Request(int file);
  Request(const Request&) = delete;
  Request& operator=(const Request&) = delete;
  ~Request();

  // Waits until `memory`, which is the file's, says that it has come. Throws std::invalid_argument when it cannot be
  // read. Call it once: the file is closed then, before the scenario can see it.
  RunRequest await(protocol::WorkerMemory& memory);

 private:
  void close();

  int file_;
};

// The beginning of the file. Null when it is none.
protocol::WorkerMemory* shared_memory(int file);

}  // namespace tenter::worker
