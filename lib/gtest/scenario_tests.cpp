// What tenter/gtest.h declares. tenter_add_gtest() compiles this into every test program, against its GoogleTest,
// with TENTER_GTEST_COMMAND and TENTER_GTEST_PLUGIN defined: the paths of `tenter`, and of the plugin of the same
// sources.
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <tenter/detail/registry.h>
#include <tenter/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string_view>
#include <vector>

namespace tenter::gtest {
namespace {

using nlohmann::json;
using testing::AssertionFailure;
using testing::AssertionResult;
using testing::AssertionSuccess;

// What the command line has of RunOptions, as it has it.
struct Overrides {
  std::optional<std::string> engine, time, executions, seed;
};
Overrides& overrides() {
  static Overrides overrides;
  return overrides;
}

// A directory for what a run leaves, removed with it.
class Scratch {
 public:
  Scratch() {
    std::string path = std::filesystem::temp_directory_path() / "tenter-gtest-XXXXXX";
    if (::mkdtemp(path.data()) != nullptr) path_ = path;
  }
  ~Scratch() {
    std::error_code error;
    if (!path_.empty()) std::filesystem::remove_all(path_, error);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  bool exists() const { return !path_.empty(); }
  std::string file(const char* name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

std::string content_of(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

// The exit code of a command whose output goes to a file; nothing when it could not be run or did not exit.
std::optional<int> run(std::vector<std::string> command, const std::string& output) {
  std::vector<char*> arguments;
  for (std::string& argument : command) arguments.push_back(argument.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ::posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
  pid_t child = 0;
  const int error = ::posix_spawn(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  if (error != 0 || ::waitpid(child, &status, 0) != child || !WIFEXITED(status)) return std::nullopt;
  return WEXITSTATUS(status);
}

struct Run {
  int exit_code = 0;
  std::string text;  // as `tenter run` prints it; when there is no scenario, what went wrong
  json scenario;     // as its JSON report has it; null when nothing was run
};

std::vector<std::string> command_for(const std::string& scenario, const RunOptions& options) {
  const auto text_of = [](const auto& number) {
    return number ? std::optional(std::to_string(*number)) : std::nullopt;
  };
  const auto either = [](const auto& override, const auto& option) { return override ? override : option; };
  std::vector<std::string> command{TENTER_GTEST_COMMAND, "run", scenario, "--plugin", TENTER_GTEST_PLUGIN};
  const auto add = [&](const char* option, const std::optional<std::string>& value) {
    if (value) command.insert(command.end(), {option, *value});
  };
  add("--engine", either(overrides().engine, std::optional(options.engines)));
  add("--time", either(overrides().time, std::optional(std::to_string(options.time.count()) + "ms")));
  add("--executions", either(overrides().executions, text_of(options.executions)));
  add("--seed", either(overrides().seed, text_of(options.seed)));
  add("--program", options.program);
  return command;
}

Run run(const std::string& scenario, const RunOptions& options) {
  const Scratch scratch;
  if (!scratch.exists()) return {1, "no temporary directory can be made", {}};
  std::vector<std::string> command = command_for(scenario, options);
  command.insert(command.end(), {"--json", scratch.file("report.json")});
  const std::optional<int> exit_code = run(command, scratch.file("report.txt"));
  if (!exit_code) return {1, "cannot run " + command[0], {}};
  Run result{*exit_code, content_of(scratch.file("report.txt")), {}};
  const json report = json::parse(content_of(scratch.file("report.json")), nullptr, false);
  if (report.is_object() && report.at("scenarios").size() == 1) result.scenario = report.at("scenarios").at(0);
  return result;
}

bool seen(const json& scenario, const std::optional<Anomaly>& anomaly) {
  for (const json& engine : scenario.at("engines")) {
    for (const json& witnessed : engine.at("witnessed")) {
      if (!anomaly || witnessed == name_of(*anomaly)) return true;
    }
  }
  return false;
}

const Program* registered(const std::string& name) {
  const auto& programs = detail::registry();
  const auto found =
      std::ranges::find_if(programs, [&](const Program& program) { return program.info.name == name; });
  return found == programs.end() ? nullptr : &*found;
}

AssertionResult unregistered(const std::string& name) {
  AssertionResult result = AssertionFailure();
  result << "no scenario named " << name << " is registered in this program; these are:";
  for (const Program& program : detail::registry()) result << "\n  " << program.info.name;
  return result;
}

AssertionResult confirmed(const std::string& name, const RunOptions& options) {
  const Judged run = judged(name, options);
  return run.verdict == Judged::confirmed ? AssertionSuccess() : AssertionFailure() << run.report;
}

// A scenario as a test by itself.
class ScenarioTest : public testing::Test {
 public:
  explicit ScenarioTest(std::string name) : name_(std::move(name)) {}
  void TestBody() override { EXPECT_TRUE(confirmed(name_, {})); }

 private:
  std::string name_;
};

// GoogleTest's filters give '-', '.', ':', '*' and '?' meanings of their own.
std::string test_name(std::string_view words) {
  std::string name(words);
  std::ranges::replace_if(
      name, [](unsigned char c) { return std::isalnum(c) == 0 && c != '/'; }, '_');
  return name;
}

void make_test(const ScenarioInfo& info) {
  const std::size_t slash = info.name.find('/');
  const bool alone = slash == std::string::npos;
  const std::string suite = alone ? "scenarios" : test_name(std::string_view(info.name).substr(0, slash));
  const std::string name =
      test_name(alone ? std::string_view(info.name) : std::string_view(info.name).substr(slash + 1));
  testing::RegisterTest(suite.c_str(), name.c_str(), nullptr, nullptr, info.file.c_str(), static_cast<int>(info.line),
                        [scenario = info.name]() -> testing::Test* { return new ScenarioTest(scenario); });
}

// The place for an option's value; null for what is no option of ours.
std::optional<std::string>* value_of(std::string_view option) {
  if (option == "--tenter_engines") return &overrides().engine;
  if (option == "--tenter_time") return &overrides().time;
  if (option == "--tenter_executions") return &overrides().executions;
  if (option == "--tenter_seed") return &overrides().seed;
  return nullptr;
}

bool take(std::string_view argument) {
  if (!argument.starts_with("--tenter_")) return false;
  const std::size_t equals = argument.find('=');
  std::optional<std::string>* const value = value_of(argument.substr(0, equals));
  if (value == nullptr || equals == std::string_view::npos) {
    std::fprintf(stderr,
                 "%.*s is no option of a test program of Tenter's; there are --tenter_engines=, --tenter_time=, "
                 "--tenter_executions= and --tenter_seed=, as `tenter run` has them\n",
                 static_cast<int>(argument.size()), argument.data());
    std::exit(2);
  }
  *value = std::string(argument.substr(equals + 1));
  return true;
}

}  // namespace

Judged judged(const std::string& scenario, const RunOptions& options) {
  const Run ended = run(scenario, options);
  if (ended.scenario.is_null()) return {Judged::not_run, ended.text};
  constexpr int kRefuted = 1;
  const Judged::Verdict verdict = ended.exit_code == 0          ? Judged::confirmed
                                  : ended.exit_code == kRefuted ? Judged::refuted
                                                                : Judged::inconclusive;
  return {verdict, ended.text};
}

AssertionResult holds(const std::string& scenario, const RunOptions& options) {
  const Program* const program = registered(scenario);
  if (program == nullptr) return unregistered(scenario);
  if (program->info.claim.kind != ClaimKind::holds) {
    return AssertionFailure() << scenario << " claims that it breaks, not that it holds";
  }
  return confirmed(scenario, options);
}

AssertionResult breaks(const std::string& scenario, std::optional<Anomaly> anomaly, const RunOptions& options) {
  if (registered(scenario) == nullptr) return unregistered(scenario);
  const Run ended = run(scenario, options);
  if (ended.scenario.is_null()) return AssertionFailure() << ended.text;
  if (seen(ended.scenario, anomaly)) return AssertionSuccess();
  return AssertionFailure() << scenario << " was to show " << (anomaly ? name_of(*anomaly) : "an anomaly")
                            << ", and did not\n"
                            << ended.text;
}

AssertionResult linearizable(const std::string& scenario, const RunOptions& options) {
  const Program* const program = registered(scenario);
  if (program == nullptr) return unregistered(scenario);
  if (program->object == nullptr) {
    return AssertionFailure() << scenario << " is no object: its outcomes are listed, so nothing has an order; "
                              << "EXPECT_HOLDS asks for what it claims";
  }
  return holds(scenario, options);
}

void init(int* argc, char** argv) {
  int kept = 1;
  for (int i = 1; i < *argc; ++i) {
    if (!take(argv[i])) argv[kept++] = argv[i];
  }
  argv[kept] = nullptr;
  *argc = kept;
  for (const Program& program : detail::registry()) make_test(program.info);
}

}  // namespace tenter::gtest
