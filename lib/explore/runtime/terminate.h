// std::terminate in a task is the task's death, not the process's.
#pragma once

#include <exception>

namespace tenter::explore {

// In force as long as it lives; whatever the program has made of the handler meanwhile is undone then.
class TerminateHandler {
 public:
  TerminateHandler() noexcept;
  ~TerminateHandler();
  TerminateHandler(const TerminateHandler&) = delete;
  TerminateHandler& operator=(const TerminateHandler&) = delete;

 private:
  std::terminate_handler before_;
};

}  // namespace tenter::explore
