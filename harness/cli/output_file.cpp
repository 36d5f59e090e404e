#include "cli/output_file.h"

#include <fmt/core.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <utility>

#include "session/error.h"

namespace tenter::cli {

namespace fs = std::filesystem;

OutputFile::OutputFile(std::string option, std::string path) : option_(std::move(option)), path_(std::move(path)) {
  if (!to_file()) return;
  std::error_code ignored;
  created_ = !fs::exists(path_, ignored);
  if (!std::ofstream(path_, std::ios::app)) fail();
}

OutputFile::~OutputFile() {
  std::error_code ignored;
  if (created_) fs::remove(path_, ignored);
}

void OutputFile::write(const std::function<void(std::ostream&)>& content) {
  if (path_.empty()) return;
  if (!to_file()) return content(std::cout);
  std::ofstream file(path_, std::ios::trunc);
  content(file);
  if (!file.flush()) fail();
  created_ = false;
}

void OutputFile::fail() const {
  throw session::Error(fmt::format("{} {}: {}", option_, path_, std::strerror(errno)));
}

}  // namespace tenter::cli
