#include "session/plugin_files.h"

#include <fmt/core.h>

#include <algorithm>
#include <system_error>

#include "session/error.h"

namespace tenter::session {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPlain = ".so";
constexpr std::string_view kInstrumented = ".instrumented.so";

fs::path with_ending(const std::string& path, std::string_view old_ending, std::string_view ending) {
  return path.substr(0, path.size() - old_ending.size()) + std::string(ending);
}

void require_file(const fs::path& plain, const fs::path& named) {
  std::error_code ignored;
  if (fs::is_regular_file(plain, ignored)) return;
  if (fs::is_directory(plain, ignored)) throw Error(fmt::format("plugin {}: is a directory", named.string()));
  if (plain != named && fs::exists(named, ignored)) {
    throw Error(fmt::format("plugin {}: is the instrumented half; the plain one, {}, is missing beside it",
                            named.string(), plain.filename().string()));
  }
  throw Error(fmt::format("plugin {}: there is no such file", named.string()));
}

std::vector<fs::path> plain_plugins_in(const fs::path& directory) {
  std::vector<fs::path> result;
  std::error_code none;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory, none)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(kPlain) && !name.ends_with(kInstrumented)) result.push_back(entry.path());
  }
  std::sort(result.begin(), result.end());
  return result;
}

bool contains(const std::vector<PluginFiles>& plugins, const fs::path& plain) {
  return std::any_of(plugins.begin(), plugins.end(), [&](const PluginFiles& known) {
    std::error_code ignored;
    return fs::equivalent(known.plain, plain, ignored);
  });
}

}  // namespace

// An absolute path: the loader would look a bare name up elsewhere.
PluginFiles plugin_at(const fs::path& path) {
  const std::string text = fs::absolute(path).string();
  const bool instrumented = text.ends_with(kInstrumented);
  const fs::path plain = instrumented ? with_ending(text, kInstrumented, kPlain) : fs::path(text);
  require_file(plain, instrumented ? fs::path(text) : plain);
  const std::string_view ending = plain.string().ends_with(kPlain) ? kPlain : "";
  return {plain, with_ending(plain.string(), ending, kInstrumented)};
}

std::vector<PluginFiles> find_plugins(const fs::path& directory, const std::vector<std::string>& added) {
  std::vector<PluginFiles> result;
  std::vector<std::string> problems;
  for (const fs::path& plain : plain_plugins_in(directory)) result.push_back(plugin_at(plain));
  for (const std::string& path : added) {
    try {
      const PluginFiles plugin = plugin_at(path);
      if (!contains(result, plugin.plain)) result.push_back(plugin);
    } catch (const Error& error) {
      problems.push_back(error.sentences().front());
    }
  }
  if (!problems.empty()) throw Error(problems);
  return result;
}

}  // namespace tenter::session
