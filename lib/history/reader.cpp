#include "history/reader.h"

#include <fmt/core.h>

#include <cstdint>
#include <string_view>
#include <utility>

#include "history/formats.h"

namespace tenter::history {
namespace {

std::optional<std::string> parse(std::string_view line, Values& values, ParsedEvent& parsed) {
  const std::size_t begin = line.find_first_not_of(" \t\r");
  if (begin == line.npos) {
    parsed.ignored = true;
    return std::nullopt;
  }
  line.remove_prefix(begin);
  if (line.starts_with("INFO")) return parse_log_line(line, values, parsed);
  if (line.front() != '{') return "this is neither a JSON object, an EDN map nor a line of Jepsen's log";
  const std::size_t first = line.find_first_not_of(" \t", 1);
  return first != line.npos && line[first] == ':' ? parse_edn_line(line, values, parsed)
                                                  : parse_json_line(line, values, parsed);
}

}  // namespace

History read(std::istream& stream, const std::string& name) {
  HistoryBuilder builder;
  std::uint32_t number = 0;
  for (std::string line; std::getline(stream, line);) {
    ++number;
    ParsedEvent parsed;
    parsed.event.line = number;
    auto error = parse(line, builder.values(), parsed);
    if (!error && !parsed.ignored) error = builder.add(parsed.event);
    if (error) throw Malformed(fmt::format("{}:{}: {}", name, number, *error));
  }
  return std::move(builder).finish();
}

}  // namespace tenter::history
