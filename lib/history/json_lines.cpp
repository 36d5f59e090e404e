#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "history/builder.h"
#include "history/formats.h"

namespace tenter::history {
namespace {

using nlohmann::json;

Value value_of(const json& plain) {
  switch (plain.type()) {
    case json::value_t::null:
      return {};
    case json::value_t::boolean:
      return {plain.get<bool>()};
    case json::value_t::number_integer:
      return {plain.get<std::int64_t>()};
    case json::value_t::number_float:
      return {plain.get<double>()};
    case json::value_t::string:
      return {plain.get<std::string>()};
    case json::value_t::number_unsigned:
      if (plain.get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
        throw Malformed(fmt::format("the number {} is too large", plain.dump()));
      }
      return {plain.get<std::int64_t>()};
    case json::value_t::array: {
      List list;
      for (const json& element : plain) list.push_back(value_of(element));
      return {std::move(list)};
    }
    default:
      throw Malformed("a value is a number, a string, true, false, null or a list of these");
  }
}

const json& member(const json& event, const char* name) {
  const auto found = event.find(name);
  if (found == event.end()) throw Malformed(fmt::format("there is no \"{}\"", name));
  return *found;
}

Value optional_member(const json& event, const char* name) {
  const auto found = event.find(name);
  return found == event.end() ? Value{} : value_of(*found);
}

const std::string& text_member(const json& event, const char* name) {
  const json& found = member(event, name);
  if (!found.is_string()) throw Malformed(fmt::format("\"{}\" is no string", name));
  return found.get_ref<const std::string&>();
}

}  // namespace

Event::Type type_named(std::string_view name) {
  if (name == "invoke") return Event::Type::invoke;
  if (name == "ok") return Event::Type::ok;
  if (name == "fail") return Event::Type::fail;
  if (name == "info") return Event::Type::info;
  throw Malformed(fmt::format("the type \"{}\": wanted invoke, ok, fail or info", name));
}

Event json_event(std::string_view line) {
  json read;
  try {
    read = json::parse(line);
  } catch (const json::parse_error& error) {
    throw Malformed(fmt::format("no JSON: at byte {}", error.byte));
  }
  if (!read.is_object()) throw Malformed("no JSON object");
  const json& process = member(read, "process");
  if (!process.is_number_integer()) throw Malformed("\"process\" is no integer");
  return {process.get<std::int64_t>(), type_named(text_member(read, "type")), text_member(read, "f"),
          optional_member(read, "key"), optional_member(read, "value")};
}

}  // namespace tenter::history
