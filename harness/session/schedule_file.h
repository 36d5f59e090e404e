// A schedule on file, with what it takes to run it again: JSON with the keys tenter_schedule (the version), scenario,
// plugin, compiler, build and schedule.
#pragma once

#include <filesystem>
#include <ostream>
#include <string>

namespace tenter::session {

struct ScheduleFile {
  static constexpr int kVersion = 1;

  std::string scenario;
  std::string plugin;    // its name
  std::string compiler;  // "g++ 12.2.0"
  std::string build;     // build_of() the instrumented plugin
  std::string schedule;
};

// Throws Error with the file's name in it.
ScheduleFile read_schedule(const std::filesystem::path& path);
void write_schedule(std::ostream& out, const ScheduleFile& file);

// Tells one build of a plugin from another. Throws Error when it cannot be read.
std::string build_of(const std::filesystem::path& plugin);

}  // namespace tenter::session
