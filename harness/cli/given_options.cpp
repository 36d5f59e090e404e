#include "cli/given_options.h"

#include <algorithm>
#include <boost/program_options.hpp>
#include <cctype>
#include <set>

#include "session/pattern.h"

namespace tenter::cli {
namespace {

namespace po = boost::program_options;
using session::Error;

std::string variable_of(const std::string& option) {
  std::string name = "TENTER_" + option;
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return c == '-' ? '_' : static_cast<char>(std::toupper(c)); });
  return name;
}

po::options_description described(const Syntax& command) {
  po::options_description result;
  for (const Option& option : command.options) {
    const std::string name = option.letter == 0 ? option.name : option.name + "," + option.letter;
    if (option.argument.empty()) {
      result.add_options()(name.c_str(), "");
    } else {
      result.add_options()(name.c_str(), po::value<std::vector<std::string>>(), "");
    }
  }
  result.add_options()("pattern", po::value<std::vector<std::string>>(), "");
  return result;
}

Error unknown(const Syntax& command, const std::string& option) {
  std::vector<std::string> names;
  for (const Option& known : command.options) names.push_back("--" + known.name);
  const auto near = session::near_names(option, names, 1);
  return Error(fmt::format("tenter {} has no option {}{} (see tenter {} --help)", command.name, option,
                           near.empty() ? "" : "; did you mean " + near.front() + "?", command.name));
}

bool switched_on(const std::string& option, const std::string& value) {
  static const std::set<std::string> kOn{"1", "true", "yes", "on"};
  static const std::set<std::string> kOff{"0", "false", "no", "off"};
  if (kOn.contains(value)) return true;
  // TENTER_JSON is a file for `run` and a switch for `list`; a file there is not meant for `list`.
  if (kOff.contains(value) || option == "json") return false;
  throw Error(fmt::format("{}={}: wanted 1 or 0", variable_of(option), value));
}

}  // namespace

GivenOptions::GivenOptions(const Syntax& command, const std::vector<std::string>& arguments,
                           const ReadEnvironment& environment) {
  read_command_line(command, arguments);
  read_environment(command, environment);
}

std::vector<std::string> GivenOptions::patterns() const {
  return values_.count("pattern") == 0 ? std::vector<std::string>{}
                                       : values_["pattern"].as<std::vector<std::string>>();
}

std::vector<std::string> GivenOptions::values(const std::string& option) const {
  if (values_.count(option) != 0) return values_[option].as<std::vector<std::string>>();
  const auto found = from_environment_.find(option);
  return found == from_environment_.end() ? std::vector<std::string>{} : found->second;
}

bool GivenOptions::has(const std::string& option) const {
  return values_.count(option) != 0 || from_environment_.contains(option);
}

bool GivenOptions::on(const std::string& option) const {
  if (values_.count(option) != 0) return true;
  const auto found = from_environment_.find(option);
  return found != from_environment_.end() && switched_on(option, found->second.front());
}

void GivenOptions::read_command_line(const Syntax& command, const std::vector<std::string>& arguments) {
  const po::options_description description = described(command);
  po::positional_options_description positional;
  positional.add("pattern", -1);
  namespace style = po::command_line_style;
  try {
    po::store(po::command_line_parser(arguments)
                  .options(description)
                  .positional(positional)
                  .style(style::unix_style & ~style::allow_guessing)
                  .run(),
              values_);
  } catch (const po::unknown_option& error) {
    throw unknown(command, error.get_option_name());
  } catch (const po::error& error) {
    throw Error(fmt::format("{} (see tenter {} --help)", error.what(), command.name));
  }
  if (command.usage.empty() && values_.count("pattern") != 0) {
    throw Error(fmt::format("tenter {} takes no patterns", command.name));
  }
  for (const Option& option : command.options) require_single(option);
}

void GivenOptions::read_environment(const Syntax& command, const ReadEnvironment& environment) {
  for (const Option& option : command.options) {
    const char* const value = environment(variable_of(option.name).c_str());
    if (value == nullptr || *value == '\0') continue;
    // Several plugins are separated as in PATH.
    from_environment_[option.name] = split(value, option.name == "plugin" ? ':' : '\0');
  }
}

void GivenOptions::require_single(const Option& option) const {
  if (option.argument.empty() || option.name == "plugin" || values_.count(option.name) == 0) return;
  if (values_[option.name].as<std::vector<std::string>>().size() > 1) {
    throw Error(fmt::format("--{} is given twice", option.name));
  }
}

std::string GivenOptions::shown(const std::string& option, const std::string& value) const {
  return values_.count(option) != 0 ? fmt::format("--{} {}", option, value)
                                    : fmt::format("{}={}", variable_of(option), value);
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

}  // namespace tenter::cli
