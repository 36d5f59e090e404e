// Events become operations. Thread safety: none.
#pragma once

#include <stdexcept>
#include <string>
#include <unordered_map>

#include "history/history.h"

namespace tenter::history {

// What is wrong with a line, in words.
class Malformed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class Builder {
 public:
  // The next one; `line` is where it stands. Throws Malformed when it cannot come here: a process invokes before its
  // operation has returned, or after one that it never knew the end of; a response without an invocation, or to
  // another function.
  void add(Event event, std::uint32_t line);

  // What was added, those pending that have not returned.
  History history() &&;

 private:
  std::uint32_t number_of(const std::string& function);
  void invoke(Event&& event, std::uint32_t line);
  void respond(Event&& event, std::uint32_t line);

  History history_;
  std::vector<bool> failed_;                                  // by operation
  std::unordered_map<std::string, std::uint32_t> functions_;  // by name
  std::unordered_map<std::int64_t, std::size_t> open_;        // by process: its operation
  std::unordered_map<std::int64_t, std::uint32_t> in_doubt_;  // the line since when it has been
};

}  // namespace tenter::history
