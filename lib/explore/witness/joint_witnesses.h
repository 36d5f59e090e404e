// Witnesses of races that the same execution shows.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "model/witness.h"

namespace tenter::explore {

// One for each schedule, with the reasons of all of its races. Thread safety: none.
class JointWitnesses {
 public:
  // They are added here. REQUIRES: it outlives this.
  explicit JointWitnesses(std::vector<Witness>& witnesses) : witnesses_(witnesses) {}

  void add(const Witness& witness);

 private:
  struct Joint {
    std::size_t index;
    std::vector<std::string> reasons;
  };
  std::vector<Witness>& witnesses_;
  std::map<std::string, Joint> by_schedule_;
};

}  // namespace tenter::explore
