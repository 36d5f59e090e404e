// Recorded histories from files, a line at a time. Which format a line has is told by how it begins: `{"` is ours,
// JSON Lines; `{:` an operation map of Jepsen's in EDN; `INFO` a line of Jepsen's log. docs/histories.md describes
// them.
#pragma once

#include <istream>
#include <stdexcept>
#include <string>

#include "model/history.h"

namespace tenter::history {

// "FILE:LINE: what is wrong there".
class Malformed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Reads to the end; `name` is what errors call the stream. Throws Malformed.
History read(std::istream& stream, const std::string& name);

}  // namespace tenter::history
