#include "model/run.h"

namespace tenter {

std::optional<Affinity> affinity_named(std::string_view name) {
  for (const Affinity affinity : {Affinity::none, Affinity::spread, Affinity::same_core}) {
    if (name_of(affinity) == name) return affinity;
  }
  return std::nullopt;
}

}  // namespace tenter
