#include "symbol/data_names.h"

#include <dwarf.h>

#include <optional>
#include <string_view>

#include "symbol/member_path.h"
#include "symbol/modules.h"

namespace tenter::symbol {
namespace {

// Of the C++ ABI's table of virtual functions, the first two are destructors.
constexpr std::size_t kFirstOwnFunction = 2;

constexpr std::string_view kUnnamed = "(anonymous namespace)::";

std::uintptr_t vtable_of(const Body& body) { return *reinterpret_cast<const std::uintptr_t*>(&body); }

std::uintptr_t function_of(const Body& body) {
  return reinterpret_cast<const std::uintptr_t*>(vtable_of(body))[kFirstOwnFunction];
}

std::string without_unnamed_namespaces(std::string name) {
  for (std::size_t at = 0; (at = name.find(kUnnamed, at)) != std::string::npos;) name.erase(at, kUnnamed.size());
  return name;
}

// Compilers may make one function of two that do the same. The table of functions has the right name.
bool is_table_of(const SymbolAt& table, Dwarf_Die type) {
  const std::string name = name_of(type);
  return table.name.find(name.substr(0, name.find('<'))) != std::string::npos;
}

// The State of the BodyOf<State> that the body is: its functions say in which class they are, so that the
// type is found whatever it is called and wherever it is defined.
std::optional<Dwarf_Die> state_of(Modules& modules, DebugTypes& types, Dwfl_Module* module, const Body& body) {
  const Modules::Place place = modules.place_of(module, function_of(body));
  const auto body_class = place.unit == nullptr ? std::nullopt : place.unit->class_of_function(place.address);
  if (!body_class) return std::nullopt;
  for (Dwarf_Die child : children_of(*body_class)) {
    if (dwarf_tag(&child) != DW_TAG_template_type_parameter || name_of(child) != "State") continue;
    const std::optional<Dwarf_Die> state = types.type_of(child);
    if (state && is_table_of(symbol_at(module, vtable_of(body)), *state)) return state;
  }
  return std::nullopt;
}

}  // namespace

DataNames::DataNames() : modules_(std::make_unique<Modules>()) {}
DataNames::~DataNames() = default;

std::string DataNames::member(const Body& body, std::size_t offset, std::size_t size) {
  const Path object = Path::unspoken("state");
  Dwfl_Module* const module = modules_->at(function_of(body));
  if (module == nullptr) return object.after(offset).text();
  DebugTypes types(*modules_, module);
  const std::optional<Dwarf_Die> state = state_of(*modules_, types, module, body);
  return state ? member_path(types, *state, object, offset, size) : object.after(offset).text();
}

std::string DataNames::variable(std::uintptr_t address, std::size_t size) {
  Dwfl_Module* const module = modules_->at(address);
  if (module == nullptr) return {};
  const auto [symbol, offset] = symbol_at(module, address);
  if (symbol.empty()) return {};
  const Path object(without_unnamed_namespaces(symbol));
  DebugTypes types(*modules_, module);
  const auto variable = modules_->index_of(module).variable_at(address - offset);
  const auto type = variable ? types.type_of(*variable) : std::nullopt;
  return type ? member_path(types, *type, object, offset, size) : object.after(offset).text();
}

}  // namespace tenter::symbol
