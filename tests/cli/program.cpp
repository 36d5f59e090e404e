#include "program.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace tenter::test {
namespace {

std::string text_of(int file) {
  std::string text;
  char buffer[65536];
  ::lseek(file, 0, SEEK_SET);
  for (ssize_t n = 0; (n = ::read(file, buffer, sizeof buffer)) > 0;) {
    text.append(buffer, static_cast<std::size_t>(n));
  }
  ::close(file);
  return text;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

// Ours, without what the surroundings say to Tenter.
std::vector<std::string> environment_with(const Environment& more) {
  std::vector<std::string> result;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view variable = *entry;
    if (!variable.starts_with("TENTER_") && !variable.starts_with("NO_COLOR")) result.emplace_back(variable);
  }
  for (const auto& [name, value] : more) result.push_back(name + "=" + value);
  return result;
}

}  // namespace

Program::Program(const std::vector<std::string>& arguments, const Environment& environment,
                 const std::vector<int>& closed)
    : out_(::memfd_create("out", MFD_CLOEXEC)), err_(::memfd_create("err", MFD_CLOEXEC)) {
  std::vector<std::string> argv{TENTER_EXECUTABLE};
  argv.insert(argv.end(), arguments.begin(), arguments.end());
  std::vector<std::string> variables = environment_with(environment);
  const auto argument_pointers = pointers(argv);
  const auto variable_pointers = pointers(variables);
  pid_ = ::fork();
  if (pid_ != 0) return;
  ::dup2(out_, STDOUT_FILENO);
  ::dup2(err_, STDERR_FILENO);
  for (const int descriptor : closed) ::close(descriptor);
  ::execve(TENTER_EXECUTABLE, argument_pointers.data(), variable_pointers.data());
  ::_exit(127);
}

Program::~Program() {
  if (pid_ != -1) {
    ::kill(pid_, SIGKILL);
    (void)wait();
  }
}

Outcome Program::wait() {
  int status = 0;
  ::waitpid(std::exchange(pid_, -1), &status, 0);
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return {code, text_of(out_), text_of(err_)};
}

Outcome tenter(const std::vector<std::string>& arguments, const Environment& environment) {
  return Program(arguments, environment).wait();
}

std::string plugin(const std::string& name) { return std::string(TENTER_TEST_PLUGINS) + "/cli_" + name + ".so"; }

std::string scratch(const std::string& name) {
  struct Directory {
    std::string path = (std::filesystem::temp_directory_path() / "tenter-cli-XXXXXX").string();
    Directory() { ::mkdtemp(path.data()); }
    ~Directory() { std::filesystem::remove_all(path); }
  };
  static const Directory directory;
  return directory.path + "/" + name;
}

std::string contents(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

nlohmann::json run_beside_bystander(const std::string& scenario, std::vector<std::string> more) {
  std::vector<std::string> arguments{"run",    scenario, "bad/zz-unharmed", "--plugin", plugin("misbehaving"),
                                     "--json", "-"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  const Outcome outcome = tenter(arguments);
  EXPECT_EQ(outcome.exit_code, 1) << outcome.err;
  return nlohmann::json::parse(outcome.out, nullptr, false);
}

nlohmann::json scenario_in(const nlohmann::json& report, const std::string& name) {
  for (const auto& scenario : report.at("scenarios")) {
    if (scenario.at("name") == name) return scenario;
  }
  ADD_FAILURE() << "no scenario " << name << " in " << report;
  return {};
}

nlohmann::json result_of(const std::string& of_plugin, const std::string& scenario, const std::string& engine) {
  const Outcome outcome = tenter(
      {"run", scenario, "--engine", engine, "--plugin", plugin(of_plugin), "--executions", "20000", "--json", "-"});
  return scenario_in(nlohmann::json::parse(outcome.out), scenario);
}

}  // namespace tenter::test
