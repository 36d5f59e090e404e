// Queues, stacks and priority queues: what was put in comes out in some order.
#pragma once

#include <span>

#include "oracle/models/vocabulary.h"

namespace tenter::oracle {

enum class Order : std::uint8_t { fifo, lifo, smallest_first };

// put(value), and take, which gives a value, or nothing when there is none. What never returned may have taken any.
class ContainerModel {
 public:
  using State = std::vector<std::int32_t>;
  enum Function : std::uint8_t { kPut, kTake };

  static const Vocabulary& vocabulary(Order order);

  // REQUIRES: `which` are operations of the history.
  ContainerModel(Order order, const history::History& history, std::span<const std::uint32_t> which);

  State initial() const { return {}; }
  bool step(State& state, std::uint32_t operation) const;
  std::size_t hash(const State& state) const;

  struct Step {
    std::uint8_t function;
    bool returned;
    std::int32_t value;  // put or taken; by their order where they are taken by it
  };
  const std::vector<Step>& steps() const { return steps_; }

 private:
  Order order_;
  std::vector<Step> steps_;
};

}  // namespace tenter::oracle
