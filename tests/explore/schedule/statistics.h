// For tests of strategies that sample. They are the same in each run, with the seed that is built in; with another
// one in TENTER_TEST_SEED they fail by chance with odds below kOdds each.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace tenter::explore::test {

inline constexpr double kOdds = 1e-9;

inline std::uint64_t test_seed() {
  const char* const given = std::getenv("TENTER_TEST_SEED");
  return given == nullptr ? 1 : std::strtoull(given, nullptr, 10);
}

inline std::string seed_note() { return "TENTER_TEST_SEED=" + std::to_string(test_seed()); }

// What has a probability of at least `probability` happens at least so often in so many tries (Chernoff).
inline double least_hits(std::uint64_t tries, double probability) {
  const double mean = static_cast<double>(tries) * probability;
  return mean - std::sqrt(2 * mean * std::log(1 / kOdds));
}

// How far a share of so many tries can be from the probability (Hoeffding).
inline double tolerance(std::uint64_t tries) {
  return std::sqrt(std::log(2 / kOdds) / (2 * static_cast<double>(tries)));
}

}  // namespace tenter::explore::test
