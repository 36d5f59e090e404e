#include "history/read.h"

#include <fmt/format.h>

#include "history/formats.h"

namespace tenter::history {
namespace {

using Parse = std::optional<Event> (*)(std::string_view line);

bool is_empty(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

std::optional<Event> from_json(std::string_view line) { return json_event(line); }
std::optional<Event> from_edn(std::string_view line) { return edn_event(line); }

// JSON's names are strings, EDN's are keywords.
Parse format_of(std::string_view line) {
  const std::size_t brace = line.find_first_not_of(" \t");
  if (line[brace] != '{') return jepsen_event;
  const std::size_t next = line.find_first_not_of(" \t,", brace + 1);
  return next != std::string_view::npos && line[next] == ':' ? from_edn : from_json;
}

}  // namespace

History read_history(std::istream& in, const std::string& name) {
  Builder builder;
  Parse parse = nullptr;
  std::uint32_t number = 0;
  std::uint64_t events = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (is_empty(line)) continue;
    if (parse == nullptr) parse = format_of(line);
    try {
      auto event = parse(line);
      if (!event) continue;
      builder.add(*std::move(event), number);
      ++events;
    } catch (const Malformed& malformed) {
      throw Malformed(fmt::format("{}:{}: {}", name, number, malformed.what()));
    }
  }
  if (in.bad()) throw Malformed(fmt::format("{}: cannot be read to its end", name));
  if (events == 0) throw Malformed(fmt::format("{}: there are no operations in it", name));
  return std::move(builder).history();
}

}  // namespace tenter::history
