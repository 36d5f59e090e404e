// Where the parts of this Tenter are, relative to its executable.
#pragma once

#include <filesystem>

#include "model/evidence.h"

namespace tenter::session {

struct Layout {
  std::filesystem::path workers;  // the directory of tenter-stress, tenter-tsan
  std::filesystem::path plugins;  // the directory of the bundled plugins; need not exist

  std::filesystem::path worker(Engine engine) const;
  std::filesystem::path probe() const;  // the plugin of doctor, which is not bundled with the others
};

Layout layout_of(const std::filesystem::path& executable_directory);

// The directory of the program that is running.
std::filesystem::path executable_directory();

}  // namespace tenter::session
