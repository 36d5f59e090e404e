// The commands. Each returns the exit code; each throws session::Error for what ends with exit code 2.
#pragma once

#include <string>
#include <vector>

#include "cli/options.h"

namespace tenter::cli {

int list(const Options& options);
int run(const Options& options, const std::vector<std::string>& command_line);
int doctor(const Options& options);
int check_history(const Options& options);
int replay(const Options& options, const std::vector<std::string>& command_line);

// The whole program; never throws.
int main_program(const std::vector<std::string>& command_line);

}  // namespace tenter::cli
