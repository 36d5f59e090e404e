// What a run depends on besides the scenarios, so that a result can be understood and repeated elsewhere.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tenter::report {

struct Environment {
  std::string version;   // Tenter's own
  std::string cpu;       // "AMD EPYC 7B13"; empty when the system does not tell
  unsigned cores = 0;    // that this process may run on
  std::string kernel;    // "Linux 6.1.0-18-amd64"
  std::string compiler;  // of the plugins; "g++ 12.2.0"
  std::string flags;     // of the plugins, one set an engine: "-O2 -g; -O1 -g -fsanitize=thread"
  std::string commit;    // of the source tree that the run started in; empty outside of one, "-dirty" when changed
  std::vector<std::string> command;  // the command line
  std::uint64_t seed = 0;
};

// What this machine and working directory tell: cpu, cores, kernel, commit and version. The rest is the caller's.
Environment this_environment();

}  // namespace tenter::report
