#include "stress/rotation.h"

#include <numeric>
#include <utility>

namespace tenter::stress {

Rotation::Rotation(std::size_t count, std::uint64_t seed) : random_(seed), order_(count) {
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  random_.shuffle(order_);
}

std::size_t Rotation::next() {
  const bool all_seen = position_ >= order_.size();
  if (!all_seen || !(total_weight_ > 0) || random_.unit() < kExploring) return explore();
  return draw();
}

std::size_t Rotation::explore() { return order_[position_++ % order_.size()]; }

std::size_t Rotation::draw() {
  double remaining = random_.unit() * total_weight_;
  for (std::size_t i = 0; i < weights_.size(); ++i) {
    remaining -= weights_[i];
    if (remaining < 0) return i;
  }
  return explore();
}

void Rotation::rate(std::vector<double> scores) {
  // The eighth power: half as good gets a two hundred and fiftieth of the time, nine tenths as good almost half.
  for (double& score : scores) {
    const double squared = score * score;
    score = squared * squared * squared * squared;
  }
  weights_ = std::move(scores);
  total_weight_ = std::accumulate(weights_.begin(), weights_.end(), 0.0);
}

}  // namespace tenter::stress
