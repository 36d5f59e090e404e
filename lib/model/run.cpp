#include "model/run.h"

#include <utility>

namespace tenter {

std::optional<Affinity> affinity_named(std::string_view name) {
  for (const Affinity affinity : {Affinity::none, Affinity::spread, Affinity::same_core}) {
    if (name_of(affinity) == name) return affinity;
  }
  return std::nullopt;
}

const SearchRequest* search_of(const RunRequest& request) {
  if (const auto* const seek = std::get_if<SeekRequest>(&request.exploration)) return &seek->search;
  return std::get_if<SearchRequest>(&request.exploration);
}

SearchRequest* search_of(RunRequest& request) {
  return const_cast<SearchRequest*>(search_of(std::as_const(request)));
}

}  // namespace tenter
