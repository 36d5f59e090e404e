#include "explore/engine/places.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <stdexcept>

#include "explore/event/object.h"
#include "explore/memory/modules.h"

namespace tenter::explore {
namespace {

constexpr char kHeap = '~';
const std::string kPlugin;         // goes without saying
const std::string kHost = "host";  // the loader has no name for it
constexpr char kStatic = '=';
// In no library: a stack, say, or what is no memory at all.
constexpr char kElsewhere = '@';

struct NoMemory {
  Object object;
  const char* name;
};
constexpr NoMemory kNoMemory[] = {{kClock, "clock"}, {kClockReaders, "clock-readers"}};

std::string file_name(std::string_view path) { return std::filesystem::path(path).filename().string(); }

std::uintptr_t end_of(const dl_phdr_info& module) {
  std::uintptr_t end = module.dlpi_addr;
  for (int i = 0; i < module.dlpi_phnum; ++i) {
    const auto& segment = module.dlpi_phdr[i];
    if (segment.p_type == PT_LOAD) end = std::max(end, module.dlpi_addr + segment.p_vaddr + segment.p_memsz);
  }
  return end;
}

std::string elsewhere(std::uintptr_t address) {
  for (const auto& [object, name] : kNoMemory) {
    if (object == address) return fmt::format("{}{}", kElsewhere, name);
  }
  return fmt::format("{}{:x}", kElsewhere, address);
}

std::uintptr_t number_in(std::string_view digits, std::string_view text) {
  constexpr int kHexadecimal = 16;
  std::uintptr_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number, kHexadecimal);
  if (error != std::errc() || end != digits.data() + digits.size()) {
    throw std::invalid_argument(fmt::format("'{}' is no place of a schedule", text));
  }
  return number;
}

std::uintptr_t address_elsewhere(std::string_view name, std::string_view text) {
  for (const auto& [object, known] : kNoMemory) {
    if (known == name) return object.code();
  }
  return number_in(name, text);
}

}  // namespace

Places::Places(const std::string& plugin_path, const Arena& arena) : arena_(arena) {
  const std::string plugin = file_name(plugin_path);
  for_each_module([&](const dl_phdr_info& module) {
    const std::string name = file_name(module.dlpi_name);
    modules_.push_back({name == plugin ? kPlugin : name.empty() ? kHost : name, module.dlpi_addr, end_of(module)});
  });
}

std::vector<std::string> Places::texts_of(const VisiblePlaces& places) const {
  std::vector<std::string> texts;
  for (const std::uintptr_t access : places.accesses) texts.push_back(in_module(access));
  for (const std::uintptr_t object : places.releases) {
    const auto* const address = reinterpret_cast<const std::byte*>(object);
    texts.push_back(arena_.owns(address) ? fmt::format("{}{:x}", kHeap, address - arena_.base())
                                         : kStatic + in_module(object));
  }
  return texts;
}

std::string Places::in_module(std::uintptr_t address) const {
  const auto found = std::find_if(modules_.begin(), modules_.end(), [&](const Module& module) {
    return module.base <= address && address < module.end;
  });
  if (found == modules_.end()) return elsewhere(address);
  const std::string offset = fmt::format("{:x}", address - found->base);
  return found->name.empty() ? offset : found->name + "+" + offset;
}

VisiblePlaces Places::places_of(const std::vector<std::string>& texts) const {
  VisiblePlaces places;
  for (const std::string& text : texts) {
    if (text.front() == kHeap) {
      places.releases.push_back(reinterpret_cast<std::uintptr_t>(arena_.base()) + number_in(text.substr(1), text));
    } else if (text.front() == kStatic) {
      places.releases.push_back(address_of(std::string_view(text).substr(1)));
    } else {
      places.accesses.push_back(address_of(text));
    }
  }
  return places;
}

std::uintptr_t Places::address_of(std::string_view text) const {
  if (text.starts_with(kElsewhere)) return address_elsewhere(text.substr(1), text);
  const std::size_t plus = text.rfind('+');
  const bool plugin = plus == std::string_view::npos;
  const std::string_view module = plugin ? std::string_view{} : text.substr(0, plus);
  return base_of(module, text) + number_in(plugin ? text : text.substr(plus + 1), text);
}

std::uintptr_t Places::base_of(std::string_view module, std::string_view text) const {
  const auto found =
      std::find_if(modules_.begin(), modules_.end(), [&](const Module& known) { return known.name == module; });
  if (found == modules_.end()) throw std::invalid_argument(fmt::format("there is no library for '{}'", text));
  return found->base;
}

}  // namespace tenter::explore
