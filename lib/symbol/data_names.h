// Memory by the names that it has in source code: members of a scenario's state, and static variables.
//
// The insides of what the standard library, Boost or the system define are not told apart: the mutex of a `queue` is
// `queue.mutex`, whatever of it is meant. Plain and std::arrays, pairs and tuples are.
#pragma once

#include <tenter/body.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace tenter::symbol {

class Modules;

// Not thread safe. Slow at first, as it reads debug information: for witnesses, not for executions.
class DataNames {
 public:
  DataNames();
  ~DataNames();
  DataNames(const DataNames&) = delete;
  DataNames& operator=(const DataNames&) = delete;

  // What is at an offset in the state that `body` makes: "value", "items[1]", "queue.mutex"; what has no name there,
  // or no debug information, or a body that is not made by tenter/scenario.h, as "state + 12".
  std::string member(const Body& body, std::size_t offset, std::size_t size);

  // The static variable that has this address, with the members that lead to it; empty when there is none.
  std::string variable(std::uintptr_t address, std::size_t size);

 private:
  std::unique_ptr<Modules> modules_;
};

}  // namespace tenter::symbol
