#include "oracle/delivery.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>

namespace tenter::oracle {
namespace {

std::string shown(const Delivered& value) {
  return fmt::format("value {} of producer {}", value.number, value.producer);
}

std::vector<Delivered> come_out(const Delivery& delivery) {
  std::vector<Delivered> all = delivery.left;
  for (const auto& taken : delivery.taken) all.insert(all.end(), taken.begin(), taken.end());
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace

std::string at_least_once(const Delivery& delivery) {
  const std::vector<Delivered> all = come_out(delivery);
  for (std::uint32_t producer = 0; producer < delivery.put.size(); ++producer) {
    for (std::uint64_t number = 0; number < delivery.put[producer]; ++number) {
      const Delivered value{producer, number};
      if (!std::binary_search(all.begin(), all.end(), value)) return shown(value) + " is lost";
    }
  }
  return "";
}

std::string exactly_once(const Delivery& delivery) {
  const std::vector<Delivered> all = come_out(delivery);
  for (const Delivered& value : all) {
    if (value.producer >= delivery.put.size() || value.number >= delivery.put[value.producer]) {
      return shown(value) + " was never put in";
    }
  }
  const auto twice = std::adjacent_find(all.begin(), all.end());
  return twice != all.end() ? shown(*twice) + " is there twice" : at_least_once(delivery);
}

std::string fifo_for_each_producer(const Delivery& delivery) {
  for (const auto& taken : delivery.taken) {
    std::map<std::uint32_t, std::uint64_t> last;
    for (const Delivered& value : taken) {
      const auto [before, first] = last.try_emplace(value.producer, value.number);
      if (!first && value.number < before->second) {
        return fmt::format("{} came after value {}", shown(value), before->second);
      }
      before->second = value.number;
    }
  }
  return "";
}

}  // namespace tenter::oracle
