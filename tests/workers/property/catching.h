// Which properties catch which version: the same plans for each, one after the other.
#pragma once

#include <cstdint>
#include <optional>

#include "checked.h"

namespace tenter::test {

// For each plan.
inline constexpr std::uint64_t kMostExecutions = 400;
// Of each of the two subjects.
inline constexpr std::size_t kPlans = 100;

struct Caught {
  Properties by;
  std::size_t plans = 0;         // that it took, of both subjects
  std::uint64_t executions = 0;  // of all of these
};

// By the first plan that shows anything, drawn from `seed`. Of a correct version nothing.
std::optional<Caught> caught(const Variant& variant, std::uint64_t seed);

}  // namespace tenter::test
