#include "oracle/joint_object.h"

#include <utility>

#include "oracle/visited.h"

namespace tenter::oracle {

JointObject::JointObject(std::vector<std::unique_ptr<SequentialObject>> objects, std::span<const Part> parts,
                         std::size_t operations)
    : objects_(std::move(objects)), places_(operations) {
  for (std::uint32_t object = 0; object < parts.size(); ++object) {
    const std::vector<std::uint32_t>& numbers = parts[object].numbers;
    for (std::uint32_t i = 0; i < numbers.size(); ++i) places_[numbers[i]] = {object, i};
  }
}

std::uint32_t JointObject::initial() {
  State state;
  for (const auto& object : objects_) state.push_back(object->initial());
  return number_of(state);
}

std::uint32_t JointObject::step(std::uint32_t state, std::uint32_t operation) {
  const Place& place = places_[operation];
  const std::uint32_t before = states_[state][place.object];
  const std::uint32_t after = objects_[place.object]->step(before, place.operation);
  if (after == kRefused) return kRefused;
  if (after == before) return state;
  next_ = states_[state];
  next_[place.object] = after;
  return number_of(next_);
}

bool JointObject::only_reads(std::uint32_t operation) const {
  const Place& place = places_[operation];
  return objects_[place.object]->only_reads(place.operation);
}

std::uint32_t JointObject::number_of(const State& state) {
  std::uint64_t hash = 0;
  for (const std::uint32_t number : state) hash = mixed(hash ^ number) + 1;
  return states_.number_of(state, hash);
}

}  // namespace tenter::oracle
