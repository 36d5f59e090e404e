// That a part can include what docs/architecture.md says that it may use, and nothing else.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "table.h"

namespace tenter::test {
namespace {

using Includes = std::map<std::string, std::vector<std::string>>;

const std::map<std::string, Part>& parts() {
  static const std::map<std::string, Part> parts = parts_of(TABLE);
  return parts;
}

// Where the compiler looks for headers, by part.
const Includes& includes() {
  static const Includes includes = [] {
    Includes read;
    std::ifstream in(INCLUDES);
    for (std::string line; std::getline(in, line);) {
      std::istringstream words(line);
      std::string part;
      words >> part;
      for (std::string directory; words >> directory;) read[part].push_back(directory);
    }
    return read;
  }();
  return includes;
}

// "explore/search/budget.h": the first of its headers, as others include it.
std::string header_of(const std::string& part) {
  const std::filesystem::path folder = std::filesystem::path(SOURCES) / parts().at(part).folder;
  std::vector<std::string> headers;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().extension() == ".h") headers.push_back(file.path().filename().string());
  }
  if (headers.empty()) return {};
  std::sort(headers.begin(), headers.end());
  return (std::filesystem::path(parts().at(part).folder).lexically_relative("lib") / headers.front()).string();
}

// What the compiler says of a source of this part with nothing but these lines; nothing where it compiles.
std::string errors_of(const std::string& part, const std::string& lines) {
  const std::string name = part + "_" + std::to_string(::getpid());  // other tests run beside this one
  const std::filesystem::path source = std::filesystem::path(testing::TempDir()) / (name + ".cpp");
  const std::filesystem::path errors = std::filesystem::path(testing::TempDir()) / (name + ".txt");
  std::ofstream(source) << lines;
  std::string command = std::string(COMPILER) + " -std=c++20 -fsyntax-only";
  for (const std::string& directory : includes().at(part)) command += " -I " + directory;
  command += " " + source.string() + " 2> " + errors.string();
  const bool compiled = std::system(command.c_str()) == 0;
  std::ostringstream said;
  said << std::ifstream(errors).rdbuf();
  std::filesystem::remove(source);
  std::filesystem::remove(errors);
  return compiled ? std::string() : "does not compile: " + said.str();
}

class Architecture : public testing::TestWithParam<std::string> {};

TEST_P(Architecture, LetsAPartIncludeWhatItMayUse) {
  const std::string part = GetParam();
  ASSERT_TRUE(parts().contains(part)) << "docs/architecture.md does not say what it may use";
  std::set<std::string> allowed = parts().at(part).uses;
  allowed.insert(parts().at(part).uses_in_sources.begin(), parts().at(part).uses_in_sources.end());
  allowed.insert(part);
  std::string lines;
  for (const std::string& used : allowed) {
    if (!includes().contains(used) || header_of(used).empty()) continue;
    lines += "#if !__has_include(\"" + header_of(used) + "\")\n#error \"" + used + "\"\n#endif\n";
  }
  EXPECT_EQ(errors_of(part, lines), "");
}

TEST_P(Architecture, LetsAPartIncludeNothingElse) {
  const std::string part = GetParam();
  ASSERT_TRUE(parts().contains(part));
  const std::set<std::string> allowed = reached_by(part, parts());
  std::string lines;
  for (const auto& [other, directories] : includes()) {
    if (allowed.contains(other) || header_of(other).empty()) continue;
    // Two libraries of one folder are told apart by what links them, not by their headers.
    const auto same_folder = [&](const std::string& one) {
      return parts().at(one).folder == parts().at(other).folder;
    };
    if (std::any_of(allowed.begin(), allowed.end(), same_folder)) continue;
    lines += "#if __has_include(\"" + header_of(other) + "\")\n#error \"" + other + "\"\n#endif\n";
  }
  EXPECT_NE(lines, "") << "there is nothing that it may not include";
  EXPECT_EQ(errors_of(part, lines), "");
}

std::vector<std::string> all() {
  std::vector<std::string> all;
  for (const auto& [part, directories] : includes()) all.push_back(part);
  return all;
}

INSTANTIATE_TEST_SUITE_P(Parts, Architecture, testing::ValuesIn(all()), [](const auto& part) { return part.param; });

}  // namespace
}  // namespace tenter::test
