#include "history/formats.h"

#include <fmt/core.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "history/edn.h"

namespace tenter::history {
namespace {

using nlohmann::json;

std::optional<std::string> take_type(std::string_view name, ParsedEvent& parsed) {
  const auto type = event_type_named(name);
  if (!type) return fmt::format("type {} is none of invoke, ok, fail and info", name);
  parsed.event.type = *type;
  return std::nullopt;
}

void finish(ParsedEvent& parsed) {
  parsed.event.process = parsed.process;
  parsed.event.function = parsed.function;
}

// Nothing for what no history has: maps, and numbers beyond 64 bits.
std::optional<Value> value_of(const json& element, Values& values) {
  if (element.is_null()) return kNil;
  if (element.is_boolean()) return element.get<bool>() ? kTrue : kFalse;
  if (element.is_number_unsigned() && element.get<std::uint64_t>() > INT64_MAX) return std::nullopt;
  if (element.is_number_integer()) return values.integer(element.get<std::int64_t>());
  if (element.is_string()) return values.text(element.get_ref<const std::string&>());
  if (element.is_number_float()) return values.text(element.dump());
  if (!element.is_array()) return std::nullopt;
  std::vector<Value> elements;
  for (const json& inner : element) {
    const auto value = value_of(inner, values);
    if (!value) return std::nullopt;
    elements.push_back(*value);
  }
  return values.list(elements);
}

// Jepsen calls processes by numbers, or by names such as nemesis.
std::string process_of(const Values& values, Value value) {
  const auto text = values.text_of(value);
  return text ? std::string(*text) : values.shown(value);
}

}  // namespace

std::optional<std::string> parse_json_line(std::string_view line, Values& values, ParsedEvent& parsed) {
  const json object = json::parse(line, nullptr, false);
  if (!object.is_object()) return "this is no JSON object";
  const auto process = object.find("process");
  if (process == object.end() || !(process->is_number_integer() || process->is_string())) {
    return "there is no process, a number or a text";
  }
  parsed.process = process->is_string() ? process->get<std::string>() : process->dump();
  const auto type = object.find("type");
  if (type == object.end() || !type->is_string()) return "there is no type";
  if (auto error = take_type(type->get_ref<const std::string&>(), parsed)) return error;
  const auto function = object.find("f");
  if (function == object.end() || !function->is_string()) return "there is no f, the operation's name";
  parsed.function = function->get<std::string>();
  for (const auto& [name, target] : {std::pair{"key", &parsed.event.key}, std::pair{"value", &parsed.event.value}}) {
    const auto found = object.find(name);
    if (found == object.end()) continue;
    const auto value = value_of(*found, values);
    if (!value) return fmt::format("its {} is neither null, true, false, a text, a number nor a list", name);
    *target = *value;
  }
  finish(parsed);
  return std::nullopt;
}

std::optional<std::string> parse_edn_line(std::string_view line, Values& values, ParsedEvent& parsed) {
  EdnReader reader(line, values);
  if (!reader.past('{')) return "this is no map";
  bool typed = false;
  while (!reader.past('}')) {
    const auto name = reader.keyword();
    const auto value = name ? reader.value() : std::nullopt;
    if (!value) return "this is no map of keywords to nil, numbers, strings, keywords and vectors";
    const std::string text = process_of(values, *value);
    if (*name == "process") parsed.process = text;
    if (*name == "f") parsed.function = text.substr(text.starts_with(':') ? 1 : 0);
    if (*name == "key") parsed.event.key = *value;
    if (*name == "value") parsed.event.value = *value;
    if (*name != "type") continue;
    if (auto error = take_type(std::string_view(text).substr(text.starts_with(':') ? 1 : 0), parsed)) return error;
    typed = true;
  }
  if (!reader.at_end()) return "there is more after the map";
  if (parsed.process.empty() || parsed.function.empty() || !typed) return "it lacks one of :process, :type and :f";
  finish(parsed);
  return std::nullopt;
}

// INFO  jepsen.util - PROCESS :TYPE :F VALUE, with tabs between; other lines of the log say nothing of operations.
std::optional<std::string> parse_log_line(std::string_view line, Values& values, ParsedEvent& parsed) {
  constexpr std::string_view kMark = "jepsen.util - ";
  const std::size_t mark = line.find(kMark);
  const std::string_view rest = mark == line.npos ? "" : line.substr(mark + kMark.size());
  EdnReader reader(rest, values);
  const auto process = rest.find("\t:") == rest.npos ? std::nullopt : reader.value();
  parsed.ignored = !process || values.text_of(*process) == ":nemesis";
  if (parsed.ignored) return std::nullopt;
  parsed.process = process_of(values, *process);
  const auto type = reader.keyword();
  if (!type) return "there is no type after the process";
  if (auto error = take_type(*type, parsed)) return error;
  const auto function = reader.keyword();
  if (!function) return "there is no operation after the type";
  parsed.function = std::string(*function);
  // What follows the value of an operation without an effect, or of an unknown one, is the reason.
  if (!reader.at_end()) {
    const auto value = reader.value();
    if (!value) return "its value is no nil, number, string, keyword or vector";
    parsed.event.value = *value;
  } else if (parsed.event.type == EventType::ok) {
    return "there is no value after the operation";
  }
  finish(parsed);
  return std::nullopt;
}

}  // namespace tenter::history
