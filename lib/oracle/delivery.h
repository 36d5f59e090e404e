// What becomes of values that are handed over, whatever the order in which an object must keep them: pure functions
// of who put in what, who took out what, and what was left.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tenter::oracle {

// A value is a producer's number and how many it had put in before.
struct Delivered {
  std::uint32_t producer = 0;
  std::uint64_t number = 0;

  friend auto operator<=>(const Delivered&, const Delivered&) = default;
};

struct Delivery {
  std::vector<std::uint64_t> put;             // by producer: so many values
  std::vector<std::vector<Delivered>> taken;  // by consumer, in the order in which it got them
  std::vector<Delivered> left;                // in the object, afterwards
};

// Each returns what is wrong, empty when nothing is.

// Nothing is lost: each value was taken, once or more, or is left.
std::string at_least_once(const Delivery& delivery);
// Nothing is lost, twice there or made up: what was put in is exactly what was taken and what is left.
std::string exactly_once(const Delivery& delivery);
// No consumer got a producer's values in another order than they were put in.
std::string fifo_for_each_producer(const Delivery& delivery);

}  // namespace tenter::oracle
