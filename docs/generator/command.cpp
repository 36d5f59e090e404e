#include "generator/command.h"

#include <array>
#include <cstdio>
#include <memory>
#include <stdexcept>

namespace tenter::docs {
namespace {

std::string quoted(const std::string& word) {
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? "'\\''" : std::string(1, c);
  return text + "'";
}

std::string read_all(std::FILE* stream) {
  std::string text;
  std::array<char, 4096> part{};
  for (std::size_t got = part.size(); got > 0;) {
    got = std::fread(part.data(), 1, part.size(), stream);
    text.append(part.data(), got);
  }
  return text;
}

}  // namespace

std::string output_of(const std::vector<std::string>& command) {
  std::string line;
  for (const std::string& word : command) line += quoted(word) + " ";
  std::FILE* const stream = ::popen(line.c_str(), "r");
  if (stream == nullptr) throw std::runtime_error("cannot run " + line);
  std::string text = read_all(stream);
  if (::pclose(stream) != 0) throw std::runtime_error(line + "failed:\n" + text);
  return text;
}

}  // namespace tenter::docs
