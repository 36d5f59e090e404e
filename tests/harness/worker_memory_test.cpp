#include "protocol/worker_memory.h"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tenter::protocol {
namespace {

class SharedWorkerMemory : public testing::Test {
 protected:
  SharedWorkerMemory()
      : memory_(static_cast<WorkerMemory*>(
            ::mmap(nullptr, sizeof(WorkerMemory), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0))) {}
  ~SharedWorkerMemory() override { ::munmap(memory_, sizeof(WorkerMemory)); }

  WorkerMemory* memory_;
};

TEST_F(SharedWorkerMemory, ARequestThatIsThereIsNotWaitedFor) {
  memory_->announce_request();
  memory_->await_request();
}

// In another process: a wake-up of this one's alone would leave it waiting.
TEST_F(SharedWorkerMemory, ARequestWakesTheWorkerThatWaitsForIt) {
  const pid_t worker = ::fork();
  if (worker == 0) {
    memory_->enter(Phase::ready);
    memory_->await_request();
    ::_exit(0);
  }
  while (memory_->reached() != Phase::ready) ::sched_yield();
  memory_->announce_request();
  int status = -1;
  EXPECT_EQ(::waitpid(worker, &status, 0), worker);
  EXPECT_EQ(status, 0);
}

}  // namespace
}  // namespace tenter::protocol
