// What operations of recorded histories take and give. Thread safety: values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tenter::history {

struct Value;
using List = std::vector<Value>;

// Nothing (`nil`, `null`), a truth value, an integer, a floating-point number, a text (of EDN's keywords: their name,
// with the colon), or several.
struct Value {
  std::variant<std::monostate, bool, std::int64_t, double, std::string, List> data;

  bool is_nothing() const { return std::holds_alternative<std::monostate>(data); }
  friend bool operator==(const Value&, const Value&) = default;
};

// As in JSON.
std::string to_text(const Value& value);

std::size_t hash_of(const Value& value);

}  // namespace tenter::history

template <>
struct std::hash<tenter::history::Value> {
  std::size_t operator()(const tenter::history::Value& value) const { return tenter::history::hash_of(value); }
};
