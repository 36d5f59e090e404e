// Which commands there are, and which options each has.
#pragma once

#include <string>
#include <vector>

namespace tenter::cli {

// One option of a command; `argument` is empty for a switch.
struct Option {
  std::string name;
  char letter;
  std::string argument;
  std::string help;
};

struct Syntax {
  std::string name;
  std::string usage;
  std::string summary;
  std::vector<Option> options;
};

// REQUIRES: there is such a command.
const Syntax& syntax_of(const std::string& command);

// The commands that there are.
const std::vector<std::string>& commands();

// The strategies of explore that a user may name.
const std::vector<std::string>& strategy_names();

// What `tenter help COMMAND` prints; of all commands when `command` is empty. Fits a screen.
std::string help_text(const std::string& command);

}  // namespace tenter::cli
