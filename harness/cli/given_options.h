// The options of a command as they were given: on the command line, or as TENTER_<OPTION> in the environment for what
// it does not say. Texts, of which nobody has yet asked what they mean.
#pragma once

#include <fmt/format.h>

#include <boost/program_options/variables_map.hpp>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cli/syntax.h"
#include "session/error.h"

namespace tenter::cli {

// Reads an environment variable; null when it is not set.
using ReadEnvironment = std::function<const char*(const char* name)>;

class GivenOptions {
 public:
  // Throws session::Error: an option that the command has not, or has once and is given twice.
  GivenOptions(const Syntax& command, const std::vector<std::string>& arguments, const ReadEnvironment& environment);

  // What is no option.
  std::vector<std::string> patterns() const;
  // All values of an option; of one that is not given, none.
  std::vector<std::string> values(const std::string& option) const;
  bool has(const std::string& option) const;
  // Of a switch. Throws session::Error when the environment says neither yes nor no.
  bool on(const std::string& option) const;
  // On the command line, and not only in the environment.
  bool typed(const std::string& option) const { return values_.count(option) != 0; }

  // Converts an option's value, if it has one. Throws session::Error with `wanted` when it cannot be converted.
  template <class T, class Convert>
  void take(const std::string& option, T& target, Convert&& convert, std::string_view wanted) const {
    for (const std::string& value : values(option)) {
      const auto converted = convert(value);
      if (!converted) throw session::Error(fmt::format("{}: wanted {}", shown(option, value), wanted));
      target = *converted;
    }
  }

 private:
  void read_command_line(const Syntax& command, const std::vector<std::string>& arguments);
  void read_environment(const Syntax& command, const ReadEnvironment& environment);
  void require_single(const Option& option) const;
  // An option with its value, as the user wrote it.
  std::string shown(const std::string& option, const std::string& value) const;

  boost::program_options::variables_map values_;
  std::map<std::string, std::vector<std::string>> from_environment_;
};

// The parts between these; at least one.
std::vector<std::string> split(const std::string& text, char separator);

}  // namespace tenter::cli
