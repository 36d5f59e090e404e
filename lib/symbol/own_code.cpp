#include "symbol/own_code.h"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "symbol/system_files.h"

namespace tenter::symbol {
namespace {

std::string canonical(const std::filesystem::path& path) {
  std::error_code error;
  const std::filesystem::path result = std::filesystem::canonical(path, error);
  return error ? path.string() : result.string();
}

bool is_our_file(std::string_view file) {
  return file.find("/include/tenter/") != std::string_view::npos ||
         file.find("lib/scenario_code/") != std::string_view::npos || file.ends_with("/tenter/plugin_entry.cpp") ||
         file.ends_with("/lib/plugin/plugin_entry.cpp");
}

}  // namespace

OwnCode::OwnCode(const std::string& plugin_path)
    : plugin_(canonical(plugin_path)), host_(canonical("/proc/self/exe")) {}

bool OwnCode::contains(const LocatedFrame& located) const {
  const Frame& frame = located.frame;
  if (frame.line == 0 || is_system_file(frame.file) || is_our_file(frame.file)) return false;
  if (in_plugin(located)) return true;
  return located.module != host_ && !is_system_file(located.module);
}

const LocatedFrame* OwnCode::innermost(const std::vector<LocatedFrame>& stack) const {
  const auto found =
      std::find_if(stack.begin(), stack.end(), [&](const LocatedFrame& frame) { return contains(frame); });
  return found != stack.end() ? &*found : nullptr;
}

const LocatedFrame* OwnCode::innermost_of_plugin(const std::vector<LocatedFrame>& stack) const {
  const auto found = std::find_if(stack.begin(), stack.end(), [&](const LocatedFrame& located) {
    return in_plugin(located) && located.frame.line != 0 && !is_our_file(located.frame.file);
  });
  return found != stack.end() ? &*found : nullptr;
}

bool OwnCode::is_tenters(const LocatedFrame& located) {
  return is_our_file(located.frame.file) || located.frame.function.starts_with("tenter::detail::");
}

bool OwnCode::is_hosts(const std::vector<LocatedFrame>& stack) const {
  return !stack.empty() && stack.back().module == host_ &&
         std::none_of(stack.begin(), stack.end(), [&](const LocatedFrame& frame) { return in_plugin(frame); });
}

}  // namespace tenter::symbol
