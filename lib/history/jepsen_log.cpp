#include <charconv>

#include "history/builder.h"
#include "history/formats.h"

namespace tenter::history {
namespace {

constexpr std::string_view kBegin = "jepsen.util - ";

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r";
  const std::size_t begin = text.find_first_not_of(kSpace);
  return begin == std::string_view::npos ? "" : text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

// What stands before the next tab; `rest` is what stands behind it.
std::string_view field(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\t'), rest.size());
  const std::string_view result = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return trimmed(result);
}

std::string_view keyword(std::string_view field, const char* what) {
  if (!field.starts_with(':')) throw Malformed(std::string("wanted ") + what + ", such as :read");
  return field.substr(1);
}

}  // namespace

std::optional<Event> jepsen_event(std::string_view line) {
  const std::size_t begin = line.find(kBegin);
  if (begin == std::string_view::npos) return std::nullopt;
  std::string_view rest = line.substr(begin + kBegin.size());
  const std::string_view process = field(rest);
  Event event;
  const auto [end, error] = std::from_chars(process.data(), process.data() + process.size(), event.process);
  if (error != std::errc() || end != process.data() + process.size()) return std::nullopt;  // the nemesis, or words
  event.type = type_named(keyword(field(rest), "the type of an event"));
  event.function = keyword(field(rest), "a function");
  const std::string_view value = trimmed(rest);
  // ":timed-out" says why nobody knows.
  if (event.type == Event::Type::invoke || event.type == Event::Type::ok) event.value = edn_value(value);
  return event;
}

}  // namespace tenter::history
