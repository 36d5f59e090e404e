#include <fmt/core.h>

#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/exit_code.h"
#include "session/error.h"
#include "session/interrupts.h"
#include "session/pattern.h"
#include "session/strays.h"

namespace tenter::cli {
namespace {

using session::Error;

int print(const std::string& text) {
  std::cout << text;
  return kFine;
}

void require_command(const std::string& name) {
  for (const std::string& known : commands()) {
    if (known == name) return;
  }
  const auto near = session::near_names(name, commands(), 1);
  throw Error(fmt::format("there is no command {}{} (see tenter --help)", name,
                          near.empty() ? "" : "; did you mean " + near.front() + "?"));
}

int help(const std::vector<std::string>& arguments) {
  if (arguments.size() > 1) throw Error("tenter help takes one command");
  if (arguments.empty()) return print(help_text(""));
  require_command(arguments.front());
  return print(help_text(arguments.front()));
}

int dispatch(const std::vector<std::string>& command_line) {
  if (command_line.size() < 2) {
    fmt::print(stderr, "{}", help_text(""));
    return kError;
  }
  const std::string& command = command_line[1];
  const std::vector<std::string> arguments(command_line.begin() + 2, command_line.end());
  if (command == "--version") return print(fmt::format("tenter {}\n", TENTER_VERSION));
  if (command == "--help" || command == "-h") return print(help_text(""));
  if (command == "help") return help(arguments);
  require_command(command);
  const GivenOptions given(syntax_of(command), arguments, [](const char* name) { return std::getenv(name); });
  if (given.on("help")) return print(help_text(command));
  session::count_interrupts();
  session::adopt_strays();
  if (command == "list") return list(list_options(given));
  if (command == "doctor") return doctor(doctor_options(given));
  if (command == "replay") return replay(replay_options(given), command_line);
  if (command == "check-history") return check_history(check_history_options(given));
  return run(run_options(given), command_line);
}

}  // namespace

int main_program(const std::vector<std::string>& command_line) {
  occupy_standard_descriptors();
  int code = kError;
  try {
    code = dispatch(command_line);
  } catch (const Error& error) {
    if (session::interrupts() > 0) code = kInconclusive;
    print_errors(error.sentences());
  } catch (const std::exception& error) {
    fmt::print(stderr, "tenter: {}\n", error.what());
  }
  return flushed_output() ? code : kError;
}

}  // namespace tenter::cli
