// Addresses of this process as places that mean the same in another one (model/schedule.h), and back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "explore/event/execution_result.h"
#include "explore/memory/arena.h"
#include "model/schedule.h"

namespace tenter::explore {

// Of a plugin that has been loaded. Thread safety: none.
class Places {
 public:
  // REQUIRES: the arena outlives it.
  Places(const std::string& plugin_path, const Arena& arena);

  // The places of a schedule.
  std::vector<std::string> texts_of(const VisiblePlaces& places) const;
  // Throws std::invalid_argument when one names a library that is not there, or is no place at all.
  VisiblePlaces places_of(const std::vector<std::string>& texts) const;

 private:
  struct Module {
    std::string name;  // empty: the plugin
    std::uintptr_t base = 0;
    std::uintptr_t end = 0;
  };

  std::string in_module(std::uintptr_t address) const;
  std::uintptr_t address_of(std::string_view text) const;
  std::uintptr_t base_of(std::string_view module, std::string_view text) const;

  std::vector<Module> modules_;
  const Arena& arena_;
};

}  // namespace tenter::explore
