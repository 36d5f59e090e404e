// A history taken apart into the objects that it is about.
#pragma once

#include <span>
#include <vector>

#include "model/history.h"
#include "oracle/models/operations.h"

namespace tenter::oracle {

// What tells objects from each other: the key, or, for objects whose elements are independent, the argument too.
enum class Independent : std::uint8_t { keys, arguments };

// REQUIRES: `codes` has the model's number of each function of the history.
std::vector<Part> parts_of(const History& history, const std::vector<std::uint8_t>& codes, Independent independent);

}  // namespace tenter::oracle
