#include "history/value.h"

#include <nlohmann/json.hpp>

namespace tenter::history {
namespace {

using nlohmann::json;

struct ToJson {
  json operator()(std::monostate) const { return nullptr; }
  json operator()(const List& list) const {
    json array = json::array();
    for (const Value& value : list) array.push_back(std::visit(*this, value.data));
    return array;
  }
  template <class T>
  json operator()(const T& plain) const {
    return plain;
  }
};

struct Hash {
  std::size_t operator()(const List& list) const {
    std::size_t hash = list.size();
    for (const Value& value : list) hash = hash * 31 + hash_of(value);
    return hash;
  }
  template <class T>
  std::size_t operator()(const T& plain) const {
    return std::hash<T>()(plain);
  }
};

}  // namespace

std::string to_text(const Value& value) {
  return std::visit(ToJson{}, value.data).dump(-1, ' ', false, json::error_handler_t::replace);
}

std::size_t hash_of(const Value& value) { return value.data.index() + 7 * std::visit(Hash{}, value.data); }

}  // namespace tenter::history
