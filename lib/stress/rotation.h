// Which configuration runs next.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "stress/random.h"

namespace tenter::stress {

// First every configuration once, in an order that the seed decides. From then on a share of the rounds goes on with
// that rotation, for a rare outcome may come only in a configuration that looks poor; the others go to
// configurations by lot, the better ones much more often.
// An instance of the multi-armed bandit: epsilon-greedy, but with a lot in the place of the maximum, since the scores
// of a noisy machine are not to be trusted to the last digit.
class Rotation {
 public:
  static constexpr double kExploring = 0.3;

  // REQUIRES: count > 0.
  Rotation(std::size_t count, std::uint64_t seed);

  std::size_t next();

  // What the configurations are worth, from 0. REQUIRES: as many as there are configurations.
  void rate(std::vector<double> scores);

  // How often all of them have been gone through.
  std::size_t turns() const { return position_ / order_.size(); }

 private:
  std::size_t explore();
  std::size_t draw();

  Random random_;
  std::vector<std::size_t> order_;
  std::vector<double> weights_;
  double total_weight_ = 0;
  std::size_t position_ = 0;
};

}  // namespace tenter::stress
