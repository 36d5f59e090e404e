#include "model/engine.h"

namespace tenter {

std::optional<Engine> engine_named(std::string_view name) {
  for (const Engine engine : kEngines) {
    if (name_of(engine) == name) return engine;
  }
  return std::nullopt;
}

}  // namespace tenter
