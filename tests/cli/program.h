// The built `tenter` as a child process.
#pragma once

#include <sys/types.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace tenter::test {

struct Outcome {
  int exit_code = -1;  // 128 + n when a signal ended it
  std::string out;
  std::string err;
};

using Environment = std::map<std::string, std::string>;

// A program that runs; its stdout and stderr go to files, so that nobody has to read them for it to go on.
class Program {
 public:
  // `closed` standard descriptors are not there for it at all.
  explicit Program(const std::vector<std::string>& arguments, const Environment& environment = {},
                   const std::vector<int>& closed = {});
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;
  ~Program();

  pid_t pid() const { return pid_; }
  Outcome wait();

 private:
  pid_t pid_ = -1;
  int out_ = -1;
  int err_ = -1;
};

Outcome tenter(const std::vector<std::string>& arguments, const Environment& environment = {});

// The path of a test plugin, and of a file to write in a directory that goes with this process.
std::string plugin(const std::string& name);
std::string scratch(const std::string& name);

std::string contents(const std::string& path);

// Runs one scenario of the misbehaving plugin, beside the one that must not be harmed; returns the results as JSON.
nlohmann::json run_beside_bystander(const std::string& scenario, std::vector<std::string> more);

// The result of one scenario of a test plugin, by one engine alone, in 20,000 executions at most.
nlohmann::json result_of(const std::string& of_plugin, const std::string& scenario,
                         const std::string& engine = "explore");

// The result of one scenario in a JSON report.
nlohmann::json scenario_in(const nlohmann::json& report, const std::string& name);

}  // namespace tenter::test
