// What a report tells of the program of an object.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace tenter::test {

// The program that an engine went wrong with.
inline std::string program_of(const nlohmann::json& engine) {
  for (const std::string note : engine.at("notes")) {
    const std::string begin = "the program: ";
    if (note.starts_with(begin)) return note.substr(begin.size(), note.find(';') - begin.size());
  }
  return "";
}

}  // namespace tenter::test
