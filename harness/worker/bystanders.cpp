#include "worker/bystanders.h"

#include <unistd.h>

#include <filesystem>
#include <string>
#include <thread>

namespace tenter::worker {

// ThreadSanitizer starts its thread with the first one of the program's.
std::vector<pid_t> bystanders() {
  pid_t first = 0;
  std::thread([&] { first = ::gettid(); }).join();
  std::vector<pid_t> threads;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/task")) {
    const pid_t thread = std::stoi(entry.path().filename().string());
    if (thread != ::getpid() && thread != first) threads.push_back(thread);
  }
  return threads;
}

}  // namespace tenter::worker
