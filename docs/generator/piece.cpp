#include "generator/piece.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "generator/lines.h"

namespace tenter::docs {
namespace {

using Line = std::vector<std::string>::const_iterator;

bool defines(const std::string& line, const std::string& type) {
  for (const std::string kind : {"struct ", "class "}) {
    const std::string head = kind + type;
    if (!line.starts_with(head)) continue;
    const std::string rest = line.substr(head.size());
    if (rest.starts_with(" {") || rest.starts_with(" : ")) return true;
  }
  return false;
}

std::string numbered(std::ptrdiff_t number, const std::string& line) {
  return line.empty() ? fmt::format("{:>3}\n", number) : fmt::format("{:>3}  {}\n", number, line);
}

bool belongs_to_next(const std::string& line) { return line.starts_with("//") || line.starts_with("template <"); }

Line first_of(Line begin, Line definition) {
  while (definition != begin && belongs_to_next(*(definition - 1))) --definition;
  return definition;
}

}  // namespace

std::string piece_of(const std::string& source, const std::string& type) {
  const std::vector<std::string> lines = lines_of(source);
  const auto definition =
      std::find_if(lines.begin(), lines.end(), [&](const std::string& line) { return defines(line, type); });
  const auto last = std::find_if(definition, lines.end(), [](const std::string& line) { return line == "};"; });
  if (last == lines.end()) throw std::runtime_error("no definition of " + type);
  std::string piece;
  for (Line line = first_of(lines.begin(), definition); line <= last; ++line) {
    piece += numbered(line - lines.begin() + 1, *line);
  }
  return piece;
}

}  // namespace tenter::docs
