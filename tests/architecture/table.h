// The tables of docs/architecture.md that say which part may use which.
#pragma once

#include <map>
#include <set>
#include <string>

namespace tenter::test {

struct Part {
  std::string folder;                     // "lib/explore/search"
  std::set<std::string> uses;             // that it may use, as the table has it
  std::set<std::string> uses_in_sources;  // what it may use, but does not pass on
};

// By target: "explore_search", "model".
std::map<std::string, Part> parts_of(const std::string& path);

// The part itself, and all that it reaches by what it may use and what that passes on.
std::set<std::string> reached_by(const std::string& part, const std::map<std::string, Part>& parts);

}  // namespace tenter::test
