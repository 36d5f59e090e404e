// What an execution has left in its process that nobody can put back.
#pragma once

#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace tenter::explore {

// No other execution can run in this process: whoever wants more starts another one, in which it cannot happen.
class Residue final : public std::exception {
 public:
  Residue(std::vector<std::string> libraries, bool kept_by_c_library)
      : libraries_(std::move(libraries)), kept_by_c_library_(kept_by_c_library) {}

  const char* what() const noexcept override { return "an execution has left what cannot be put back"; }

  // Paths of those that it has loaded. It would find them if they were loaded before.
  const std::vector<std::string>& libraries() const { return libraries_; }
  // The C library, or that of C++, has kept a block of the execution's heap. Only a process for each execution helps.
  bool kept_by_c_library() const { return kept_by_c_library_; }

 private:
  std::vector<std::string> libraries_;
  bool kept_by_c_library_;
};

}  // namespace tenter::explore
