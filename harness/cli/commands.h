// The commands. Each returns the exit code; each throws session::Error for what ends with exit code 2.
#pragma once

#include <string>
#include <vector>

#include "cli/options.h"

namespace tenter::cli {

int list(const ListOptions& options);
int run(const RunOptions& options, const std::vector<std::string>& command_line);
int doctor(const DoctorOptions& options);
int check_history(const CheckHistoryOptions& options);
int replay(const ReplayOptions& options, const std::vector<std::string>& command_line);

// The whole program; never throws.
int main_program(const std::vector<std::string>& command_line);

}  // namespace tenter::cli
